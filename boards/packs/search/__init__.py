"""Search in the papers that a person may read."""
