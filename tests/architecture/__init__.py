"""Tests of the architecture: how the generator itself is built."""
