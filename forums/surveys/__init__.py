"""What the answers to a survey's questions came to: figures of the council's measures."""
