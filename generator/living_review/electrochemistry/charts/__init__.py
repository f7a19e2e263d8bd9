"""The kinds of charts that only a review of electrodes has, and those that show more in it."""
