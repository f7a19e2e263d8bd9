"""Tests of the history of values: what git keeps, compared value by value."""
