"""Tests of the package drawing."""
