"""Every page of ours: who may open it, who may send its form, and what then changes.

The rows are in table.py. Each test takes one row and lets everybody try: each role of our council,
each role of the other, and those who hold none.
"""

import pytest
from django.db import transaction

from councils.roles import Role
from tests.permissions.table import PAGES
from tests.permissions.table.words import EVERYBODY, NOBODY, Page
from tests.permissions.visits import Seen, address, everybody, opens, refusal, sends, tables_written
from tests.support.people import STRANGERS, Visitor
from tests.support.urls import addresses
from tests.support.world import World

#: Pages whose address names an object, beside the council; a day is nobody's.
NAMES_AN_OBJECT = {
    a.name
    for a in addresses()
    if a.is_council_s and a.route.replace("<str:day>", "").count("<") > 1
}

ALL = pytest.mark.parametrize("row", PAGES, ids=str)
OPENED = pytest.mark.parametrize("row", [r for r in PAGES if r.answer != 405], ids=str)
BUTTONS = pytest.mark.parametrize("row", [r for r in PAGES if r.answer == 405], ids=str)
SENT = pytest.mark.parametrize("row", [r for r in PAGES if r.sent], ids=str)
READ = pytest.mark.parametrize("row", [r for r in PAGES if not r.sent], ids=str)
OF_OBJECTS = pytest.mark.parametrize(
    "row", [r for r in PAGES if r.name in NAMES_AN_OBJECT], ids=str
)

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(scope="module")
def everyone(world_of_module) -> list[Visitor]:
    """Everybody, signed in once for all tests of this module."""
    return everybody(world_of_module)


def let_in(row: Page, everyone: list[Visitor], world: World) -> list[Visitor]:
    """Those of our council who may send the form."""
    return [v for v in everyone if v.council == world.ours.slug and v.name in row.sent.by]


def test_every_address_of_ours_has_a_row_and_every_row_an_address():
    ours = [each.name for each in addresses() if each.is_ours]
    assert sorted(ours) == sorted(row.name for row in PAGES)


@ALL
def test_somebody_is_let_in(row):
    assert row.opened_by != NOBODY
    assert row.sent is None or row.sent.by
    assert row.sent or row.answer != 405


def test_the_table_restricts_what_the_views_restrict():
    restricted = {row.name for row in PAGES if row.opened_by != EVERYBODY}
    assert restricted == {a.name for a in addresses() if getattr(a.view, "may", None)}


# Opening ------------------------------------------------------------------------------------------


@OPENED
def test_who_may_open_it(row, world, everyone):
    wrong = []
    for place in row.at(world.ours):
        url = address(row, world.ours, place)
        for visitor in everyone:
            refused = refusal(row, row.opened_by, visitor, world.ours)
            got = opens(visitor, url)
            if got.code != (refused or row.answer) or got.way_in != (refused == 302):
                wrong.append(f"{visitor} opens {url}: {got}, not {refused or row.answer}")
    assert not wrong, "\n".join(wrong)


@BUTTONS
def test_a_button_is_not_a_page(row, world, everyone):
    for place in row.at(world.ours):
        url = address(row, world.ours, place)
        assert {opens(visitor, url).code for visitor in everyone} == {405}


# Sending ------------------------------------------------------------------------------------------


@SENT
def test_who_may_send_it_and_what_then_changes(row, world, everyone):
    wrong = []
    url = address(row, world.ours, row.sent.at(world.ours))
    for visitor in everyone:
        refused = refusal(row, row.sent.by, visitor, world.ours)
        got = sends(visitor, url, row.sent.fields(world.ours))
        if not _is_right(got, refused, row.sent.writes):
            wrong.append(f"{visitor} sends {url}: {got}, not {refused or row.sent.writes}")
    assert not wrong, "\n".join(wrong)


def _is_right(got: Seen, refused: int, writes: str) -> bool:
    if refused:
        return got.code == refused and not got.written and got.way_in == (refused == 302)
    return got.code == 302 and not got.way_in and writes in got.written


@READ
def test_sending_something_to_a_page_that_is_only_read_changes_nothing(row, world, everyone):
    is_public = row.opened_by == EVERYBODY
    some = [v for v in everyone if not is_public or v.name in (*STRANGERS, Role.CLERK)]
    for place in list(row.at(world.ours))[:1]:
        url = address(row, world.ours, place)
        for visitor in some:
            want = refusal(row, row.opened_by, visitor, world.ours) or row.answer
            got = sends(visitor, url, {"pk": 1})
            assert got.code in {want, 405}, visitor
            assert not got.written, visitor


# The other council's objects ----------------------------------------------------------------------


@OF_OBJECTS
def test_the_other_council_s_objects_are_really_there(row, world):
    ours, theirs = list(row.at(world.ours)), list(row.at(world.theirs))
    assert ours
    assert theirs
    assert not [place for place in ours if place in theirs]


@OF_OBJECTS
def test_an_object_of_the_other_council_is_not_found_in_ours(row, world, everyone):
    """Their key or number below our council."""
    wrong = []
    for place in row.at(world.theirs):
        url = address(row, world.ours, place)
        for visitor in everyone:
            want = refusal(row, row.opened_by, visitor, world.ours) or 404
            got = sends(visitor, url, {}) if row.answer == 405 else opens(visitor, url)
            if got.code not in {want, 404} or got.written:
                wrong.append(f"{visitor} at {url}: {got}, not {want}")
    assert not wrong, "\n".join(wrong)


@SENT
def test_nothing_of_the_other_council_is_changed_from_ours(row, world, everyone):
    """By those who may send the form: our fields, to their object, below our council."""
    if row.name not in NAMES_AN_OBJECT:
        return
    url = address(row, world.ours, row.sent.at(world.theirs))
    for visitor in let_in(row, everyone, world):
        got = sends(visitor, url, row.sent.fields(world.ours))
        assert (got.code, got.written) == (404, frozenset()), visitor


@SENT
def test_a_row_of_the_other_council_sent_in_a_field_is_refused(row, world, everyone):
    """Our address, our object; but a number of theirs in the form."""
    ours, theirs = row.sent.fields(world.ours), row.sent.fields(world.theirs)
    url = address(row, world.ours, row.sent.at(world.ours))
    for name in ours:
        if name in theirs and ours[name] != theirs[name] and name != "submission":
            for visitor in let_in(row, everyone, world):
                got = sends(visitor, url, {**ours, name: theirs[name]})
                shown = 302 if row.answer == 405 else 200  # a button has no page of its own
                assert (got.code, row.sent.writes in got.written) == (shown, False), visitor


def test_what_is_written_is_seen(world):
    """Were it not, every test above would pass."""
    with transaction.atomic(), tables_written() as written:
        world.ours.rows.closure_day.save()
    assert written == {"councils_closureday", "councils_historicalclosureday"}
