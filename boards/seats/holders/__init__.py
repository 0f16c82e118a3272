"""The clerk’s pages of who holds a seat and who stands in."""
