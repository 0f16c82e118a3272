"""Which browser the tests get."""

import os

import pytest

from corporate_parenting.local import chromium


@pytest.fixture
def program(tmp_path):
    def make(code):
        path = tmp_path / f"browser-{code}"
        path.write_text(f"#!/bin/sh\nexit {code}\n")
        path.chmod(0o755)
        return path

    return make


def test_the_one_named_comes_first(monkeypatch, program):
    monkeypatch.setenv("CHROMIUM", str(program(0)))
    assert chromium.find() == program(0)


def test_one_that_does_not_run_is_passed_over(monkeypatch, program):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_installed", lambda: [program(1), program(0)])
    assert chromium.find() == program(0)


def test_none_is_found_where_there_is_none(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_installed", list)
    assert chromium.find() is None


@pytest.mark.browser
def test_the_one_found_shows_a_page(playwright):
    path = chromium.find()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(chromium.MISSING)
    browser = playwright.chromium.launch(**chromium.launch_options(path))
    page = browser.new_page()
    page.set_content("<title>Board</title><h1>Promises</h1>")
    assert page.get_by_role("heading").inner_text() == "Promises"
    browser.close()
