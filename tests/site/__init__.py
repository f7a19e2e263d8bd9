"""The built site of the real review, end to end and in a browser."""
