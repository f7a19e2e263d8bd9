"""Tests of the generator; the folders mirror its packages."""
