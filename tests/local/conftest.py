"""A project of nothing but the launcher, so that a test may start, kill and destroy a database."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corporate_parenting.local.places import PROJECT

Command = Callable[..., subprocess.CompletedProcess]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the launcher in a folder of its own, entered by its owner alone."""
    folder = tmp_path / "a project's copy"
    package = folder / "corporate_parenting"
    shutil.copytree(
        PROJECT / "corporate_parenting" / "local",
        package / "local",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (package / "__init__.py").touch()
    folder.chmod(0o700)
    return folder


@pytest.fixture
def python(project: Path) -> Command:
    """Runs our Python in that project, with nothing of this suite's settings."""
    environment = {"PATH": os.environ["PATH"], "PGHOST": "nowhere", "PGPORT": "1", "LC_ALL": "xx"}

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def postgres(python: Command) -> Iterator[Command]:
    """Runs the launcher's command in that project, and leaves nothing behind."""

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return python("-m", "corporate_parenting.local.postgres", *arguments)

    yield run
    assert run("destroy").returncode == 0
