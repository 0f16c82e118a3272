"""What a reader is told of a measure's definition."""
