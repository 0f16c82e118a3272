"""Somebody leaves: everything they hold ends in one step."""
