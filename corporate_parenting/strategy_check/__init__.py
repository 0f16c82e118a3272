"""Checks a council's fixture before it is loaded, and a loaded council for what is odd.

`reading` reads the file and keeps the places, `shapes`, `fields`, `references`, `constraints`,
`contents` and `personal` each look for their own mistakes, `mistakes` runs them all, `clashes`
compares with what is loaded, and `oddities` looks at a loaded council. Nothing here writes.
"""
