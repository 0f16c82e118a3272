"""Whether every word of a PDF's page is seen: the page is drawn as a reader sees it, and looked at.

A word that is there and leaves no trace in the drawing can be copied all the same: it stands under
a box, a picture or a note, is as white as the paper, lies beside the page, or is not drawn at all.
How it came to be hidden does not matter. Draws with PDFium, which is not to be called by two threads
at once: the process that looks into a file has one (`boards/gate/looker.py`).

What it cannot tell is a word under a box with other words on it; for that see `covered.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

#: Pixels for a point: a letter of the size of a footnote is seven pixels high.
SCALE = 1.5
#: The longest side of a drawing, in pixels; a larger page is drawn smaller.
LARGEST = 3000
#: How far two shades of 0 to 255 differ at least where something is seen.
LEAST_CONTRAST = 12
#: As dark as this or darker is black, of 0 to 255.
DARK = 90
#: A letter's outline is not part of its own place: round it the paper is seen. In pixels.
ROUND = 1
NOT_DRAWN = 3  # the text mode of ISO 32000, table 106, in which scanners write what they read


class Area(NamedTuple):
    """A part of the drawing, in pixels from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """Which of a page's words are not seen: some that stand under something dark, some others."""

    dark: bool
    other: bool


def unseen_words(content: bytes) -> Iterator[Unseen]:
    """What is not seen of each page, in order.

    Raises:
        pypdfium2.PdfiumError: it cannot be drawn.
    """
    with pdfium.PdfDocument(content) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            try:
                yield _look(page)
            finally:
                page.close()


def _look(page: pdfium.PdfPage) -> Unseen:
    drawn = _Drawn(page)
    shades = [drawn.shade(word) for word in drawn.words() if not drawn.is_seen(word)]
    return Unseen(
        dark=any(shade is not None and shade <= DARK for shade in shades),
        other=any(shade is None or shade > DARK for shade in shades),
    )


class _Drawn:
    """A page with its letters, which are known by their places in its text."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page
        self.text = page.get_textpage()

    def words(self) -> Iterator[list[int]]:
        """The letters and digits of each word; signs end one."""
        word: list[int] = []
        for place in range(self.text.count_chars()):
            if chr(raw.FPDFText_GetUnicode(self.text, place)).isalnum():
                word.append(place)
            elif word:
                yield word
                word = []
        if word:
            yield word

    def is_seen(self, word: list[int]) -> bool:
        """Whether a word is seen; one letter of it that is not may be cut off by the page's edge."""
        if self._traces(word[0]) and self._traces(word[-1]):
            return True
        hidden = sum(not self._traces(place) for place in word)
        if hidden < min(2, len(word)):
            return True
        return self._is_read_by_a_scanner(word)

    def shade(self, word: list[int]) -> int | None:
        """How light the place of a word that is not seen is; None beside the page."""
        return next(
            (found[1] for place in word if (found := self._shades(self._area(place)))), None
        )

    def _traces(self, place: int) -> bool:
        """Whether there is anything to be seen at a letter's place."""
        return _differ(self._shades(self._area(place)))

    def _is_read_by_a_scanner(self, word: list[int]) -> bool:
        """Whether it says what a picture under it shows, whose letters need not stand just there."""
        owner = raw.FPDFText_GetTextObject(self.text, word[0])
        if not owner or raw.FPDFTextObj_GetTextRenderMode(owner) != NOT_DRAWN:
            return False
        areas = [self._area(place) for place in word]
        lefts, tops, rights, bottoms = zip(*areas, strict=True)
        return _differ(self._shades(Area(min(lefts), min(tops), max(rights), max(bottoms))))

    @cached_property
    def picture(self) -> Image.Image:
        """The page in shades of grey; what has no words is never drawn."""
        scale = min(SCALE, LARGEST / max(1, *self.page.get_size()))
        self._bitmap = self.page.render(scale=scale, grayscale=True)
        return self._bitmap.to_pil()

    @cached_property
    def _corners(self) -> tuple[tuple[float, float], ...]:
        """Where the page's origin is in the picture, and how far a point goes across and up."""
        picture = self.picture  # drawn first: how it is placed is known only then
        to_bitmap = self._bitmap.get_posconv(self.page).to_bitmap
        far = 10 * max(picture.size)
        (x, y), across, up = to_bitmap(0, 0), to_bitmap(far, 0), to_bitmap(0, far)
        return (
            (x, y),
            ((across[0] - x) / far, (across[1] - y) / far),
            ((up[0] - x) / far, (up[1] - y) / far),
        )

    def _area(self, place: int) -> Area:
        """The place of a letter in the picture, with what is round it."""
        left, bottom, right, top = self.text.get_charbox(place)
        (x, y), across, up = self._corners
        xs = [x + h * across[0] + v * up[0] for h, v in ((left, bottom), (right, top))]
        ys = [y + h * across[1] + v * up[1] for h, v in ((left, bottom), (right, top))]
        return Area(
            int(min(xs)) - ROUND,
            int(min(ys)) - ROUND,
            int(max(xs)) + 1 + ROUND,
            int(max(ys)) + 1 + ROUND,
        )

    def _shades(self, area: Area) -> tuple[int, int] | None:
        """The darkest and the lightest shade of a part of the picture; None beside it."""
        width, height = self.picture.size
        inside = Area(
            max(0, area.left),
            max(0, area.top),
            min(width, area.right),
            min(height, area.bottom),
        )
        if inside.left >= inside.right or inside.top >= inside.bottom:
            return None
        return self.picture.crop(inside).getextrema()


def _differ(shades: tuple[int, int] | None) -> bool:
    return shades is not None and shades[1] - shades[0] >= LEAST_CONTRAST
