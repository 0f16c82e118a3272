"""What an agenda takes over: standing items, what was put off, what groups owe."""
