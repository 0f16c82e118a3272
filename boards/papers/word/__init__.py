"""A report written in Word, read into the parts of a report: shown first, saved when asked.

`archive` opens the file within bounds, `styles` knows its headings and lists, `reading` gives what
it says and what cannot be taken, `placing` says which words belong to which part, `pictures` makes
its pictures small and clean. The file itself is never kept. The pack does not depend on any of it.
"""
