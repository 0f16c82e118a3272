"""What a home page is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """A thing to do, with the address where it is done."""

    title: str
    href: str
    text: str
    meta: str = ""
