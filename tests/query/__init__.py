"""Tests of the package query."""
