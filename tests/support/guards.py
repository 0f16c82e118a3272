"""What fails any test, whatever it was written for.

Each guard watches something that happens while pages are served and notes what is forbidden; the
test that ran meanwhile fails with those notes. `install()` is called once, by conftest.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support import get_writes, history_writes, undefined

NOTED: list[str] = []


def note(words: str) -> None:
    """Remember something that must not happen; the running test fails with it."""
    NOTED.append(words)


@contextmanager
def watching() -> Iterator[None]:
    """Fail with what was noted inside the block."""
    NOTED.clear()
    yield
    if NOTED:
        noted = list(dict.fromkeys(NOTED))
        NOTED.clear()
        raise AssertionError("\n".join(noted))


@contextmanager
def collected() -> Iterator[list[str]]:
    """The notes made inside the block, kept from the running test: for tests of the guards."""
    before, found = list(NOTED), []
    NOTED.clear()
    try:
        yield found
    finally:
        found += NOTED
        NOTED[:] = before


def install() -> None:
    """Start watching, for as long as the tests run."""
    undefined.install(note)
    get_writes.install(note)
    history_writes.install(note)
