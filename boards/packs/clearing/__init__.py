"""How a second person lets a file pass in which something was found, and takes that back."""
