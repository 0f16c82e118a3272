"""“I have read this”, and that somebody has opened the papers."""
