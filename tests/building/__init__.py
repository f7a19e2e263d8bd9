"""Tests of the package building."""
