"""What plans hold, and how it goes."""
