"""Opens a CSV file that somebody sends, within bounds, and gives its rows one by one.

Nothing of the file is kept but the line at hand, so that a long file needs no more memory than a
short one. What is no table is refused in words before it is read through.
"""

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from measures.benchmarks.cells import shown

MOST_BYTES = 60 * 2**20
MOST_ROWS = 250_000
MOST_BLANK = 1_000
MOST_LINE = 20_000
#: How files begin that are no text, and what they are.
OTHER_FILES = {
    b"PK\x03\x04": "a zip file or a spreadsheet. Open it, and send the CSV file",
    b"PK\x05\x06": "an empty zip file. Send the CSV file",
    b"\x1f\x8b": "a compressed file. Open it, and send the CSV file",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet. Open it, and save it as “CSV UTF-8”",
    b"%PDF": "a PDF. Send the CSV file",
    b"\xff\xfe": "text in the encoding UTF-16. Open it, and save it as “CSV UTF-8”",
    b"\xfe\xff": "text in the encoding UTF-16. Open it, and save it as “CSV UTF-8”",
    b"<": "a web page. Send the CSV file itself",
}
EVERY = 500

Row = tuple[int, list[str]]
Progress = Callable[[int], None]


class Unreadable(Exception):
    """The file is no table that could be read; the message says why and what to do."""


def sha256_of(file: BinaryIO) -> str:
    """The hash by which a file is known again."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(file: BinaryIO) -> int:
    """The size in bytes.

    Raises:
        Unreadable: the file is empty, or larger than any published table.
    """
    size = file.seek(0, 2)
    if not size:
        raise Unreadable("The file is empty.")
    if size > MOST_BYTES:
        raise Unreadable(
            f"The file has {size // 2**20:,} MB: at most {MOST_BYTES // 2**20} can be read."
        )
    return size


class Table:
    """A CSV file: its first line at once, its other rows as they are asked for."""

    def __init__(self, file: BinaryIO, *, progress: Progress | None = None) -> None:
        self._file, self._size = file, size_of(file)
        self._progress = progress
        file.seek(0)
        self._refuse_other_files(file.read(8))
        file.seek(0)
        self._rows = csv.reader(self._lines(), strict=True)
        self._line = 0
        self.header = [name.strip() for name in self._first()]

    def _refuse_other_files(self, start: bytes) -> None:
        for sign, what in OTHER_FILES.items():
            if start.removeprefix(b"\xef\xbb\xbf").lstrip(b" \r\n").startswith(sign):
                raise Unreadable(f"This is {what}.")

    def _first(self) -> Sequence[str]:
        for row in self._read():
            return row[1]
        raise Unreadable("The file has no line with the names of its columns.")

    def _lines(self) -> Iterator[str]:
        """The lines as text, each looked at before it is handed on."""
        while line := self._file.readline(MOST_LINE + 1):
            self._line += 1
            yield self._decoded(line)
            if self._progress and self._line % EVERY == 0:
                self._progress(100 * self._file.tell() // self._size)

    def _decoded(self, line: bytes) -> str:
        if len(line) > MOST_LINE:
            raise Unreadable(f"Line {self._line:,} is longer than {MOST_LINE:,} letters.")
        if b"\0" in line:
            raise Unreadable(f"Line {self._line:,} holds signs that no text has.")
        try:
            return line.decode("utf-8-sig" if self._line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            wrong = shown(line[max(0, error.start - 10) : error.start + 10].decode("latin-1"))
            raise Unreadable(
                f"Line {self._line:,} is not in the encoding UTF-8, near {wrong}. Open the file, "
                "and save it as “CSV UTF-8”."
            ) from error

    def _read(self) -> Iterator[Row]:
        """The rows that are not blank, each with the number of its line."""
        blank = 0
        while True:
            try:
                row = next(self._rows)
            except StopIteration:
                return
            except csv.Error as error:
                raise Unreadable(
                    f"Line {self._line:,} is not CSV: a quotation mark is opened and not closed, "
                    "or stands where none may."
                ) from error
            if any(cell.strip() for cell in row):
                yield self._line, row
                continue
            blank += 1
            if blank > MOST_BLANK:
                raise Unreadable(f"The file has more than {MOST_BLANK:,} empty rows.")

    def rows(self) -> Iterator[Row]:
        """The rows below the first line.

        Raises:
            Unreadable: there are too many of them, or one cannot be read.
        """
        for number, row in enumerate(self._read(), 1):
            if number > MOST_ROWS:
                raise Unreadable(f"The file has more than {MOST_ROWS:,} rows.")
            yield row
