"""References as other programs export them, read into entries of ours: a module for each form."""
