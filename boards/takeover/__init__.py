"""Takeover mode: the forum orders the agenda by dots, and chairs from one plain screen."""
