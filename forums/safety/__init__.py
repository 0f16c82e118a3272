"""Concerns about somebody’s safety: out of the flow of questions, to the safeguarding lead alone."""
