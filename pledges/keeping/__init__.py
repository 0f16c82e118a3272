"""What the council says of its promises: ratings with their evidence."""
