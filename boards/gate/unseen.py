"""Whether every word of a PDF's page is seen: the page is drawn with its words and without them.

A word whose place looks the same in both drawings is not seen, and can be copied all the same: it
stands under a box, a picture or a note, is as white as the paper, lies beside the page, or is not drawn
at all. How it came to be hidden does not matter. Draws with PDFium, which is not to be called by two
threads at once: the process that looks into a file has one (`boards/gate/looker.py`).

Under a box with other words on it the places differ all the same; for that see `covered.py`, which
says where such words may stand, and is believed where the drawing is dark there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from pypdfium2 import raw

#: Pixels for a point: a letter of the size of a footnote is six pixels high.
SCALE = 1.25
#: The longest side of a drawing, in pixels; a larger page is drawn smaller.
LARGEST = 3000
#: How far the shades of a colour, 0 to 255, differ at least where something is seen.
LEAST_CONTRAST = 12
#: As dark as this or darker is black, of 0 to 255.
DARK = 90
#: A letter's outline is not part of its own place. In pixels.
ROUND = 1
#: From this share of a page on, a picture is taken for a scan of it.
SCAN = 0.8
#: So far round a point a letter stands, in points.
NEAR = 6.0
NOT_DRAWN = 3  # the text mode of ISO 32000, table 106, in which scanners write what they read
DEEPEST = 8
Point = tuple[float, float]


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


def unseen_words(content: bytes, covered: Sequence[Sequence[Point]] = ()) -> Iterator[Unseen]:
    """What is not seen of each page, in order; `covered` has points of it that may be under a box.

    Raises:
        pypdfium2.PdfiumError: it cannot be drawn.
    """
    with pdfium.PdfDocument(content) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            try:
                yield _look(page, covered[number] if number < len(covered) else ())
            finally:
                page.close()


def _look(page: pdfium.PdfPage, covered: Sequence[Point]) -> Unseen:
    drawn = _Drawn(page)
    dark = [drawn.is_dark(word) for word in drawn.words() if not drawn.is_seen(word)]
    return Unseen(
        dark=any(dark) or any(drawn.is_dark_at(point) for point in covered),
        other=not all(dark),
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
        """Whether a word is seen; the page's edge may cut it off."""
        if all(self._traces(place) for place in {word[0], word[len(word) // 2], word[-1]}):
            return True
        there = [place for place in word if self._inside(self._area(place))]
        hidden = sum(not self._traces(place) for place in there)
        if there and hidden < min(2, len(there)):
            return True
        return bool(there) and self._is_read_by_a_scanner(word)

    def is_dark(self, word: list[int]) -> bool:
        """Whether a word that is not seen stands where the page is dark."""
        found = (self._inside(self._area(place)) for place in word)
        return next((self._mostly_dark(area) for area in found if area), False)

    def is_dark_at(self, point: Point) -> bool:
        """Whether the page is dark round a point of it."""
        x, y = point
        area = self._inside(self._place(x - NEAR, y - NEAR, x + NEAR, y + NEAR))
        return bool(area) and self._mostly_dark(area)

    def _traces(self, place: int) -> bool:
        """Whether a letter makes a difference to what is seen; most do half-way up."""
        area = self._inside(self._area(place))
        if area is None:
            return False
        made, width = self._made_by_words
        left, top, right, bottom = area
        half = (top + bottom) // 2
        return any(
            max(made[row * width + left : row * width + right]) >= LEAST_CONTRAST
            for row in (*range(half, bottom), *range(half - 1, top - 1, -1))
        )

    def _is_read_by_a_scanner(self, word: list[int]) -> bool:
        """Whether it says what a picture of the page shows; its letters need not stand just there."""
        owner = raw.FPDFText_GetTextObject(self.text, word[0])
        mode = raw.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
        if mode != NOT_DRAWN and not self._is_scan:
            return False
        areas = [area for place in word if (area := self._inside(self._area(place)))]
        lefts, tops, rights, bottoms = zip(*areas, strict=True)
        own = Area(min(lefts), min(tops), max(rights), max(bottoms))
        if self._mostly_dark(own) and not _differ(self.picture.crop(own).getextrema()):
            return False  # a box was drawn over the scan
        high = own.bottom - own.top
        near = Area(own.left - high, own.top - high, own.right + high, own.bottom + high)
        return _differ(self.picture.crop(self._inside(near)).getextrema())

    @cached_property
    def _is_scan(self) -> bool:
        """Whether a picture covers the page."""
        width, height = self.page.get_size()
        pictures = self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST)
        bounds = (each.get_bounds() for each in pictures)
        sides = ((right - left, top - bottom) for left, bottom, right, top in bounds)
        return any(wide * high >= SCAN * width * height for wide, high in sides)

    @cached_property
    def picture(self) -> Image.Image:
        """The page as it is seen; what has no words is never drawn."""
        self._bitmap = self._drawn()
        return self._bitmap.to_pil()

    def _drawn(self) -> pdfium.PdfBitmap:
        return self.page.render(scale=self._scale, rev_byteorder=True)

    @cached_property
    def _made_by_words(self) -> tuple[bytes, int]:
        """How different each pixel would be without the words, row by row; and how long a row is."""
        seen = self.picture
        for each in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST):
            raw.FPDFPageObj_SetIsActive(each, 0)
        red, green, blue = ImageChops.difference(seen, self._drawn().to_pil()).split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        return most.tobytes(), most.width

    @cached_property
    def _scale(self) -> float:
        return min(SCALE, LARGEST / max(1, *self.page.get_size()))

    @cached_property
    def _corners(self) -> tuple[Point, Point, Point]:
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
        return self._place(left, bottom, right, top)

    def _place(self, left: float, bottom: float, right: float, top: float) -> Area:
        (x, y), (a, b), (c, d) = self._corners
        x1, x2 = x + left * a + bottom * c, x + right * a + top * c
        y1, y2 = y + left * b + bottom * d, y + right * b + top * d
        if x1 > x2:
            x1, x2 = x2, x1
        if y1 > y2:
            y1, y2 = y2, y1
        return Area(int(x1) - ROUND, int(y1) - ROUND, int(x2) + 1 + ROUND, int(y2) + 1 + ROUND)

    def _inside(self, area: Area) -> Area | None:
        """The part of it that lies on the page; None where it lies beside it."""
        width, height = self._size
        left, top, right, bottom = area
        left, top = max(0, left), max(0, top)
        right, bottom = min(width, right), min(height, bottom)
        return Area(left, top, right, bottom) if left < right and top < bottom else None

    @cached_property
    def _size(self) -> tuple[int, int]:
        return self.picture.size

    def _mostly_dark(self, area: Area) -> bool:
        shades = self.picture.crop(area).convert("L").histogram()
        return 2 * sum(shades[: DARK + 1]) > sum(shades)


def _differ(shades: Iterable[tuple[int, int]]) -> bool:
    """Whether in one of the colours the shades go far enough apart."""
    return any(most - least >= LEAST_CONTRAST for least, most in shades)
