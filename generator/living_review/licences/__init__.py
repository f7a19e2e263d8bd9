"""What the site ships, under which licences, and its bill of materials."""
