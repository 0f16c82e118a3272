"""The register itself: who was there, from when to when, and how two clerks write it at once."""
