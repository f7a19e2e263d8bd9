"""Tests of the problems, their places and their words."""
