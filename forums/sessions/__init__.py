"""Sessions of a forum: how many came, and what they said of each promise."""
