"""What the front-end build leaves for the browser, and what it must never contain."""

import re

import pytest

from corporate_parenting.local import frontend
from corporate_parenting.local.places import LocalError


@pytest.fixture(scope="module", autouse=True)
def built():
    frontend.build()


def test_it_makes_one_style_sheet_and_one_script():
    made = sorted(path.name for path in frontend.BUILD.iterdir())
    assert made == ["app.css", "govuk-frontend.min.js"]


def test_a_second_build_has_nothing_to_do():
    assert frontend.build() is False


def test_fonts_crown_and_crest_of_govuk_stay_out():
    style = frontend.STYLE_SHEET.read_text(encoding="utf-8")
    assert not re.findall(r"GDS Transport|@font-face|crest|crown", style)


def test_the_script_points_to_no_source_map():
    assert "sourceMappingURL" not in frontend.SCRIPT.read_text(encoding="utf-8")


def test_a_missing_style_sheet_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(frontend, "PROJECT", tmp_path)
    monkeypatch.setattr(frontend, "SOURCE", tmp_path / "scss")
    with pytest.raises(LocalError, match=r"scss/app\.scss is missing"):
        frontend._compile()


def test_npms_own_error_is_the_one_shown():
    output = "npm warn old\nnpm error code E404\nnpm error A complete log of this run: x\n"
    assert frontend._last_words(output) == "npm error code E404"
