"""Tests of the checks of values."""
