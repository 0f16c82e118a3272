"""Rows for tests: one factory per model, its states as traits.

A factory sets fields directly, for speed and for states that no service would make today; what it
makes satisfies `full_clean()` all the same (tested). Give `council=` and everything a row hangs on
is made in that council; give the parent, and the row follows it.
"""
