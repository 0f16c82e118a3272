"""The minutes the forum really got at a meeting, and what the forum says of them (R8)."""
