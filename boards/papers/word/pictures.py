"""Makes the pictures of a document small and clean, so that they can be shown and sent back.

Nothing is kept on the server between looking and saving: the pictures travel inside the page. So
each is drawn anew, no larger than it can be read on a screen; places, names and thumbnails that
cameras write into pictures do not come along.
"""

import base64
import binascii
import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from boards.papers.word.content import Picture

#: What may be read, and how large: pixels of a picture, its longest side when it is sent on.
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1_400
SMALL_SIDE = 900
#: The most bytes of one picture and of all together, and how many.
MOST_BYTES = 400_000
MOST_IN_ALL = 1_200_000
MOST_PICTURES = 20
QUALITY = 82
#: What a picture in words begins with, by its kind.
JPEG, PNG = "data:image/jpeg;base64,", "data:image/png;base64,"
ENDINGS = {JPEG: ".jpg", PNG: ".png"}
NOT_SHOWN = "Picture {number}{near} cannot be taken along. Attach it as a file of its own."


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it is shown and sent back: its number, place and words, and itself as text."""

    number: int
    near: str
    words: str
    source: str


def shown(pictures: Iterable[Picture]) -> tuple[list[Shown], list[str]]:
    """The pictures that can go along, and a sentence for each that cannot."""
    found, left, size = [], [], 0
    for picture in pictures:
        source = _source(picture.content) if len(found) < MOST_PICTURES else ""
        if not source or size + len(source) > MOST_IN_ALL:
            near = f" at “{picture.near}”" if picture.near else ""
            left.append(NOT_SHOWN.format(number=picture.number, near=near))
            continue
        size += len(source)
        found.append(Shown(picture.number, picture.near, picture.words, source))
    return found, left


def _source(content: bytes) -> str:
    """A picture as text that a page can show; empty where it is none, or too large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a picture with odd fields is no concern of ours
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return ""
                photograph = picture.format == "JPEG"
                return next(_drawn(ImageOps.exif_transpose(picture), photograph), "")
        except (UnidentifiedImageError, Image.DecompressionBombError):
            return ""
        except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
            return ""


def _drawn(picture: Image.Image, was_photograph: bool) -> Iterator[str]:
    """The picture in smaller and smaller ways, from the first that is small enough."""
    flat = picture.convert("RGBA")
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ground = Image.new("RGB", flat.size, "white")
    ground.paste(flat, mask=flat.getchannel("A"))
    small = ground.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    ways = [(ground, "JPEG"), (small, "JPEG")]
    if not was_photograph:
        ways.insert(0, (ground, "PNG"))
    for drawn, kind in ways:
        out = io.BytesIO()
        drawn.save(out, kind, quality=QUALITY, optimize=True)
        if len(out.getvalue()) <= MOST_BYTES:
            yield (PNG if kind == "PNG" else JPEG) + base64.b64encode(out.getvalue()).decode()


def unpacked(source: str) -> tuple[str, bytes] | None:
    """The ending and the bytes of a picture that was sent back; None where it is broken."""
    for start, ending in ENDINGS.items():
        if source.startswith(start):
            try:
                return ending, base64.b64decode(source.removeprefix(start), validate=True)
            except binascii.Error:
                return None
    return None
