"""Pieces of pages: values, citations, charts, tables, notes."""
