"""The page of all measurements, with its files and its plot."""
