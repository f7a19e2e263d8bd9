"""What leaves the site as data: citations, references and linked data."""
