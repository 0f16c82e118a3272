"""All five councils, loaded once and published whole, as anybody reads them."""

import pytest
from django.urls import reverse

from boards.models import Body
from councils.models import Council, User
from councils.services import publish
from forums.models import Forum, Survey
from measures.models import Measure
from pledges.models import PledgeSet, Promise, Strategy
from tests.support.loading import load_council

SLUGS = ("bcp", "bromley", "buckinghamshire", "cambridgeshire", "dorset")
ROOTS = (Strategy, PledgeSet, Body, Measure, Forum)


@pytest.fixture(scope="module")
def five_of_module(module_transaction) -> dict[str, Council]:  # noqa: ARG001
    """The councils by slug, loaded and published once for a module."""
    councils = {slug: load_council(slug) for slug in SLUGS}
    by = User.objects.create_user("publisher", display_name="Publisher")
    for root in ROOTS:
        publish(by=by, rows=root.objects.all())
    return councils


@pytest.fixture(autouse=True)
def five(five_of_module, db, today) -> dict[str, Council]:  # noqa: ARG001
    """The councils by slug; what a test changes is undone after it."""
    return five_of_module


#: Every public list, and every public page of one row.
LISTS = (
    *("council_home", "pledges:strategy_list", "pledges:promise_list"),
    *("measures:measure_list", "boards:body_list", "forums:forum_list"),
)
DETAILS = (
    ("pledges:strategy_detail", Strategy),
    ("pledges:promise_detail", Promise),
    ("measures:measure_detail", Measure),
    ("boards:body_detail", Body),
    ("forums:forum_detail", Forum),
    ("forums:survey_detail", Survey),
)


def pages(council: Council) -> list[str]:
    """The addresses of a council that anyone may read: every list, and every row's own page."""
    found = [reverse(name, kwargs={"council": council.slug}) for name in LISTS]
    for name, model in DETAILS:
        keys = model.objects.of(council).values_list("key", flat=True)
        found += [reverse(name, kwargs={"council": council.slug, "key": key}) for key in keys]
    return found
