"""What our text may be: formulas, markup and slugs; knows no record."""
