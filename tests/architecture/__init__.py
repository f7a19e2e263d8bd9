"""Tests of the rules of the house: how the generator itself is built."""
