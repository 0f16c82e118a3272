"""Nobody ever sees a word that is not for them, on any page they can reach, files included.

Each restricted field of both councils holds a word of its own (see tests/support/world.py, with who
may read it). Everybody opens every address of the tables, of their council and of the other one,
and then every link found there; whatever comes back is searched for every one of those words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest
from django.http import HttpResponse
from django.urls import reverse

from councils.roles import Role
from tests.permissions.admin_table import DOORS, RECORDS, STAFF
from tests.permissions.table import PAGES
from tests.permissions.visits import address
from tests.support.people import STRANGERS, WITHOUT_A_PLACE, Visitor, visitors
from tests.support.world import Furnished, World

LINK = re.compile(r'(?:href|src|action)="(/[^"?#]*)')
CONCERNS = ("concern", "old_concern", "taken_concern", "closed_concern", "handed_concern")
LEAVES = ("/static/", "/accounts/logout/", "/admin/logout/")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seen(world_of_module) -> dict[str, dict[str, str]]:
    """By visitor: every address they opened, and what came back, in lower case."""
    world = world_of_module
    everyone = visitors({world.ours.slug: world.ours.people})
    return {visitor.name: dict(walk(visitor, world)) for visitor in everyone}


def walk(visitor: Visitor, world: World) -> Iterator[tuple[str, str]]:
    """Every address of the tables, then every link found on the way."""
    waiting, known = list(_addresses(visitor, world)), set()
    while waiting:
        url = waiting.pop()
        if url in known or url.startswith(LEAVES):
            continue
        known.add(url)
        text = _text(visitor.client.get(url))
        yield url, text
        waiting += LINK.findall(text)


def _addresses(visitor: Visitor, world: World) -> Iterator[str]:
    for council in (world.ours, world.theirs):
        for page in PAGES:
            yield from (address(page, council, place) for place in page.at(council))
        yield from _questions(council)
        yield from _concerns(council)
        if visitor.name in STAFF:
            yield from _records(council)
    yield from (reverse(door.name, args=door.place) for door in DOORS)


def _questions(council: Furnished) -> Iterator[str]:
    """Those of every forum, whoever may open them."""
    for name in ("asked", "worded", "put", "elsewhere", "handed_question"):
        place = {"council": council.slug, "pk": getattr(council.rows, name).pk}
        yield reverse("forums:question_detail", kwargs=place)
        yield reverse("forums:question_words", kwargs=place)
        yield reverse("forums:concern_from_question", kwargs=place)
        yield reverse("boards:question_put", kwargs=place)


def _concerns(council: Furnished) -> Iterator[str]:
    """Every one of the restricted list, whoever may open it."""
    for name in CONCERNS:
        place = {"council": council.slug, "pk": getattr(council.rows, name).pk}
        for page in ("detail", "take", "tell", "close"):
            yield reverse(f"forums:concern_{page}", kwargs=place)


def _records(council: Furnished) -> Iterator[str]:
    for row in RECORDS:
        made = getattr(council.rows, row.row)
        yield reverse(f"{row.prefix}_changelist")
        yield reverse(f"{row.prefix}_add")
        for page in ("change", "history"):
            yield reverse(f"{row.prefix}_{page}", args=[made.pk])
        if hasattr(made, "history"):
            version = made.history.latest().pk
            yield reverse(f"{row.prefix}_simple_history", args=[made.pk, version])


def _text(response: HttpResponse) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return (response.get("Location", "") + body.decode("utf-8", "replace")).lower()


def readers(seen: dict[str, dict[str, str]], word: str) -> dict[str, list[str]]:
    """Who saw a word, and where."""
    found = defaultdict(list)
    for name, pages in seen.items():
        for url, text in pages.items():
            if word in text:
                found[name].append(url)
    return found


def complain(found: dict[str, list[str]], word: str, names: Iterable[str]) -> str:
    """A line for each of those who saw a word, with where."""
    return "\n".join(f"{name} saw “{word}” at {found[name][:3]}" for name in names)


def test_everybody_has_been_everywhere(seen):
    assert set(seen) == {*map(str, Role), *WITHOUT_A_PLACE, *STRANGERS}
    for name, pages in seen.items():
        assert len(pages) > (250 if name in STAFF else 100), name


def test_nobody_sees_a_restricted_word_of_the_other_council(seen, world_of_module):
    for word in world_of_module.theirs.secrets:
        found = readers(seen, word)
        assert not found, complain(found, word, found)


def test_each_restricted_word_of_ours_is_seen_by_those_who_may_and_nobody_else(
    seen, world_of_module
):
    wrong = []
    for word, may in world_of_module.ours.secrets.items():
        found = readers(seen, word)
        wrong.append(complain(found, word, sorted(found.keys() - may)))
        wrong += [f"{name} never saw “{word}”" for name in sorted(may - found.keys())]
    assert not any(wrong), "\n".join(line for line in wrong if line)


def test_on_our_pages_the_other_council_is_not_even_named(seen, world_of_module):
    """Not even what it has published: it would be a mix-up, though no secret."""
    theirs = world_of_module.theirs.slug
    wrong = [
        f"{name}: {url}"
        for name, pages in seen.items()
        for url, text in pages.items()
        if theirs not in url and theirs in text
        if url.startswith(f"/{world_of_module.ours.slug}/") or _own_admin(name, url)
    ]
    assert not wrong, "\n".join(wrong)


def _own_admin(name: str, url: str) -> bool:
    """An officer's own admin; the operator's names every council."""
    return url.startswith("/admin/") and name != "operator"
