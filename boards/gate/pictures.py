"""What a picture carries beside the picture: where it was taken, and words.

Reads the Exif and text parts of PNG and JPEG files with Pillow; the pixels are never decoded.
"""

import io
import warnings
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import IFD, Base

from boards.gate.findings import Finding, Kind, unreadable

#: Two are taken; the others stand in Word and Excel files.
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
#: Exif fields in which people write words.
WRITTEN = {
    Base.ImageDescription: "description",
    Base.Artist: "artist",
    Base.XPTitle: "title",
    Base.XPComment: "comment",
    Base.XPAuthor: "author",
    Base.XPKeywords: "keywords",
    Base.XPSubject: "subject",
    Base.UserComment: "comment",
}
#: Text parts of a PNG that have a name of the format's own: PNG specification, 11.3.3.2.
NAMED = {
    "title",
    "author",
    "description",
    "copyright",
    "disclaimer",
    "warning",
    "source",
    "comment",
}
#: Where Pillow keeps XMP, and the properties of it that name a place: XMP specification, part 2.
XMP = {"xmp", "xml:com.adobe.xmp"}
PLACES = (b"exif:GPS", b"LocationCreated", b"LocationShown", b"photoshop:City")
#: Text parts of a PNG that programs write about themselves.
BY_PROGRAMS = {"software", "creation time", "date:create", "date:modify", "date:timestamp", "dpi"}


def findings_in_picture(content: bytes, where: str = "The picture") -> list[Finding]:
    """What a PNG or JPEG file carries beside its pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a picture with odd fields is no concern of ours
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                return list(_findings(picture, where))
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
            return [unreadable(where)]
        except Image.DecompressionBombError:
            return [unreadable(where, "it is far too large")]


def _findings(picture: Image.Image, where: str) -> Iterator[Finding]:
    exif = picture.getexif()
    if any(exif.get_ifd(IFD.GPSInfo).values()) or _xmp_tells_a_place(picture):
        yield Finding(Kind.LOCATION, where, f"{where} says where it was taken.")
    written = {**exif, **exif.get_ifd(IFD.Exif)}
    named = {name for tag, name in WRITTEN.items() if _has_words(written.get(tag))}
    named |= {str(name).lower() for name in _texts(picture)}
    for name in sorted(named):
        words = f"{where} carries words in its {name}."
        yield Finding(Kind.PICTURE_TEXT, where, words)


def _texts(picture: Image.Image) -> Iterator[str]:
    """The names of the text parts somebody may have written."""
    for name, value in picture.info.items():
        if picture.format == "JPEG" and name == "comment" and _has_words(value):
            yield "comment"
        written = isinstance(value, str) and name.lower() not in BY_PROGRAMS | XMP
        if picture.format == "PNG" and written and _has_words(value):
            yield name.lower() if name.lower() in NAMED else "text"


def _xmp_tells_a_place(picture: Image.Image) -> bool:
    """Whether the description that photograph programs add (XMP) says where it was taken."""
    packets = (value for name, value in picture.info.items() if name.lower() in XMP)
    said = b"".join(each.encode() if isinstance(each, str) else each for each in packets)
    return any(place in said for place in PLACES)


def _has_words(value: object) -> bool:
    if isinstance(value, bytes):
        value = value.replace(b"\x00", b"").removeprefix(b"ASCII").removeprefix(b"UNICODE")
        return bool(value.strip())
    return bool(str(value).strip()) if value is not None else False
