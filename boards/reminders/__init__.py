"""Reminders by mail: what waits for whom, and one letter a day to each."""
