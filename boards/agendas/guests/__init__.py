"""Who comes for one item of an agenda."""
