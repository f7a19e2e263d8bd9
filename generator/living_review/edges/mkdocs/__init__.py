"""MkDocs: the plugin, the page converter and the preview."""
