"""The thin edges: MkDocs and the command line; nothing imports them."""
