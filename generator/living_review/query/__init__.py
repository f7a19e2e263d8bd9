"""The page on which a visitor asks the database of the review in SQL, with the engine that answers in the browser."""
