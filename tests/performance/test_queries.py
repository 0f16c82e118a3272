"""How often a page asks the database: never more than twelve times, however much there is.

Every address of ours stands in the table below with its budget, opened by somebody who holds
nearly every role at once. A page that takes more than its budget has either got an N+1, or a
good reason to change the table.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from councils.roles import Role
from tests.factories.councils import CouncilFactory
from tests.performance.growth import busiest, grow, holder
from tests.support.people import sign_in
from tests.support.urls import addresses, admins
from tests.support.world import Furnished, World, furnish

LIMIT = 12
OPENED = {200, 302}

#: Queries of a page, those for the session, the person, their roles and the council included.
BUDGETS = {
    "home": 4,
    "roles": 3,
    "accessibility": 3,
    "principle_list": 6,
    "gallery": 3,
    "council_home": 12,
    "council_colour": 1,
    "published_list": 10,
    "pledges:promise_detail": 7,
    "pledges:promise_list": 7,
    "pledges:strategy_detail": 12,
    "pledges:strategy_list": 5,
    "measures:measure_detail": 11,
    "measures:measure_list": 8,
    "forums:forum_detail": 6,
    "forums:forum_list": 6,
    "forums:question_ask": 12,
    "forums:question_detail": 8,
    "forums:question_list": 7,
    "forums:question_words": 7,
    "forums:survey_detail": 7,
    "boards:attendance": 10,
    "boards:attendance_measures": 12,
    "boards:attendance_preview": 11,
    "boards:attendance_statement": 4,
    "boards:body_detail": 12,
    "boards:body_list": 5,
    "boards:challenge_change": 5,
    "boards:challenge_log": 8,
    "boards:challenge_meeting": 8,
    "boards:challenge_year": 9,
    "boards:duties": 8,
    "boards:duty_done": 4,
    "boards:duty_list": 7,
    "boards:engagement": 6,
    "boards:engagement_add": 5,
    "boards:engagement_change": 5,
    "boards:forum_papers": 7,
    "boards:forum_papers_item": 8,
    "boards:meeting_change": 6,
    "boards:meeting_detail": 11,
    "boards:meeting_list": 9,
    "boards:meeting_plan": 12,
    "boards:members_papers": 7,
    "boards:members_papers_item": 8,
    "boards:papers": 6,
    "boards:public_papers": 7,
    "boards:public_papers_item": 8,
    "boards:question_put": 8,
}

#: Answered to a button only.
BUTTONS = {
    *("demo_enter", "publish", "withdraw"),
    *("boards:meeting_publish", "forums:question_read"),
    *("boards:attendance_withdraw", "boards:duty_undo", "boards:engagement_remove"),
}


@pytest.fixture(scope="module")
def grown(world_of_module: World) -> Furnished:
    """Our council with a few rows in every list, and somebody who sees them."""
    made = world_of_module.ours
    made.rows.busiest = busiest(made)
    made.rows.keeper = holder(made, set(Role))
    grow(made, 2)
    return made


@pytest.fixture
def ours(grown: Furnished, db, today) -> Furnished:  # noqa: ARG001
    """The same, for one test."""
    return grown


def address(made: Furnished, name: str) -> str:
    """Where a page is, of the row that has most on it."""
    rows = made.rows
    keys = {
        "pledges:strategy_detail": rows.strategy.key,
        "pledges:promise_detail": rows.promise.key,
        "measures:measure_detail": rows.measure.key,
        "forums:survey_detail": rows.survey.key,
        "forums:forum_detail": rows.forum.key,
        "forums:question_ask": rows.forum.key,
        "boards:body_detail": rows.body.key,
        "boards:meeting_plan": rows.body.key,
        **dict.fromkeys(
            ("boards:attendance", "boards:duties", "boards:engagement", "boards:challenge_year"),
            rows.body.key,
        ),
        "boards:engagement_add": rows.body.key,
    }
    pks = {
        "forums:question_detail": rows.worded.pk,
        "forums:question_words": rows.asked.pk,
        "boards:question_put": rows.worded.pk,
        "boards:challenge_meeting": rows.held_meeting.pk,
    }
    if name in keys:
        return reverse(name, kwargs={"council": made.slug, "key": keys[name]})
    if name in (several := _several(made)):
        return reverse(name, kwargs={"council": made.slug, **several[name]})
    if name in pks:
        return reverse(name, kwargs={"council": made.slug, "pk": pks[name]})
    return _reverse_any(made, name)


def _several(made: Furnished) -> dict[str, dict[str, object]]:
    """The addresses that take more than one thing."""
    rows, body = made.rows, {"key": made.rows.body.key}
    meeting = {"pk": rows.held_meeting.pk}
    return {
        "boards:attendance_statement": {**body, "year": 2025},
        "boards:attendance_preview": {**body, "year": 2025},
        "boards:attendance_measures": {**body, "year": 2026},
        "boards:duty_done": {**body, "duty": rows.open_duty.key},
        "boards:engagement_change": {**body, "pk": rows.engagement.pk},
        "boards:challenge_log": {**meeting, "item": rows.held_items[0].pk},
        "boards:challenge_change": {**meeting, "number": rows.own_challenge.pk},
    }


def _reverse_any(made: Furnished, name: str) -> str:
    """An address that takes nothing, the council, its meeting, or the meeting and an item."""
    where: dict[str, object] = {}
    for more in ({}, {"council": made.slug}, {"pk": made.rows.meeting.pk}, {"number": 3}):
        where |= more
        try:
            return reverse(name, kwargs=where)
        except NoReverseMatch:
            continue
    raise AssertionError(f"Say in address() which row {name} is to be opened for.")


def queries(client: Client, path: str) -> int:
    """How many queries a page takes when it is opened for the second time."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code in OPENED, f"{path} answers {response.status_code}"
    return len(captured)


