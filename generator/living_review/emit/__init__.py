"""Pages to disk: the only package that writes into an output folder."""
