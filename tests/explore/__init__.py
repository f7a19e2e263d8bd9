"""Tests of the package explore."""
