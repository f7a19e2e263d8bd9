"""Tests of the package licences."""
