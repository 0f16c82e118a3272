"""Small files of each kind that may be attached, and hostile ones that pretend to be."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

from corporate_parenting.demo_reports import one_page

CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
WORD, SHEET = MAIN.format("wordprocessingml.document"), MAIN.format("spreadsheetml.sheet")


def pdf(words: str = "Hello.") -> bytes:
    """A PDF of one page with some words in it."""
    return one_page(words)


def archive(
    parts: dict[str, bytes], *, comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
        zipped.comment = comment
    return made.getvalue()


def types(*mains: str) -> bytes:
    """The list of contents that Word and Excel look at first."""
    lines = "".join(
        f'<Override PartName="/main{n}.xml" ContentType="{m}"/>' for n, m in enumerate(mains)
    )
    return f'<?xml version="1.0"?><Types>{lines}</Types>'.encode()


def docx(*, extra: dict[str, bytes] | None = None, main: str = WORD, **zipped: object) -> bytes:
    """A Word file."""
    parts = {CONTENT_TYPES: types(main), "word/document.xml": b"<w:document/>"}
    return archive(parts | (extra or {}), **zipped)


def xlsx() -> bytes:
    """An Excel file."""
    return archive({CONTENT_TYPES: types(SHEET), "xl/workbook.xml": b"<workbook/>"})


def png() -> bytes:
    """A picture of one grey dot."""

    def chunk(name: bytes, content: bytes) -> bytes:
        tail = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + tail

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + chunk(b"IEND", b"")
    )


def jpeg() -> bytes:
    """The segments of a picture, with a scan and an end."""
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\0\0\x3f\0"
    return b"\xff\xd8" + jfif + scan + b"\x12\x34\xff\xd9"


def bomb() -> bytes:
    """A Word file of a few hundred kilobytes that unpacks to 201 megabytes."""
    return docx(extra={"word/media/image1.bin": bytes(201 * 2**20)})


def lying() -> bytes:
    """A Word file with a part that claims to unpack to ten bytes, and is 50 megabytes long."""
    whole = docx(extra={"word/media/image1.bin": bytes(50 * 2**20)})
    return whole.replace(struct.pack("<I", 50 * 2**20), struct.pack("<I", 10))


class Upload(SimpleUploadedFile):
    """A file as a browser sends it; it equals another one with the same in it."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(name, content, content_type="application/pdf")
        self.sent = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Upload) and (self.name, self.sent) == (other.name, other.sent)

    def __hash__(self) -> int:
        return hash((self.name, self.sent))


def upload(content: bytes, name: str = "report.pdf") -> Upload:
    """A file to send; what the browser says of its kind is always that it is a PDF."""
    return Upload(name, content)
