"""Whole reviews of other fields: the small ones of the tests, and the examples that ship."""
