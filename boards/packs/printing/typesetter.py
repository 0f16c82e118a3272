"""Turns a pack into a PDF, in a process of its own that ends with it.

Run as a program with the folder of its job, never called by others: it reads `job.json` and the
files in that folder, and writes `pack.pdf` and `printed.json` there. It limits its own memory and
time first of all, and reads no file outside the folder but the fonts; it knows nothing of the
database, nor of any setting.

The pack is set once to see which items share pages and to count the pages of each section, and once
more where their numbers are not 1, 2, 3 …, which the contents and the foot of each page have to say.
"""

import json
import resource
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

import typst

from boards.packs.printing import binder, paging, runs

TEMPLATE = Path(__file__).with_name("pack.typ")
MOST_ROUNDS = 4


def main(folder: Path) -> None:
    """Read the job, set the pack, bind the files into it, write what was made."""
    job = json.loads((folder / "job.json").read_text())
    limit(**job["limits"])
    shutil.copy(TEMPLATE, folder)
    with binder.opened(folder, job["files"]) as files:
        pack = job["pack"]
        pack["sections"] += [files.section(section) for section in job["attached"]]
        before = tuple(map(paging.numbered, job["before"]))
        rows = typeset(folder, pack, job["fonts"], before)
        binder.bind(folder / "pack.pdf", files, labels=pack["labels"], starts=starts_of(rows))
    printed = {"map": [asdict(row) for row in rows], "pages": len(pack["labels"])}
    (folder / "printed.json").write_text(json.dumps(printed))


def limit(*, memory: int, seconds: int, size: int) -> None:
    """Take no more bytes of memory, seconds of work and bytes of a file than this."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def typeset(
    folder: Path, pack: dict, fonts: list[str], before: tuple[paging.Numbered, ...]
) -> tuple[paging.Numbered, ...]:
    """Set the pack until its numbers are those of its pages; `pack` has them then.

    Raises:
        RuntimeError: the template has a mistake, or the numbers never settle.
    """
    plan = arrange(pack, before)
    pack["labels"], pack["gaps"] = [], {}  # without numbers the template counts by itself
    for _ in range(MOST_ROUNDS):
        (folder / "pack.json").write_text(json.dumps(pack))
        _compile(folder, fonts)
        begun, pages = binder.where_all_begin(folder / "pack.pdf", len(plan.starts))
        rows = paging.number_pages(runs.sections(plan, begun, pages), plan.before)
        labels, gaps = paging.used_labels(rows), paging.gaps(rows)
        printed = pack["labels"] or [str(page + 1) for page in range(pages)], pack["gaps"]
        pack["labels"], pack["gaps"] = labels, gaps
        if printed == (labels, gaps):
            return rows
    raise RuntimeError("the page numbers never settle")


def arrange(pack: dict, before: tuple[paging.Numbered, ...]) -> runs.Plan:
    """Put the sections into the order of their pages, and say where each begins.

    Raises:
        RuntimeError: two sections have one key, and one of them would not be printed.
    """
    sections = {section["key"]: section for section in pack["sections"]}
    if len(sections) < len(pack["sections"]):
        raise RuntimeError("two sections have one key")
    front, *_ = sections
    alone = {front, *(key for key, section in sections.items() if not _is_short(section))}
    plan = runs.planned(list(sections), before, alone=alone)
    pack["sections"] = [{**sections[key], "start": start} for key, start in plan.starts.items()]
    pack["lines"] = plan.lines()
    return plan


def _is_short(section: dict) -> bool:
    return section["kind"] == "item" and section["short"]


def _compile(folder: Path, fonts: list[str]) -> None:
    typst.compile(
        str(folder / TEMPLATE.name),
        output=str(folder / "pack.pdf"),
        root=str(folder),
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
    )


def starts_of(rows: tuple[paging.Numbered, ...]) -> dict[str, int]:
    """On which page of the PDF each section begins, from 0."""
    starts, place = {}, 0
    for row in rows:
        if row.pages:
            starts[row.key] = place
        place += row.pages
    return starts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