def page_queries(made: Furnished) -> dict[str, int]:
    """How many queries each page takes, by its name."""
    client = sign_in(made.rows.busiest)
    return {name: queries(client, address(made, name)) for name in BUDGETS}


def record_queries(made: Furnished) -> dict[str, int]:
    """How many queries each list of records takes, and the form of each one's newest row."""
    client = sign_in(made.rows.keeper)
    return {path: queries(client, path) for path in record_pages(made)}


def record_pages(made: Furnished) -> Iterator[str]:
    """The lists of the admin site, and a row of each."""
    for admin in admins():
        name = f"admin:{admin.opts.app_label}_{admin.opts.model_name}"
        yield reverse(f"{name}_changelist")
        row = admin.model.objects.filter(council=made.council).order_by("pk").first()
        yield reverse(f"{name}_change", args=[row.pk])
        yield reverse(f"{name}_history", args=[row.pk])


def test_every_address_has_a_budget():
    ours = {each.name for each in addresses() if each.is_ours}
    assert ours - BUTTONS == set(BUDGETS)
    assert max(BUDGETS.values()) <= LIMIT


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_keeps_to_its_budget(name: str, ours: Furnished):
    taken = queries(sign_in(ours.rows.busiest), address(ours, name))
    assert taken <= BUDGETS[name]


@pytest.mark.parametrize("role", Role)
def test_home_keeps_to_the_limit_for_every_role(role: str, ours: Furnished):
    assert queries(sign_in(ours.people[role]), address(ours, "council_home")) <= LIMIT


def test_more_rows_cost_a_page_no_more_queries(ours: Furnished):
    few = page_queries(ours)
    grow(ours, 18)
    assert page_queries(ours) == few


def test_more_councils_cost_a_page_no_more_queries(ours: Furnished):
    two = page_queries(ours)
    add_councils()
    assert page_queries(ours) == two


def add_councils() -> None:
    """Three more, each with a row in every table."""
    for number in range(3):
        furnish(CouncilFactory(slug=f"farshire{number}", short_name=f"Farshire {number}"))


# The admin site -----------------------------------------------------------------------------------


def test_records_keep_to_the_limit(ours: Furnished):
    taken = record_queries(ours)
    assert {path: number for path, number in taken.items() if number > LIMIT} == {}


def test_more_rows_cost_records_no_more_queries(ours: Furnished):
    few = record_queries(ours)
    grow(ours, 18)
    assert record_queries(ours) == few


def test_more_councils_cost_records_no_more_queries(ours: Furnished):
    two = record_queries(ours)
    add_councils()
    assert record_queries(ours) == two
