"""Meetings and deadlines as calendars that people subscribe to: one of a council for everybody, and
one of one's own for each person, found by a secret address because calendar programs cannot sign in.

`events` says what stands in whose calendar, `ical` writes it down, `queries` asks for it.
"""
