"""Panels of the forums that templates of rooms below load."""
