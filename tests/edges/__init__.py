"""Tests of the command line, the MkDocs plugin and the preview."""
