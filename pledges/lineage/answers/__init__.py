"""What becomes of each old promise, and what young people said of what is to be dropped."""
