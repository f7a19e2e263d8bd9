"""What the values of a review were before: versions by git, compared value by value."""
