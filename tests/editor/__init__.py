"""A real YAML language server, as in an editor."""
