"""The page on which a visitor sets a few materials side by side, with its data and its figure."""
