"""Built sites of the small review, end to end and in a browser."""
