"""What became of old promises, and new sets that officers write."""
