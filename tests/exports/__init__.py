"""Tests of the package exports."""
