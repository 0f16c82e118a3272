"""Every page, at the width of a small telephone and of a desk: accessible, and no wider than that.

axe with WCAG 2.0 to 2.2 A and AA, best practice and target size; and the Tab key, which reaches
everything. What fails is printed with the page, the width and the rule.
"""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import addresses
from tests.browser.conftest import PASSWORD, Site
from tests.browser.keyboard import walked

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNCILS = ("buckinghamshire", "bromley", "bcp")

Open = Callable[..., Page]
WIDTHS = (320, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch style sheets by itself, and be refused by the policy
}
AXE = Axe()
#: Lists of the admin: a table that cannot be narrower scrolls inside itself, or else here.
MAY_BE_WIDER = re.compile(r"^/admin/\w+/\w+/$")
CSP = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:"),
    *("font-src 'self'", "connect-src 'self'", "form-action 'self'"),
    *("frame-ancestors 'none'", "base-uri 'none'"),
}


def check(page: Page) -> list[str]:
    """What is wrong with the page in front of us, at both widths."""
    found = []
    path = page.evaluate("location.pathname")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for violation in AXE.run(page, options=OPTIONS).response["violations"]:
            nodes = [node["html"][:160] for node in violation["nodes"][:3]]
            found.append(f"{path} at {width}: {violation['id']}: {nodes}")
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width and not MAY_BE_WIDER.match(path):
            found.append(f"{path} at {width}: {needed} wide")
    return found


def visit(page: Page, address: str, status: int = 200) -> list[str]:
    """Open the address and look at it."""
    response = page.goto(address)
    assert response.status == status, f"{address}: {response.status}"
    assert set(response.headers["content-security-policy"].split("; ")) == CSP
    return [*check(page), *walked(page)]


def test_every_address_has_an_example() -> None:
    """A new page is looked at, or says why not."""
    assert set(addresses.names()) == set(addresses.PAGES) | set(addresses.NO_PAGE)
    assert not set(addresses.PAGES) & set(addresses.NO_PAGE)


@pytest.mark.parametrize("who", sorted({example.who for example in addresses.PAGES.values()}))
def test_pages(site: Site, open_page: Open, who: str) -> None:
    """All pages that one person opens."""
    page = open_page(who)
    mine = [name for name, example in addresses.PAGES.items() if example.who == who]
    found = [line for name in mine for line in visit(page, addresses.address(name, site.council))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", sorted({*addresses.ADMIN_EVERY_PAGE.values()}))
def test_records(site: Site, open_page: Open, who: str) -> None:
    """The admin: index, lists, forms and history."""
    assert site
    page = open_page(who)
    mine = [address for whose, address in addresses.admin_addresses() if whose == who]
    found = [line for address in mine for line in visit(page, address)]
    assert not found, "\n".join(found)


def test_error_pages(site: Site, open_page: Open) -> None:
    """Not found, and not for you, with the reason."""
    assert site
    page = open_page(addresses.SKYE)
    found = visit(page, "/buckinghamshire/measures/no-such-measure/", 404)
    found += visit(page, "/nowhere/at-all/", 404)
    found += visit(page, "/buckinghamshire/boards/meetings/", 403)
    assert "Only a clerk of this council can plan meetings." in page.inner_text("main")
    assert not found, "\n".join(found)


def test_forms_that_come_back(site: Site, open_page: Open) -> None:
    """With errors: the summary leads to the field, and the page is as accessible as before."""
    assert site
    page = open_page(addresses.CLERK)
    page.goto("/buckinghamshire/boards/panel/plan/")
    page.get_by_label("Date").fill("31/13/2026")
    page.get_by_role("button", name="Plan the meeting").click()
    page.locator(".govuk-error-summary").wait_for()
    found = check(page)
    page.locator(".govuk-error-summary a").first.click()
    page.wait_for_function("document.activeElement.name === 'held_on'")
    page = open_page(addresses.SKYE)
    page.goto("/buckinghamshire/forums/we-do-care/ask/")
    page.get_by_role("button", name="Send my question").click()
    page.locator(".govuk-error-summary").wait_for()
    found += check(page)
    page = open_page(addresses.OFFICER)
    page.goto("/admin/measures/observation/add/")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".errornote").wait_for()
    found += check(page)
    assert not found, "\n".join(found)


def test_signing_in_with_two_steps(site: Site, open_page: Open) -> None:
    """The page that asks for the second step, reached as it is reached."""
    assert site
    page = open_page()
    page.goto("/accounts/login/")
    page.get_by_label("User name").or_(page.get_by_label("Username")).fill("two-steps")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/")
    found = check(page)
    assert not found, "\n".join(found)
