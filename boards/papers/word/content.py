"""What a Word document says, freed from Word: headings, pieces of text, pictures, and what is left.

Hidden words, comments and words that were struck out are not here: see `boards.papers.word.reading`.
"""

from dataclasses import dataclass

from boards.papers.pieces import Piece

#: The level of a document's own title.
TITLE = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands highest, and the title of the whole document has level 0."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its number in the document, the heading it stands under, Word's words for it."""

    number: int
    near: str
    words: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it says in order, its pictures, and a sentence for each thing not taken."""

    items: tuple[Heading | Piece, ...]
    pictures: tuple[Picture, ...] = ()
    left: tuple[str, ...] = ()
