"""Tests of finding everything that is wrong with a project."""
