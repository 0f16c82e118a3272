"""What can be told about a process from its number."""

import os
from pathlib import Path


def alive(process: int) -> bool:
    """Whether a process runs; one that ended and was never collected does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return True
    return state not in "ZX"


def works_in(process: int, data: Path) -> bool:
    """Whether a process stands in the data folder, as a PostgreSQL server does."""
    if not Path("/proc/self").exists():
        return True
    try:
        return Path(f"/proc/{process}/cwd").samefile(data)
    except OSError:
        return False
