"""Measures shown together: the dashboard, what is worse and worsening, and the files to take away."""
