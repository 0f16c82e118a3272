"""What follows when a promise is said to be broken: the line of accountability, R11."""
