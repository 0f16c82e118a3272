"""How much memory a process keeps of the work it does again and again."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

WARM_UP = 3


def resident() -> int:
    """How many bytes of memory this process has now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def growth(work: Callable[[], object], *, times: int) -> int:
    """By how many bytes this process grows while it works so often, after it has warmed up."""
    for _ in range(WARM_UP):
        work()
    before = resident()
    for _ in range(times):
        work()
    return resident() - before
