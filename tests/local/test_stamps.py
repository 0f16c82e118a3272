"""A step is left out only while nothing behind it changes."""

import pytest

from corporate_parenting.local import places, stamps


@pytest.fixture
def project(monkeypatch, tmp_path):
    for module in (places, stamps):
        monkeypatch.setattr(module, "PROJECT", tmp_path)
        monkeypatch.setattr(module, "STATE", tmp_path / ".local")
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.txt").write_text("one")
    return tmp_path


def test_fingerprint_sees_content_names_and_new_files(project):
    source = project / "source"
    marks = [stamps.fingerprint([source])]
    (source / "one.txt").write_text("two")
    marks.append(stamps.fingerprint([source]))
    (source / "one.txt").rename(source / "other.txt")
    marks.append(stamps.fingerprint([source]))
    (source / "new.txt").touch()
    marks.append(stamps.fingerprint([source]))
    marks.append(stamps.fingerprint([source], "another database"))
    assert len(set(marks)) == len(marks)


def test_fingerprint_ignores_what_python_leaves_behind(project):
    before = stamps.fingerprint([project / "source"])
    (project / "source" / "module.pyc").touch()
    assert stamps.fingerprint([project / "source", project / "missing"]) == before


def test_done_until_something_changes_or_it_is_forgotten(project):
    assert project.exists()
    assert not stamps.is_done("step", "a")
    stamps.set_done("step", "a")
    assert stamps.is_done("step", "a")
    assert not stamps.is_done("step", "b")
    stamps.forget("step", "never done")
    assert not stamps.is_done("step", "a")
