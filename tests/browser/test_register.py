"""The register with a script: saved as the clerk goes; what cannot be sent is kept and sent again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.addresses import CLERK, address
from tests.browser.conftest import Site
from tests.browser.test_pages import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNCILS = ("buckinghamshire",)

Open = Callable[..., Page]
LOST = "Not saved: no connection. It is kept here and sent again."


def row(page: Page, place: int) -> Locator:
    """The row at a place of the sheet."""
    return page.locator("[data-row]").nth(place)


def choose(line: Locator, words: str) -> None:
    """Tap one of a row's answers."""
    line.get_by_role("radio", name=words, exact=True).check(force=True)


def test_each_answer_is_saved_as_it_is_given(site: Site, open_page: Open) -> None:
    """The row says so, the bar says when, the quorum at the top follows; a reload shows it."""
    page = open_page(CLERK)
    page.goto(address("boards:register", site.council))
    line = row(page, 1)
    choose(line, "Absent")
    expect(line.locator("[data-say]")).to_have_text("Saved")
    expect(page.locator("[data-saved]")).to_contain_text("saved")
    expect(line.get_by_label("Left")).to_be_hidden()
    choose(line, "Present")
    line.get_by_label("Left").fill("18:00")
    line.get_by_label("Arrived").focus()
    expect(line.locator("[data-say]")).to_have_text("Saved")
    choose(line, "Absent")
    expect(line.locator("[data-say]")).to_contain_text("Somebody who was not there has no times")
    expect(line.get_by_label("Left")).to_be_visible()
    choose(line, "Present")
    expect(line.locator("[data-say]")).to_have_text("Saved")
    expect(line.locator("[data-again]")).to_be_visible()
    assert not check(page)
    page.reload()
    assert row(page, 1).get_by_role("radio", name="Present", exact=True).is_checked()
    assert row(page, 1).get_by_label("Left").input_value() == "18:00"


def test_what_cannot_be_sent_is_said_kept_and_sent_again(site: Site, open_page: Open) -> None:
    """Without a connection nothing is lost, and nobody leaves unasked; with one it is saved."""
    page = open_page(CLERK)
    page.goto(address("boards:register", site.council))
    line = row(page, 2)
    page.context.set_offline(True)
    choose(line, "Absent")
    expect(line.locator("[data-say]")).to_have_text(LOST)
    expect(page.locator("[data-saved]")).to_contain_text(LOST)
    assert line.get_by_role("radio", name="Absent", exact=True).is_checked()
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    expect(line.locator("[data-say]")).to_have_text("Saved", timeout=15000)
    page.reload()
    assert row(page, 2).get_by_role("radio", name="Absent", exact=True).is_checked()


def test_an_outcome_is_saved_with_one_tap(site: Site, open_page: Open) -> None:
    """And one that lacks its decision says what it needs, at its row."""
    page = open_page(CLERK)
    page.goto(address("boards:outcome_list", site.council))
    line = row(page, 0)
    choose(line, "Put off")
    expect(line.locator("[data-say]")).to_have_text("Saved")
    choose(line, "Decided")
    expect(line.locator("[data-say]")).to_contain_text("Write the decision.")
    choose(line, "Noted")
    expect(line.locator("[data-say]")).to_have_text("Saved")
    assert not check(page)
