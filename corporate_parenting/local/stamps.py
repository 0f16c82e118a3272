"""Remembering what a step was done for, so that it is not done again for nothing."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from corporate_parenting.local.places import PROJECT, STATE, state_folder


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Changes when the name or content of any file does; folders count with all they hold."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in sorted(_files(paths)):
        digest.update(str(path.relative_to(PROJECT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(step: str, mark: str) -> bool:
    try:
        return (STATE / "stamps" / step).read_text() == mark
    except OSError:
        return False


def set_done(step: str, mark: str) -> None:
    (state_folder("stamps") / step).write_text(mark)


def forget(*steps: str) -> None:
    for step in steps:
        (STATE / "stamps" / step).unlink(missing_ok=True)


def empty_folder(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (each for each in path.rglob("*") if _counts(each))
        elif path.exists():
            yield path


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"
