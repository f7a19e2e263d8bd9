"""The review as tables, for programs: CSV, SQLite, and a data package that describes both."""
