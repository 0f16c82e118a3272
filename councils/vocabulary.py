"""The words a council uses for the things the product knows.

A Panel is never called a board, and children in care are called what their council calls them.
Pages and rules take these words from here; none is written into a template.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Vocabulary:
    """One council's nouns, lower case unless the council writes them as a name."""

    body: str = "board"
    bodies: str = "boards"
    member: str = "board member"
    members: str = "board members"
    children: str = "children in care"
    care_leavers: str = "care leavers"
    pledge: str = "pledge"
    pledges: str = "pledges"
    promise: str = "promise"
    promises: str = "promises"
    forum: str = "children in care council"
    forums: str = "children in care councils"
    strategy: str = "strategy"
    theme: str = "theme"
    themes: str = "themes"
    measure: str = "measure"
    measures: str = "measures"

    @classmethod
    def from_mapping(cls, words: Mapping[str, str]) -> "Vocabulary":
        """The council's words over the usual ones.

        Raises:
            ValueError: names a word the product does not know, or a word left empty.
        """
        known = {field.name for field in fields(cls)}
        for key, word in words.items():
            if key not in known:
                raise ValueError(
                    f"“{key}” is not one of the words that can be set. Use: {', '.join(sorted(known))}."
                )
            if not isinstance(word, str) or not word.strip():
                raise ValueError(f"The word for “{key}” is empty.")
        return cls(**words)
