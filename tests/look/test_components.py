"""The components: each is documented, stands in the gallery, and draws itself in every state."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine, engines
from django.test import RequestFactory
from django.test.utils import override_script_prefix
from django.utils.safestring import mark_safe

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
def test_the_examples_use_every_documented_argument_and_no_other(name):
    _, arguments = documentation(name)
    known = {name.strip() for names, _ in arguments for name in names.split(",")}
    assert {each for _, code in examples(name) for each in arguments_given(name, code)} == known


def arguments_given(name: str, code: str) -> set[str]:
    """The arguments with which a code includes a component, or fills it with markup."""
    included = re.findall(rf'include "components/{name}\.html" with (.+?) %}}', code)
    filled = re.findall(rf'component "{name}"(.*?) %}}', code)
    names = re.findall(r"(\w+)=", re.sub(r'"[^"]*"', "", " ".join(included + filled)))
    return {*names, "content"} if filled else set(names)


# Markup inside a component ------------------------------------------------------------------------


def filled(code: str, **page: object) -> str:
    """What the code of a page with these variables draws."""
    return engines["django"].from_string(code).render(page)


def test_markup_inside_a_component_knows_what_its_page_knows():
    html = filled('{% component "figures" %}<b>{{ words }}</b>{% endcomponent %}', words="1 < 2")
    assert html.strip() == '<div class="cp-figures"><b>1 &lt; 2</b></div>'


def test_a_component_with_markup_inside_knows_only_what_it_was_given():
    code = '{% component "inset" title=given %}<p>Why</p>{% endcomponent %}'
    assert '<p class="cp-inset__title">A &amp; B</p>' in filled(code, given="A & B")
    assert "cp-inset__title" not in filled('{% component "inset" %}x{% endcomponent %}', title="A")


def test_a_component_stands_inside_another():
    inner = '{% component "card" title="Health" %}<p>{{ words }}</p>{% endcomponent %}'
    code = f'{{% component "card_grid" %}}<li>{inner}</li>{{% endcomponent %}}'
    html = filled(code, words="Well")
    assert html.count("<p>Well</p>") == html.count('<div class="cp-card">') == 1
    assert "&lt;" not in html


def test_a_rating_is_told_by_words_and_shape_as_well(request_):
    html = specimens("rating", request_)[0].html
    assert html.count("<svg") == html.count("<span>") == 5


def test_a_hidden_figure_is_not_in_the_drawing_nor_in_its_table(request_):
    lines = specimens("chart", request_)[0].html
    assert "not shown" in lines
    drawn = re.findall(r'<path class="cp-chart__dot [^"]*" d="([^"]*)"', lines)
    assert [path.count("M") for path in drawn] == [3, 4]
    assert lines.count("<circle") == 2  # one for each series in the key


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


# Components drawn once ----------------------------------------------------------------------------


def drawn(tag: str, title: object) -> str:
    """A row of measures, included or drawn."""
    code = {
        "include": '{% include "components/measure_row.html" with title=title value="7" only %}',
        "drawn": '{% drawn "components/measure_row.html" title=title value="7" %}',
    }
    return engines["django"].from_string(code[tag]).render({"title": title})


def test_what_is_drawn_is_what_is_included():
    assert drawn("drawn", "Children") == drawn("include", "Children")
    assert drawn("drawn", "Homes") == drawn("include", "Homes")


def test_text_is_never_taken_for_markup_that_was_drawn_before():
    words = "<b>Children</b>"
    assert words in drawn("drawn", mark_safe(words))  # noqa: S308 - that is the test
    assert words not in drawn("drawn", words)
    assert drawn("drawn", words) == drawn("include", words)


def test_nor_is_text_within_a_row_or_a_table() -> None:
    """Python takes two tuples for equal whose texts are, whatever is markup in them."""
    code = '{% drawn "components/table.html" caption="Figures" head=head rows=rows %}'
    words = "<b>Children</b>"

    def table(cell: object) -> str:
        return engines["django"].from_string(code).render({"head": ("A",), "rows": ((cell,),)})

    assert words in table(mark_safe(words))  # noqa: S308 - that is the test
    assert words not in table(words)
    assert "True" in table(cell=True)
    assert "True" not in table(1)


def test_links_that_were_drawn_begin_where_the_site_begins_now() -> None:
    """One process may answer below two addresses, and a request may lie about where it begins."""
    code = '{% drawn "header_links.html" is_staff=True %}'
    template = engines["django"].from_string(code)
    with override_script_prefix("/elsewhere/"):
        assert 'href="/elsewhere/admin/"' in template.render()
    assert 'href="/admin/"' in template.render()
