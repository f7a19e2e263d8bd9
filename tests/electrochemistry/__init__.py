"""Tests of the module for reviews of electrodes."""
