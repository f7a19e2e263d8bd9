"""Pages to disk: the only room that writes into an output folder."""
