"""Tests of what is computed from the records."""
