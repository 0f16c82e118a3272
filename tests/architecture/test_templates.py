"""No unused template, no undefined variable, nothing switched off that protects a page."""

import re
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

import crispy_forms
import pytest
from django.apps import apps
from django.template import Context, Origin, Template, VariableDoesNotExist, engines
from django.template.loader import get_template

from tests.support import guards
from tests.support.source import TEMPLATES, modules, strings, template_names
from tests.support.undefined import optional_names

NAMED = re.compile(r"""{%\s*(?:include|extends|drawn)\s+["']([^"']+)["']""")
A_COMPONENT = re.compile(r"""{%\s*component\s+["'](\w+)["']""")
#: Errors that Django shows by these names.
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
#: A pack's templates as crispy-forms asks for them: `%s/layout/div.html` % pack.
OF_A_PACK = re.compile(r"""["'](?:%s|\{[^}]*\})/([\w/.%]+\.html)["']""")
PACK = "gds"


def source(name: str) -> str:
    """The text of a template of ours."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def named_in(code: str) -> set[str]:
    """What a template includes, extends, or fills as a component."""
    filled = {f"components/{name}.html" for name in A_COMPONENT.findall(code)}
    return filled | set(NAMED.findall(code))


def named_in_python() -> set[str]:
    """What a view, an admin or a setting names; a changing part is a star."""
    return {
        words
        for module in modules()
        for words in strings(module.tree)
        if re.search(r"\.(html|txt|xml|svg|typ|css)$", words)
    }


def of_the_pack() -> set[str]:
    """What crispy-forms asks a pack for."""
    sources = Path(crispy_forms.__file__).parent.rglob("*.py")
    found = {name for path in sources for name in OF_A_PACK.findall(path.read_text("utf-8"))}
    return {f"{PACK}/{name.replace('%s', '*')}" for name in found}


def overrides() -> set[str]:
    """Ours that stand in the place of a library's template of the same name."""
    folders = [Path(config.path) / "templates" for config in apps.get_app_configs()]
    return {name for name in template_names() if any((f / name).exists() for f in folders)}


def matches(patterns: set[str]) -> set[str]:
    """The templates that one of the names, or patterns, means."""
    return {name for name in template_names() if any(fnmatch(name, p) for p in patterns)}


def used() -> set[str]:
    """What is reached from what Python and the libraries name."""
    waiting = matches(named_in_python() | of_the_pack() | ERROR_PAGES) | overrides()
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= matches(named_in(source(name))) - reached
    return reached


def test_every_template_is_used():
    unused = template_names() - used()
    assert not unused, sorted(unused)


def test_every_template_that_is_named_is_there():
    missing = [
        f"{name} names {other}"
        for name in template_names()
        for other in named_in(source(name))
        if not _exists(other)
    ]
    assert not missing, "\n".join(missing)


def _exists(name: str) -> bool:
    get_template(name)
    return True


@pytest.mark.parametrize("name", sorted(template_names()))
def test_it_compiles(name):
    get_template(name)


def test_nothing_is_let_through_unescaped_that_people_typed():
    """`|safe` is for what we made ourselves: say so here, with the place."""
    found = {
        (name, expression)
        for name in template_names()
        for expression in re.findall(r"{{\s*([^}]*\|\s*safe\b[^}]*?)\s*}}", source(name))
    }
    assert found == MADE_BY_US
    assert not [n for n in template_names() if re.search(r"autoescape\s+off", source(n))]


#: Help texts are written in Python; an item's HTML was rendered, escaped, when it was published.
MADE_BY_US = {
    ("gds/field.html", "field.help_text|safe"),
    ("gds/layout/help_and_errors.html", "field.help_text|safe"),
    ("boards/packs/minutes.html", "html|safe"),
    ("boards/removals/removal_detail.html", "passage|safe"),
    ("boards/removals/removal_detail.html", "stands|safe"),
    ("boards/packs/page.html", "html|safe"),
    ("boards/packs/pack.html", "html|safe"),
}


# The guard against component markup by hand --------------------------------------------------

COMPONENTS = "components/"
#: Folders whose templates draw what a component draws, each with its reason.
DRAWN_APART = {
    COMPONENTS: "Here the components are.",
    "allauth/elements/": "allauth fills these with its own slots, which reach no component.",
    "simple_history/": "The admin’s table of changes, in the admin’s look.",
    "admin/": "The officers’ records: the admin’s look, in which no component is drawn.",
}
#: Blocks of components that belong to pages as well: words, lists, and the buttons of a form.
SHARED = {
    *("govuk-link", "govuk-list", "govuk-visually-hidden", "cp-meta"),
    *("govuk-button", "cp-link-button"),
}
#: Elements that are a component's, whatever their class.
ELEMENTS = {"table", "details", "dl", "blockquote", "figure"}
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
CLASSES = re.compile(r'\bclass="([^"]*)"')
LINK_AS_BUTTON = re.compile(r"<a\s[^>]*\bgovuk-button\b(?!-group)")


