"""Pages where young people read and write: our own words, the way out, the weight, no strangers."""

import gzip
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from councils.plain_words import GRADE_TO_AGE, reading_of
from councils.roles import Role
from forums.sessions.kiosk.screens import code_of
from tests.journeys.visiting import Visitor
from tests.support.world import Furnished, World

#: The age whose reading is enough for our own words on these pages.
READING_AGE = 9
#: What the first view may weigh, as it travels: the page and every file it needs to be drawn.
MOST_BYTES = 60_000
PARTS = ("h1", "h2", "h3", "p", "li", "dt", "dd", "label", "legend", "button", "summary", "th")
#: What has fewer words is a label and no sentence.
FEWEST = 4
STATIC = Path(settings.BASE_DIR) / "static"

#: Addresses below the council's that a representative opens, with what fills their gaps.
PAGES = {
    "forums/{forum.key}/": "a forum",
    "forums/{forum.key}/ask/": "asking",
    "forums/questions/": "one's questions",
    "forums/questions/{put.pk}/": "a question on its way",
    "forums/{forum.key}/words/": "words",
    "forums/words/{word.pk}/": "a word",
    "boards/to-forums/{to_forum.pk}/forum/{forum.key}/": "what a forum is asked",
    "boards/papers/unclear/": "what is not clear",
    "boards/papers/unclear/{unclear.pk}/": "a paragraph that is not clear",
    "forums/{forum.key}/safety/": "somebody’s safety",
    "forums/safety/handed-on/": "that it is handed on",
    "forums/ask/{link_secret}/": "a link",
    "boards/meetings/{takeover_meeting.pk}/takeover/dots/": "dots",
    "boards/meetings/{takeover_meeting.pk}/takeover/": "a meeting that is not chaired yet",
    "boards/meetings/{takeover_today.pk}/takeover/": "chairing",
}
#: The kiosk goes from hand to hand: it has no way out, nor anywhere else.
KIOSK = {
    "forums/sessions/{session.pk}/kiosk/{code}/": "a kiosk",
    "forums/sessions/{session.pk}/kiosk/{code}/heard/": "a kiosk, the second question",
    "forums/sessions/{session.pk}/kiosk/{code}/thanks/": "a kiosk, thank you",
}
#: Opened by whoever holds them, without signing in.
BY_ANYBODY = ("forums/ask/", "forums/sessions/")


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


def opened(ours: Furnished, at: str) -> Visitor:
    """A page as a representative gets it, or whoever holds it."""
    skye = ours.people[Role.FORUM_REPRESENTATIVE]
    visitor = Visitor() if at.startswith(BY_ANYBODY) else Visitor(skye)
    fills = {**vars(ours.rows), "code": code_of(ours.rows.session)}
    return visitor.open(f"/{ours.slug}/{at.format(**fills)}")


def own_words(soup: BeautifulSoup, ours: Furnished) -> str:
    """Our sentences on the page, each part of it a paragraph; what somebody typed is left out.

    So are labels of one word or two, which would make any page look easy.
    """
    found = []
    for tag in soup.find("main").find_all(PARTS):
        if tag.find(PARTS):
            continue
        text = " ".join(tag.get_text(" ").split())
        if ours.council.short_name in text or "zq" in text:
            continue
        if len(text.split()) >= FEWEST:
            found.append(text)
    return "\n\n".join(dict.fromkeys(found))


EACH = pytest.mark.parametrize("at", PAGES, ids=PAGES.values())
THE_KIOSK_TOO = pytest.mark.parametrize(
    "at", [*PAGES, *KIOSK], ids=[*PAGES.values(), *KIOSK.values()]
)


def reads_with_ease(soup: BeautifulSoup, ours: Furnished) -> None:
    """Our own words on a page are for a reader of nine."""
    text = own_words(soup, ours)
    reading = reading_of(text)
    assert text
    assert reading.age <= READING_AGE, f"{reading.words}\n{text}"
    assert reading.grade <= READING_AGE - GRADE_TO_AGE
    assert reading.is_clean, f"{reading.words}\n{text}"


