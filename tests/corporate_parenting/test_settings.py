"""Demo mode cannot be on by accident: not with a real database, not where others can reach it."""

import os
import subprocess
import sys

import pytest

from tests.support.source import PROJECT


def load(settings: str, **environment: str) -> subprocess.CompletedProcess:
    """Load the settings as `manage.py` would, in a process of its own."""
    module = f"corporate_parenting.settings.{settings}"
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", f"import django; from {module} import *; print(DEBUG, DEMO)"],
        env={**kept, **environment},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_demo_starts_on_this_machine() -> None:
    found = load("demo")
    assert (found.returncode, found.stdout.strip()) == (0, "False True"), found.stderr


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATABASE_URL": "postgres://somebody@db.example/real"}, "unset DATABASE_URL"),
        ({"ALLOWED_HOSTS": "boards.example.gov.uk"}, "unset ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "localhost,boards.example.gov.uk"}, "unset ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "unset ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "0.0.0.0"}, "unset ALLOWED_HOSTS"),  # noqa: S104 - refused, not bound
    ],
)
def test_the_demo_refuses_to_start_where_others_could_reach_it(
    environment: dict, words: str
) -> None:
    found = load("demo", **environment)
    assert found.returncode != 0
    assert "Demo mode lets anybody in with one click" in found.stderr
    assert words in found.stderr


def test_production_is_never_the_demo() -> None:
    found = load(
        "production",
        SECRET_KEY="x" * 60,
        ALLOWED_HOSTS="boards.example.gov.uk",
        DATABASE_URL="postgres://somebody@db.example/real",
        MEDIA_ROOT="/srv/media",
    )
    assert (found.returncode, found.stdout.strip()) == (0, "False False"), found.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "MEDIA_ROOT"])
def test_production_does_not_start_without_what_only_the_council_knows(missing: str) -> None:
    given = {
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "boards.example.gov.uk",
        "MEDIA_ROOT": "/srv/media",
    }
    del given[missing]
    found = load("production", **given)
    assert found.returncode != 0
    assert missing in found.stderr


def test_only_postgresql_is_a_database() -> None:
    found = load("production", SECRET_KEY="x", ALLOWED_HOSTS="a", DATABASE_URL="mysql://a/b")
    assert found.returncode != 0
    assert "only PostgreSQL is supported" in found.stderr
