"""The press: has an edition set in a process of its own, which may fail without harm.

The process gets a folder with its job and copies of the files, an empty environment, and limits of
memory, time and size; what it made lies in that folder until it is fetched. Nothing of it stays in
the memory of the worker.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings

from boards.packs.printing.paging import Numbered, numbered

PROGRAM = "boards.packs.printing.typesetter"
MEGABYTE = 2**20


class NotPrinted(Exception):
    """There is no PDF; the message is what the process said last, for the log and for no page."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a PDF may take: bytes of memory, seconds, bytes of the file."""

    memory: int = 2_048 * MEGABYTE
    seconds: int = 120
    size: int = 512 * MEGABYTE


@dataclass(frozen=True, slots=True)
class File:
    """A file to print: the key of its section, what kind it is, and its content."""

    key: str
    media_type: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF that is made: where it lies, how many pages it has, and the numbers of all pages."""

    path: Path
    pages: int
    page_map: tuple[Numbered, ...]


@contextmanager
def printed(
    pack: Mapping[str, object],
    *,
    attached: Sequence[Mapping[str, object]] = (),
    files: Sequence[File] = (),
    before: Sequence[Numbered] = (),
    limits: Limits | None = None,
) -> Iterator[Printed]:
    """The PDF of a pack, for as long as this lasts.

    `pack` and `attached` are as content.py makes them, `before` the page numbers of the edition
    that was printed last.

    Raises:
        NotPrinted: it took too long or too much memory, or there is a mistake in it.
    """
    limits = limits or Limits()
    with TemporaryDirectory(prefix="press-") as name:
        folder = Path(name)
        job = {
            "pack": pack,
            "attached": list(attached),
            "files": [_copy(file, place, folder) for place, file in enumerate(files)],
            "before": [asdict(row) for row in before],
            "fonts": [str(fonts())],
            "limits": asdict(limits),
        }
        (folder / "job.json").write_text(json.dumps(job))
        _run(folder, limits)
        made = json.loads((folder / "printed.json").read_text())
        page_map = tuple(map(numbered, made["map"]))
        yield Printed(folder / "pack.pdf", made["pages"], page_map)


def _copy(file: File, place: int, folder: Path) -> dict[str, str]:
    path = folder / f"{place}.file"
    with path.open("wb") as to:
        shutil.copyfileobj(file.content, to, MEGABYTE)
    return {"key": file.key, "media_type": file.media_type, "path": path.name}


def _run(folder: Path, limits: Limits) -> None:
    try:
        run = subprocess.run(
            [sys.executable, "-E", "-s", "-m", PROGRAM, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=limits.seconds,
            check=False,
            env={},
            cwd=settings.BASE_DIR,
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted(f"not done after {limits.seconds} seconds") from error
    if run.returncode or not (folder / "printed.json").exists():
        said = run.stderr.decode(errors="replace").strip().splitlines()
        raise NotPrinted(" / ".join([f"ended with {run.returncode}", *said[-3:]]))


def fonts() -> Path:
    """The folder of the fonts that go into the PDF; they come with a package of their own."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise NotPrinted("the package font-source-sans-pro is not installed")
    return Path(spec.submodule_search_locations[0]) / "files"