@THE_KIOSK_TOO
def test_our_own_words_are_for_a_reader_of_nine(at: str, ours: Furnished) -> None:
    reads_with_ease(opened(ours, at).soup, ours)


def test_so_are_those_of_every_screen_of_a_link(ours: Furnished) -> None:
    """From the first to the thank-you, and once it is closed."""
    child = opened(ours, "forums/ask/{link_secret}/").ticks("No").press("Continue")
    reads_with_ease(child.soup, ours)
    reads_with_ease(child.ticks("Something else").press("Continue").soup, ours)
    child.writes("What do you want to say?", "Why?").press("Continue")
    reads_with_ease(child.soup, ours)
    reads_with_ease(child.ticks("Any of the workers").press("Send it").soup, ours)
    closed = Visitor().open(f"/{ours.slug}/forums/ask/{ours.rows.link_secret}/", status=410)
    reads_with_ease(closed.soup, ours)


def test_a_page_for_adults_would_not_do(ours: Furnished) -> None:
    """So that the measure can be trusted to say no."""
    visitor = Visitor().open("/help/accessibility/")
    assert reading_of(own_words(visitor.soup, ours)).age > READING_AGE


@EACH
def test_there_is_a_way_out_before_anything_else(at: str, ours: Furnished) -> None:
    soup = opened(ours, at).soup
    link = soup.find("a", attrs={"data-leave": True})
    assert link.get_text() == "Leave this page quickly"
    assert link["href"].startswith("https://www.bbc.co.uk/")
    assert "noreferrer" in link["rel"]
    assert link.find_next("main") is not None


def test_the_forums_papers_have_the_way_out_and_the_public_ones_have_not(ours: Furnished) -> None:
    papers = f"boards/meetings/{ours.rows.meeting.pk}/papers"
    for at, there in (
        (f"{papers}/forum/", True),
        (f"{papers}/forum/1/", True),
        (f"{papers}/public/", False),
    ):
        assert bool(opened(ours, at).soup.select("[data-leave]")) is there


@THE_KIOSK_TOO
def test_the_first_view_is_light(at: str, ours: Furnished) -> None:
    """The page as it is sent, and each style sheet, picture and script, packed as they travel."""
    visitor = opened(ours, at)
    weight = len(visitor.response.content)
    for address in files_of(visitor.soup):
        weight += weight_of(address, visitor)
    assert weight < MOST_BYTES


def files_of(soup: BeautifulSoup) -> list[str]:
    """What a browser fetches for the first view, by its address."""
    tags = soup.select("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    return [tag.get("href") or tag.get("src") for tag in tags]


def weight_of(address: str, visitor: Visitor) -> int:
    """How many bytes a file of ours is when it travels."""
    if address.startswith(settings.STATIC_URL):
        file = STATIC / address.removeprefix(settings.STATIC_URL)
        return len(gzip.compress(file.read_bytes()))
    return len(visitor.client.get(address).content)


@THE_KIOSK_TOO
def test_nothing_comes_from_anywhere_else(at: str, ours: Furnished) -> None:
    visitor = opened(ours, at)
    assert all(address.startswith("/") for address in files_of(visitor.soup))
    assert not visitor.soup.select("iframe, object, embed")
    assert set(visitor.client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_no_script_of_ours_keeps_anything_in_the_browser_there(ours: Furnished) -> None:
    """Of the two scripts of these pages; saving.js is a clerk's."""
    scripts = {
        each for at in PAGES for each in files_of(opened(ours, at).soup) if each.endswith("js")
    }
    assert scripts == {f"{settings.STATIC_URL}js/{name}.js" for name in ("app", "takeover")}
    said = "".join(
        (STATIC / "js" / f"{name}.js").read_text("utf-8") for name in ("app", "takeover")
    )
    for keeps in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches"):
        assert keeps not in said
