"""The PDF of an edition, from the same blocks as its pages: tagged, PDF/UA-1, fonts embedded.

The words come from the edition's own content, never from live rows. A chart is the drawing of the
page, as SVG; its figures stand under it as a table.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from django.template.loader import render_to_string

from boards.models import Edition
from boards.packs.blocks import Figure
from boards.packs.render import chart_of

TYPESETTER = Path(__file__).with_name("typesetter.py")
SECONDS = 90
#: An item with more blocks than this begins a page of its own.
SHORT = 4


class NotPrinted(Exception):
    """The typesetter gave no PDF; the message is its last line, for the log."""


def pdf_of(edition: Edition) -> bytes:
    """The edition as a PDF.

    Raises:
        NotPrinted: the typesetter ran out of time or memory, or found a mistake.
    """
    job = {"pack": print_data(edition), "fonts": [str(fonts())]}
    try:
        run = subprocess.run(
            [sys.executable, "-I", str(TYPESETTER)],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted(f"not done after {SECONDS} seconds") from error
    if run.returncode or not run.stdout.startswith(b"%PDF"):
        raise NotPrinted((run.stderr.decode(errors="replace").strip().splitlines() or ["?"])[-1])
    return run.stdout


def print_data(edition: Edition) -> dict[str, object]:
    """An edition's content as the template takes it."""
    content = json.loads(edition.content)
    title = f"{content['body']}, {content['meeting']}"
    return {
        "council": content["council"],
        "body": content["body"],
        "colour": edition.council.colour,
        "title": title,
        "running": title,
        "edition": str(edition),
        "about": f"Published on {edition.published_at:%-d %B %Y}. Fingerprint {edition.sha256[:16]}.",
        "items": [_item(item) for item in content["items"]],
    }


def fonts() -> Path:
    """The folder of the fonts that go into the PDF; they come with a package of their own."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise NotPrinted("the package font-source-sans-pro is not installed")
    return Path(spec.submodule_search_locations[0]) / "files"


def _item(item: dict[str, object]) -> dict[str, object]:
    minutes = f"{item['minutes']} minutes" if item["minutes"] else ""
    purpose = str(item["purpose"]).capitalize()
    return {
        "number": item["number"],
        "title": item["title"],
        "lead": " · ".join(words for words in (purpose, minutes) if words),
        "starts_page": len(item["blocks"]) > SHORT,
        "blocks": [_block(block) for block in item["blocks"]],
    }


def _block(block: dict[str, object]) -> dict[str, object]:
    if block["block"] != Figure.name:
        return block
    chart = chart_of(block)
    svg = "" if chart.is_empty else render_to_string("boards/packs/chart.svg", {"chart": chart})
    return {**block, "drawing": svg}
