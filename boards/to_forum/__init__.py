"""Challenge the other way round: what a body asks young people, and what their forums say to it."""