def blocks(html: str) -> set[str]:
    """The blocks whose classes stand in it: `cp-card` for `cp-card__title` and `cp-card--wide`."""
    words = " ".join(CLASSES.findall(html)).split()
    return {re.split("__|--", word)[0] for word in words} - SHARED


def component_blocks() -> set[str]:
    """The blocks that components are made of; a new component is guarded by being there."""
    names = [name for name in template_names() if name.startswith(COMPONENTS)]
    return {block for name in names for block in blocks(TEMPLATE_CODE.sub(" ", source(name)))}


def drawn_by_hand(code: str) -> set[str]:
    """What a template writes itself although a component draws it."""
    html = TEMPLATE_CODE.sub(" ", code)
    elements = set(re.findall(r"<([a-z]\w*)", html)) & ELEMENTS
    links = {"a link as a button"} if LINK_AS_BUTTON.search(html) else set()
    return (blocks(html) & component_blocks()) | elements | links


@pytest.mark.parametrize(
    "name", sorted(n for n in template_names() if not n.startswith(tuple(DRAWN_APART)))
)
def test_a_page_is_built_from_components(name):
    """Include the component; with markup inside it, `{% component %}`."""
    assert not drawn_by_hand(source(name))


def test_no_folder_is_left_alone_without_need():
    found = {n for n in template_names() if drawn_by_hand(source(n))}
    assert all(any(n.startswith(folder) for n in found) for folder in DRAWN_APART)


@pytest.mark.parametrize(
    "code",
    [
        '<nav class="govuk-breadcrumbs" aria-label="Breadcrumb"></nav>',
        '<p class="cp-inset__title">Note</p>',
        '<li class="{% if wide %}cp-card{% endif %}"></li>',
        '<strong class="cp-tag cp-tag--{{ colour }}">Draft</strong>',
        '<div class="govuk-warning-text"></div>',
        '<ul class="govuk-list cp-cards"></ul>',
        "<table></table>",
        "<details open><summary>More</summary></details>",
        "<dl></dl>",
        '<a href="{% url "home" %}" class="govuk-button">Home</a>',
    ],
)
def test_component_markup_by_hand_is_found(code):
    assert drawn_by_hand(code)


@pytest.mark.parametrize(
    "code",
    [
        '<button class="govuk-button" type="submit">Save</button>',
        '<div class="govuk-button-group"><a class="govuk-link" href="/">Home</a></div>',
        '<p class="cp-lead cp-meta"><span class="govuk-visually-hidden">The</span> words</p>',
        '{% component "card_grid" %}<li>{% include "components/tag.html" %}</li>{% endcomponent %}',
    ],
)
def test_what_belongs_to_a_page_is_not(code):
    assert not drawn_by_hand(code)


# The guard against undefined variables -------------------------------------------------------


def shown(code: str, path: Path, **context: object) -> list[str]:
    """What the guard says of a template of ours with this code."""
    engine = engines["django"].engine
    origin = Origin(name=str(path), template_name=path.name)
    template = Template(code, origin=origin, engine=engine)
    with guards.collected() as found, suppress(VariableDoesNotExist):
        template.render(Context(context))
    return found


PLAIN = TEMPLATES / "base.html"
DOCUMENTED = TEMPLATES / "components" / "table.html"


@pytest.mark.parametrize(
    "code",
    [
        "{{ nothing }}",
        "{{ nothing.at.all }}",
        "{{ thing.missing }}",
        "{{ none.missing }}",
        "{{ nothing|upper }}",
        "{{ nothing|default:'x' }}",
        "{{ thing|default:nothing }}",
        "{% if nothing %}{% endif %}",
        "{% if thing.missing %}{% endif %}",
        "{% if thing and nothing == 1 %}{% endif %}",
        "{% for one in nothing %}{% endfor %}",
        "{% with a=nothing %}{% endwith %}",
        "{% firstof nothing 'x' %}",
        "{% include 'components/tag.html' with text=nothing only %}",
    ],
)
def test_an_undefined_variable_fails(code):
    assert shown(code, PLAIN, thing={"there": 1}, none=None)


@pytest.mark.parametrize(
    "code",
    [
        "{{ thing.there }}",
        "{{ none }}",
        "{% if none %}{% endif %}",
        "{% if none.missing %}{% endif %}",
        "{{ none.missing|default:'x' }}",
        "{% for one in empty %}{% endfor %}",
    ],
)
def test_what_is_there_or_reckoned_with_does_not(code):
    assert not shown(code, PLAIN, thing={"there": 1}, none=None, empty=[])


def test_a_documented_name_may_be_left_out_where_it_is_asked_for():
    assert "numeric" in optional_names(str(DOCUMENTED))
    assert not shown("{% if numeric %}{% endif %}", DOCUMENTED)
    assert not shown("{{ numeric|default:'x' }}", DOCUMENTED)
    assert not shown("{% for one in numeric %}{% endfor %}", DOCUMENTED)
    assert shown("{{ numeric }}", DOCUMENTED)
    assert shown("{% if numeric.missing %}{% endif %}", DOCUMENTED, numeric=[1])


def test_templates_of_others_are_left_alone():
    assert not shown("{{ nothing }}", Path("/somewhere/else.html"))
