"""The checks of the measured values: small functions, each with its code in the table of problems."""
