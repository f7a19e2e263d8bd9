"""The generator of a living review: YAML records in, a searchable site out."""
