"""Benchmarks, each beside a peer in the same run, and what runs too long for every test run."""
