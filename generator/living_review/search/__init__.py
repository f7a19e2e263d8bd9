"""What search finds, and the index that a browser reads."""
