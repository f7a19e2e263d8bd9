"""The formatters of a diagnostic: one file for each place where it is read."""
