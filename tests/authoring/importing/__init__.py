"""Tables to import into records."""
