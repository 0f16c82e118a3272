"""Invitations to a meeting, what people answer, and what follows from it before anybody has met."""
