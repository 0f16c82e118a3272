"""People a body takes in without a seat: co-opted, or heard for one item."""
