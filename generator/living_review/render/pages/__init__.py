"""The kinds of pages: one file each, a view and the function that fills it."""
