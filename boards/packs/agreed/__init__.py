"""Minutes that anyone may read: the record of a meeting, once it is agreed."""
