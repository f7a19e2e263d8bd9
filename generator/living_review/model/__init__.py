"""What a record is: the single declaration behind validation, JSON Schema and the pages."""
