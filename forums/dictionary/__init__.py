"""Each forum's own list of words it does not want, with what it prefers."""
