"""Where things live on this machine, and the few tools every local command shares."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
STATE = PROJECT / ".local"


class LocalError(Exception):
    """Something this machine cannot do, said in one sentence for the person at the terminal."""


def in_one_sentence(work: Callable[[], int]) -> int:
    """Do a command's work; what this machine refuses becomes one sentence and exit code 1."""
    try:
        return work()
    except LocalError as error:
        problem = str(error)
    except OSError as error:
        about = f" ({error.filename})" if error.filename else ""
        problem = f"This machine refuses: {error.strerror or error}{about}."
    print(problem, file=sys.stderr)
    return 1


def state_folder(*parts: str) -> Path:
    """A folder below `.local/`, made if missing.

    `.local/` itself is made so that others may pass through (never read), because root runs
    PostgreSQL under another account; a `.local/` that exists is left as it is.
    """
    if not STATE.exists():
        STATE.mkdir(exist_ok=True)
        STATE.chmod(0o711)
    folder = STATE.joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold `path` locked; the system lets go of it even when this process is killed."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def locked_if_free(path: Path) -> Iterator[bool]:
    """Try to hold `path` locked alone, without waiting; yields whether it worked."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
