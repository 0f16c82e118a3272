"""A member reads a pack in a browser: by keyboard, without JavaScript, on a telephone and at a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from boards.models import Meeting
from tests.browser.addresses import MEMBER
from tests.browser.conftest import Site
from tests.browser.test_pages import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNCILS = ("buckinghamshire",)
WORDS = "Ask who rings the carers, and when."

Open = Callable[..., Page]


@pytest.fixture
def papers(site: Site) -> str:
    """The front page of a pack with charts."""
    held = Meeting.objects.of(site.council).filter(theme__key="housing", editions__isnull=False)
    meeting = held.order_by("held_on").first()
    return f"/buckinghamshire/boards/meetings/{meeting.pk}/papers/members/"


def test_search_and_what_is_written_is_accessible(open_page: Open, papers: str) -> None:
    """What has more on it once somebody has used it: results, notes, marks, an error at the field."""
    page = open_page(MEMBER)
    found = []
    page.goto("/buckinghamshire/boards/papers/search/?q=homes")
    found += check(page)
    page.goto("/buckinghamshire/boards/papers/search/?q=")
    found += check(page)
    page.goto(f"{papers}notes/5.1/")
    page.get_by_label("Your note").fill(WORDS)
    page.get_by_role("button", name="Keep this note").click()
    page.get_by_text("is kept").wait_for()
    found += check(page)
    page.get_by_role("button", name="I have read this").click()
    page.get_by_text("You have read this item.").wait_for()
    found += check(page)
    page.goto(f"{papers}notes/")
    found += check(page)
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Put it back").wait_for()
    found += check(page)
    assert not found, "\n".join(found)


def test_contents_are_at_hand_beside_the_text_and_folded_above_it(
    open_page: Open, papers: str
) -> None:
    page = open_page(MEMBER)
    page.goto(f"{papers}5/")
    contents = page.get_by_role("navigation", name="Contents of these papers")
    assert contents.get_by_role("link").first.is_visible()
    page.mouse.wheel(0, 2000)
    assert contents.bounding_box()["y"] >= 0  # still there
    page.set_viewport_size({"width": 320, "height": 800})
    assert not contents.get_by_role("link").first.is_visible()
    contents.locator("summary").click()
    contents.get_by_role("link", name="About this meeting").click()
    page.wait_for_url(f"**{papers}")


@pytest.mark.parametrize(("scripts", "place"), [(True, "5.2"), (False, "5.4")])
def test_a_note_is_written_by_keyboard_alone(
    open_page: Open, papers: str, scripts: bool, place: str
) -> None:
    """The number of a paragraph leads to it; then the way to write a note stands beneath it."""
    page = open_page(MEMBER, scripts=scripts)
    page.goto(f"{papers}5/")
    link = page.locator(f"a.cp-place-link[href='#p-{place}']")
    write = page.get_by_role("link", name=f"Write a note on {place}")
    assert not write.is_visible()
    link.focus()
    page.keyboard.press("Enter")
    write.wait_for()
    assert page.url.endswith(f"#p-{place}")
    write.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/notes/{place}/")
    page.get_by_label("Your note").fill(f"{WORDS} {scripts}")
    page.get_by_label("Your note").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/5/#p-{place}")
    page.get_by_text(f"{WORDS} {scripts}").wait_for()


def test_on_paper_there_are_the_papers_and_no_notes(open_page: Open, papers: str) -> None:
    page = open_page(MEMBER)
    page.goto(f"{papers}notes/5.3/")
    page.get_by_label("Your note").fill(WORDS)
    page.get_by_role("button", name="Keep this note").click()
    page.get_by_text("is kept").wait_for()
    page.emulate_media(media="print")
    assert page.locator("#p-5\\.3").is_visible()
    for hidden in (".cp-own-note", ".cp-yours", ".cp-toc", ".govuk-pagination", ".cp-nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.goto(f"{papers}notes/")
    assert page.get_by_text(WORDS).first.is_visible()
    assert not page.get_by_role("link", name="Change").first.is_visible()
