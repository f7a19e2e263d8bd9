"""Tests of the help for people who edit the data."""
