"""Raw trees to a library or to diagnostics, all problems in one run."""
