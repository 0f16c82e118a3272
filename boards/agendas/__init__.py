"""The agenda builder: what a meeting takes, in which order, and what it takes over from others."""
