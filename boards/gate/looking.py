"""Has a file looked into by a process of its own, and always comes back with an answer.

A file that takes longer, needs more memory or brings the process down cannot be looked into, which
is a finding like any other: it holds the file back.
"""

import json
import subprocess
import sys
from pathlib import Path

from boards.gate.findings import Finding, Kind, unreadable

PROJECT = Path(__file__).resolve().parents[2]
#: How a process ends that has used up its time: by SIGXCPU, else by SIGKILL.
OUT_OF_TIME = {-24, -9}
#: In seconds by the clock: somebody waits for the page.
PATIENCE = 20
TOO_LONG = "it takes too long, or is made to"
TOO_MUCH = "it needs too much memory, or is made to do harm"
#: More than this says nothing more to the person who reads it.
MOST_FINDINGS = 100


def look_into(content: bytes, media_type: str) -> list[Finding]:
    """What a file carries that its pages do not show; an empty list where that is nothing."""
    try:
        run = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "boards.gate.looker", media_type],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={},
            cwd=PROJECT,
        )
    except subprocess.TimeoutExpired:
        return [unreadable("The file", TOO_LONG)]
    if run.returncode:
        return [unreadable("The file", TOO_LONG if run.returncode in OUT_OF_TIME else TOO_MUCH)]
    try:
        said = json.loads(run.stdout)[:MOST_FINDINGS]
        return [Finding(Kind(kind), where, words) for kind, where, words in said]
    except (ValueError, TypeError):
        return [unreadable("The file", TOO_MUCH)]  # it got the process to say something else
