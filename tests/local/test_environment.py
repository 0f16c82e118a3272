"""The environment is made once, and its refusals are sentences."""

import subprocess
import sys

import pytest

from corporate_parenting.local import environment


@pytest.fixture
def project(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("one==1 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(environment, "PROJECT", tmp_path)
    monkeypatch.setattr(environment, "LOCK", lock)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment, "INSTALLED", tmp_path / ".venv" / "requirements.txt")
    return tmp_path


def test_an_old_python_is_refused(project, monkeypatch, capsys):
    assert project.exists()
    monkeypatch.setattr(sys, "version_info", (3, 9, 1, "final", 0))
    assert environment.main() == 1
    assert capsys.readouterr().err.startswith("Python 3.11 or newer is needed and this is 3.9")


def test_a_python_that_cannot_make_environments_is_explained(project, monkeypatch, capsys):
    assert project.exists()
    answer = subprocess.CompletedProcess([], 1, stdout="ensurepip is not available")
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: answer)
    assert environment.main() == 1
    assert "apt install python3-venv" in capsys.readouterr().err


def test_a_refused_package_is_explained_and_not_taken_for_installed(project, monkeypatch):
    monkeypatch.setattr(environment, "create_venv", lambda: None)
    pip = project / ".venv" / "bin" / "python"
    pip.parent.mkdir(parents=True)
    pip.write_text("#!/bin/sh\necho 'Collecting one==1'\necho 'ERROR: no such version'\nexit 1\n")
    pip.chmod(0o755)
    assert environment.install().endswith("ERROR: no such version")
    assert not environment.is_current()
