"""Has a spreadsheet read by a process of its own, and always comes back with an answer."""

import json
import subprocess
import sys
from pathlib import Path

from measures.sheets.layout import (
    MOST_BYTES,
    OF_FILE,
    Code,
    Finding,
    Table,
    of_file,
    table,
    wrong_with_head,
)

PROJECT = Path(__file__).resolve().parents[2]
#: In seconds by the clock: somebody waits for the page.
PATIENCE = 8


def read_sheet(content: bytes) -> Table | Finding:
    """The cells of a spreadsheet, or what is wrong with the file."""
    if len(content) > MOST_BYTES:
        return of_file(Code.TOO_BIG)
    said = _said(content)
    wrong = said.get("wrong")
    if wrong in set(OF_FILE):
        return of_file(Code(wrong))
    found = table(said)
    return wrong_with_head(found.head) or found


def _said(content: bytes) -> dict:
    try:
        run = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "measures.sheets.reader"],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={},
            cwd=PROJECT,
        )
        said = json.loads(run.stdout) if not run.returncode else {}
    except (subprocess.TimeoutExpired, ValueError):
        said = {}
    return said if isinstance(said, dict) and said else {"wrong": Code.TOO_MUCH}
