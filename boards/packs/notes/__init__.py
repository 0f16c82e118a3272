"""A reader’s own notes at the paragraphs of a pack."""
