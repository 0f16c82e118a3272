"""What happens at a meeting and is recorded of it: who came, and what came of each item."""
