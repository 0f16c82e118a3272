"""Numbers that come with an address or a button, where no form looks at them first."""

#: More digits than any number of ours has; Python reads numbers of some thousand digits not at all.
MOST_DIGITS = 12


def number_in(text: str) -> int | None:
    """The whole number a text is; None where it is none, or longer than any of ours."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
