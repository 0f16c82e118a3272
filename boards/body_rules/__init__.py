"""A body's terms of reference: in force from a day until the next, set by the clerk."""
