"""What a body owes over the year and whether it was done, and what its members did meanwhile."""
