"""Tests of what our text may be: formulas and markup."""
