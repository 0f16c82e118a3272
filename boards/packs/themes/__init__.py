"""The packs of a body by theme, over the years."""
