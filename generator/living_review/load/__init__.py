"""Files to raw trees with places; knows no field names."""
