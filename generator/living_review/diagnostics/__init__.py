"""Everything that can be wrong with the input, said once."""
