"""What kind of file somebody sends, decided by what is in it and never by its name.

Five kinds may be attached: PDF, Word (.docx), Excel (.xlsx), PNG and JPEG. A file that is two
kinds at once, carries a macro, is locked by a password or grows enormous when it is unpacked is
refused. Sources: ISO 32000-1, 7.5 (PDF); the ZIP file format, 4.3.16, and ECMA-376, part 2, 10
(Word and Excel); the PNG specification, 5; ITU-T T.81, annex B (JPEG).
"""

import hashlib
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MEGABYTE = 2**20
TITLE_LENGTH = 160
MOST_PARTS = 5_000
DIRECTORY_LIMIT = MEGABYTE
EDGE = 2048


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its ending, what it is served as, what people call it."""

    ending: str
    media_type: str
    words: str


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind(".pdf", "application/pdf", "PDF")
DOCX = Kind(".docx", f"{OFFICE}wordprocessingml.document", "Word")
XLSX = Kind(".xlsx", f"{OFFICE}spreadsheetml.sheet", "Excel")
PNG = Kind(".png", "image/png", "PNG picture")
JPEG = Kind(".jpg", "image/jpeg", "JPEG picture")
KINDS = (PDF, DOCX, XLSX, PNG, JPEG)

NOT_KNOWN = (
    "This is not a PDF, Word (.docx), Excel (.xlsx), PNG or JPEG file. Its name does not decide: "
    "save it as one of these."
)
EMPTY = "This file is empty."
OLD_OFFICE = (
    "This is an old Word or Excel file, or one with a password. Save it as .docx or .xlsx, "
    "without a password."
)
TWO_KINDS = "This file is of two kinds at once. Save it anew as one of them."
BROKEN = "This file is broken or not complete. Open it, save it anew and try again."
MACRO = "This file has a macro in it, a small program. Save it without macros."
PASSWORD = "This file is locked by a password. Save it without one."  # noqa: S105 - a sentence
TOO_MANY_PARTS = "This file is made of too many parts. Save it as a PDF."


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes a file may have, and may unpack to."""

    size: int
    unzipped: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The kind of a file, or why it is refused, in words."""

    kind: Kind | None
    refusal: str = ""


class _Refused(Exception):
    """The sentence for the person who sent the file."""


def check(file: BinaryIO, *, size: int, limits: Limits) -> Checked:
    """What kind a file is; `file` can be read from any place and is left at its beginning."""
    try:
        return Checked(_kind_of(file, size, limits))
    except _Refused as refused:
        return Checked(None, str(refused))
    finally:
        file.seek(0)


def _kind_of(file: BinaryIO, size: int, limits: Limits) -> Kind:
    if not size:
        raise _Refused(EMPTY)
    if size > limits.size:
        raise _Refused(_too_big(size, limits.size))
    start = _read(file, 0, EDGE)
    if start.startswith(b"PK\x03\x04"):
        return _office(file, size, limits)
    for begins, look in ((b"%PDF-", _pdf), (b"\x89PNG\r\n\x1a\n", _png), (b"\xff\xd8\xff", _jpeg)):
        if start.startswith(begins):
            _refuse_two_kinds(file, start)
            return look(file, size)
    raise _Refused(OLD_OFFICE if start.startswith(b"\xd0\xcf\x11\xe0") else NOT_KNOWN)


def _too_big(size: int, limit: int) -> str:
    return (
        f"This file has {_megabytes(size)}; the most is {limit // MEGABYTE} MB. Make its pictures "
        "smaller or split it."
    )


def _megabytes(size: int) -> str:
    return f"{-(-size * 10 // MEGABYTE) / 10:g} MB"


def size_in_words(size: int) -> str:
    """A size as people read it: 340 KB, 1.2 MB."""
    return f"{-(-size // 1024)} KB" if size < MEGABYTE else _megabytes(size)


def _read(file: BinaryIO, place: int, number: int) -> bytes:
    file.seek(place)
    return file.read(number)


def _refuse_two_kinds(file: BinaryIO, start: bytes) -> None:
    """A picture or PDF with an archive at its end, or a web page at its beginning."""
    lower = start.lower()
    is_page = any(tag in lower for tag in (b"<html", b"<script", b"<!doctype", b"<svg", b"<?php"))
    if is_page or zipfile.is_zipfile(file):
        raise _Refused(TWO_KINDS)


def _pdf(file: BinaryIO, size: int) -> Kind:
    version, end = _read(file, 5, 3), _read(file, max(0, size - EDGE), EDGE)
    place = end.rfind(b"%%EOF")
    if version not in {b"1.%d" % minor for minor in range(8)} | {b"2.0"}:
        raise _Refused(BROKEN)
    if place < 0 or b"startxref" not in end or end[place + 5 :].strip(b"\0\r\n\t "):
        raise _Refused(BROKEN)
    return PDF


def _png(file: BinaryIO, size: int) -> Kind:
    """A picture is a row of chunks, each with its length, and ends with its last one."""
    place, name = 8, b""
    while name != b"IEND":
        head = _read(file, place, 8)
        if len(head) < 8 or (place == 8 and head[4:] != b"IHDR"):
            raise _Refused(BROKEN)
        length, name = struct.unpack(">I4s", head)
        place += 12 + length
    if place != size:
        raise _Refused(BROKEN if place > size else TWO_KINDS)
    return PNG


def _jpeg(file: BinaryIO, size: int) -> Kind:
    """A picture is a row of segments up to the scan, and has an end after it."""
    place = 2
    while (head := _read(file, place, 4))[1:2] != b"\xda":
        if len(head) < 4 or head[0] != 0xFF:
            raise _Refused(BROKEN)
        place += 2 + struct.unpack(">H", head[2:])[0]
    if b"\xff\xd9" not in _read(file, place, size):
        raise _Refused(BROKEN)
    return JPEG


# Word and Excel ---------------------------------------------------------------------------------


def _office(file: BinaryIO, size: int, limits: Limits) -> Kind:
    """A zip archive, read only after its own list of contents has been measured."""
    _refuse_odd_archive(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_entries(entries, limits)
            kind = _by_content_types(archive)
            _unpack(archive, entries, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
        raise _Refused(BROKEN) from error
    return kind


def _refuse_odd_archive(file: BinaryIO, size: int) -> None:
    """The list of contents is at the very end, as Word and Excel write it, and is not huge."""
    end = _read(file, max(0, size - 22), 22)
    if len(end) < 22 or end[:4] != b"PK\x05\x06":
        raise _Refused(TWO_KINDS if zipfile.is_zipfile(file) else BROKEN)
    _, _, _, _, entries, length, place, _ = struct.unpack("<4s4H2LH", end)
    if entries > MOST_PARTS or length > DIRECTORY_LIMIT:
        raise _Refused(TOO_MANY_PARTS)
    if place + length + 22 != size:
        raise _Refused(TWO_KINDS)


def _refuse_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(entry.file_size for entry in entries) > limits.unzipped:
        raise _Refused(_grows(limits))
    if any(entry.flag_bits & 1 for entry in entries):
        raise _Refused(PASSWORD)
    names = [entry.filename.lower() for entry in entries]
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise _Refused(BROKEN)
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise _Refused(MACRO)
    if any(entry.compress_type not in {0, 8} for entry in entries) or len(set(names)) < len(names):
        raise _Refused(BROKEN)


def _grows(limits: Limits) -> str:
    return (
        f"Unpacked, this file is bigger than {limits.unzipped // MEGABYTE} MB. Make its pictures "
        "smaller or save it as a PDF."
    )


def _by_content_types(archive: zipfile.ZipFile) -> Kind:
    """The one main part that the archive's own list names says which program it belongs to."""
    try:
        entry = archive.getinfo("[Content_Types].xml")
    except KeyError:
        raise _Refused(NOT_KNOWN) from None
    if entry.file_size > MEGABYTE:
        raise _Refused(BROKEN)
    listed = archive.read(entry).lower()
    if b"macroenabled" in listed or b"vbaproject" in listed:
        raise _Refused(MACRO)
    mains = {
        DOCX: b"wordprocessingml.document.main+xml" in listed,
        XLSX: b"spreadsheetml.sheet.main+xml" in listed,
    }
    found = [kind for kind, is_there in mains.items() if is_there]
    if len(found) != 1:
        raise _Refused(TWO_KINDS if found else NOT_KNOWN)
    return found[0]


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Read every part to its end once, counting: a size that was only claimed is found out."""
    left = limits.unzipped
    for entry in entries:
        for piece in _pieces(archive, entry):
            left -= len(piece)
            if left < 0:
                raise _Refused(_grows(limits))


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:
        while piece := part.read(MEGABYTE):
            yield piece


def digest(file: BinaryIO) -> str:
    """The SHA-256 of a file, by which the same one sent twice is known; it is left at its start."""
    found = hashlib.sha256()
    file.seek(0)
    while piece := file.read(MEGABYTE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


# Names --------------------------------------------------------------------------------------------


def title_from(name: str) -> str:
    """A file's name as its title: without folders, ending, or letters that cannot be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last.strip(".") else last
    seen = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in stem)
    return " ".join(seen.replace("_", " ").split())[:TITLE_LENGTH].strip()
