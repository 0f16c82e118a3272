"""Panels of promises that templates load."""
