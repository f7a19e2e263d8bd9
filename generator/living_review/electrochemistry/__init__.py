"""All that only a review of electrodes needs; ``module.py`` is the one door."""
