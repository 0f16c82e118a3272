"""Attendance and its annual statement, what a body owes over the year, what its members do for it."""
