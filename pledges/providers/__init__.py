"""Placement providers, and which words each of them has signed."""
