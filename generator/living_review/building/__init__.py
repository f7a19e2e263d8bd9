"""How a site is made of pages: jobs, workers, cache keys, placeholders, and pages made when they are asked for."""
