"""Checks of measured values that only a review of electrodes can make."""
