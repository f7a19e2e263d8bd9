"""A library to pages in memory; writes nothing."""
