"""What people raised, what was done about it, and when young people were told."""
