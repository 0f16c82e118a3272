"""Two people at once, one of whom must wait: proof from the database itself."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, transaction

PATIENCE = 20
WAITS = """
    SELECT count(*) FROM pg_locks
    WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""


def waiting() -> int:
    """How many sessions wait for a lock that this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return cursor.fetchone()[0]


def second_waits_for_first(
    first: Callable[[], object], second: Callable[[], object]
) -> tuple[object, object]:
    """Do the first, leave it uncommitted, begin the second, see it wait, then let both end.

    What the second raises is raised here. It fails if the second did not wait.
    """
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            done = first()
            begun = threads.submit(_alone, second)
            _see_it_wait(begun)
        return done, begun.result(timeout=PATIENCE)


def _alone(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connection.close()


def _see_it_wait(begun: Future) -> None:
    until = time.monotonic() + PATIENCE
    while not waiting():
        assert not begun.done(), "The second did not wait for the first."
        assert time.monotonic() < until, "The second neither waited nor ended."
        time.sleep(0.02)
