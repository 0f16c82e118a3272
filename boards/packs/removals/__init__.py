"""Passages that two people together take out of everything that was published."""
