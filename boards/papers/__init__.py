"""Reports to a meeting: written, submitted, cleared or given back, with the files that go along.

`parts` says what a report is made of, `editing` how two people's words come together, `files` what
may be attached; what is restricted, and what readers get, is the business of `boards.packs`.
"""
