"""What runs this project on one machine: PostgreSQL, front-end build, browser, demo.

Nothing here is used in production. It is started by commands (see the Makefile),
never by importing settings.
"""
