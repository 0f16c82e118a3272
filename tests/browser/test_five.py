"""The public pages of all five councils, at both widths and by keyboard."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from boards.models import Edition, Meeting
from councils.models import Council
from tests.browser.conftest import Site
from tests.browser.test_pages import visit
from tests.five.conftest import DETAILS, LISTS, SLUGS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

Open = Callable[..., Page]


def examples(council: Council) -> list[str]:
    """Each kind of public page of a council: lists, the fullest row of each kind, papers."""
    here = {"council": council.slug}
    found = [reverse(name, kwargs=here) for name in LISTS]
    for name, model in DETAILS:
        row = model.objects.of(council).first()
        if row:
            found.append(reverse(name, kwargs={**here, "key": row.key}))
    editions = Edition.objects.filter(kind=Edition.Kind.PUBLIC)
    meeting = Meeting.objects.of(council).filter(editions__in=editions).order_by("held_on").last()
    if meeting:
        found.append(reverse("boards:public_papers", kwargs={**here, "pk": meeting.pk}))
        item = {**here, "pk": meeting.pk, "number": meeting.items.get(kind="theme").position}
        found.append(reverse("boards:public_papers_item", kwargs=item))
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_public_pages(site: Site, open_page: Open, slug: str) -> None:
    """Accessible and no wider than the screen."""
    assert site
    page = open_page()
    council = Council.objects.get(slug=slug)
    found = [line for address in examples(council) for line in visit(page, address)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_key_leads_to_the_content(site: Site, open_page: Open, slug: str) -> None:
    """The first Tab is the skip link, and Enter goes where it says."""
    assert site
    page = open_page()
    for address in examples(Council.objects.get(slug=slug)):
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "govuk-skip-link", address
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address}#main")
