"""The components: each is documented, stands in the gallery, and draws itself in every state."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.test import RequestFactory

from corporate_parenting.look import (
    COMPONENTS,
    READABLE,
    WHITE,
    contrast,
    documentation,
    examples,
    palette,
    parse,
    sample,
    specimens,
)

FOLDER = Path(settings.BASE_DIR) / "templates" / "components"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "circle", "rect"}


class Missing(str):
    """Stands for an undefined variable; printing it is the error."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"{name} is printed and not defined")


def strict_engine() -> Engine:
    """The project's own templates, where printing an undefined variable fails."""
    options = settings.TEMPLATES[0]["OPTIONS"]
    return Engine(
        dirs=settings.TEMPLATES[0]["DIRS"],
        app_dirs=True,
        builtins=options["builtins"],
        libraries={"l10n": "django.templatetags.l10n"},
        string_if_invalid=Missing("%s"),
    )


@pytest.fixture
def request_(rf: RequestFactory):
    """A request for the gallery."""
    return rf.get("/")


def test_every_component_stands_in_the_gallery():
    assert sorted(COMPONENTS) == sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_says_what_it_is_for_and_what_it_takes(name):
    purpose, arguments = documentation(name)
    assert purpose.endswith(".")
    assert arguments
    assert all(len(each) == 2 for each in arguments)


@pytest.mark.parametrize("name", COMPONENTS)
def test_no_component_prints_what_it_was_not_given(name):
    engine = strict_engine()
    for _, code in examples(name):
        html = engine.from_string(code).render(Context({**sample(), "csrf_token": "abc"}))
        assert html.strip()


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_state_can_stand_under_our_content_policy(name, request_):
    for specimen in specimens(name, request_):
        assert "style=" not in specimen.html
        assert "<script" not in specimen.html
        assert not re.search(r" on\w+=", specimen.html)


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_element_that_is_opened_is_closed(name, request_):
    for specimen in specimens(name, request_):
        opened: list[str] = []
        for closing, tag, empty in re.findall(r"<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>", specimen.html):
            if closing:
                assert opened.pop() == tag
            elif not empty and tag not in VOID:
                opened.append(tag)
        assert opened == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_examples_use_only_documented_arguments(name):
    _, arguments = documentation(name)
    known = {name.strip() for names, _ in arguments for name in names.split(",")}
    for _, code in examples(name):
        for given in re.findall(rf"components/{name}\.html\" with (.+?) %}}", code):
            assert set(re.findall(r"(\w+)=", re.sub(r'"[^"]*"', "", given))) <= known


def test_a_rating_is_told_by_words_and_shape_as_well(request_):
    html = specimens("rating", request_)[0].html
    assert html.count("<svg") == html.count("<span>") == 5


def test_a_hidden_figure_is_not_in_the_drawing_nor_in_its_table(request_):
    lines = specimens("chart", request_)[0].html
    assert "not shown" in lines
    assert lines.count("<circle") == (3 + 4) + 2  # dots drawn, and one for each series in the key


@pytest.mark.parametrize(
    "colour", ["#000000", "#ffffff", "#ffcc00", "#1f6f5c", "#777777", "#e6007e"]
)
def test_a_council_s_colours_can_be_read_whatever_was_chosen(colour):
    found = palette(colour)
    on = parse(found["--council-on-colour"])
    dark, tint = parse(found["--council-colour-dark"]), parse(found["--council-tint"])
    assert contrast(parse(colour), on) >= READABLE
    assert contrast(dark, WHITE) >= 7
    assert contrast(dark, tint) >= READABLE


def test_contrast_is_wcag_s():
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast(parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


def test_there_are_no_marks_or_fonts_of_gov_uk():
    source = "".join(
        path.read_text() for path in (Path(settings.BASE_DIR) / "static").rglob("*.scss")
    )
    assert "GDS Transport" not in source
    assert "crown" not in source.replace("fonts, crown and crest are never loaded", "")
