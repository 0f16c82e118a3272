"""A number that somebody sends along with an address or a button, where no form looks at it first."""

import pytest
from django.urls import reverse

from councils.numbers import number_in
from councils.roles import Role
from tests.support.people import sign_in
from tests.support.world import World

#: So many digits Python does not read; it stops at 4300.
ENDLESS = "9" * 5000


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("7", 7), ("0", 0), ("１２", 12), ("999999999999", 999_999_999_999)),
        *(("", None), (" 7", None), ("-1", None), ("1.0", None), ("²", None), ("seven", None)),
        *(("1000000000000", None), (ENDLESS, None)),
    ],
)
def test_what_is_a_number(text: str, number: int | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("name", "row", "sent"),
    [
        ("boards:attendance", "body", "year"),
        ("boards:year_plan", "body", "of"),
        ("boards:co_option_add", "body", "again"),
        ("boards:substitute_add", "seat", "place"),
        ("boards:agenda_remove", "draft_meeting", "item"),
        ("boards:agenda_item_move", "draft_item", "place"),
        ("boards:agenda_item_withdraw", "draft_item", "attender"),
        ("boards:part_redraft", "minutes_section", "version"),
    ],
)
def test_an_endless_number_is_no_error(world: World, name: str, row: str, sent: str) -> None:
    """Opened with it, or where a button sends it, sent with it."""
    clerk, found = sign_in(world.ours.people[Role.CLERK]), getattr(world.ours.rows, row)
    here = {"council": world.ours.slug, "pk": found.pk}
    if row in {"body", "seat"}:
        here |= {"key": world.ours.rows.body.key}
    if row == "body":
        del here["pk"]
    if row == "minutes_section":
        here |= {"pk": found.minutes.meeting_id, "part": found.pk}
    address = reverse(name, kwargs=here)
    assert clerk.get(address, {sent: ENDLESS}).status_code in {200, 404, 405}
    assert clerk.post(address, {sent: ENDLESS}).status_code in {200, 302, 404}


def test_nor_is_one_of_a_calendar(world: World) -> None:
    clerk = sign_in(world.ours.people[Role.CLERK])
    assert clerk.post(reverse("calendar_end"), {"feed": ENDLESS}).status_code == 302
