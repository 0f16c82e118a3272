"""People a body takes in for a time, without a seat; for one item the agenda's own page does it."""
