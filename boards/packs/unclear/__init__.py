"""“I don’t get this” in the forum's papers, and what its people make of it."""
