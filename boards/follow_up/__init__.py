"""What is to be done after a meeting: actions, what is passed up, and reminders of both."""
