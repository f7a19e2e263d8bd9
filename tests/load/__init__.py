"""Tests of reading files into raw trees."""
