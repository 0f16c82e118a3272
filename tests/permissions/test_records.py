"""The admin's pages and the sign-in library's: who may open them, who may send, what changes.

The rows are in admin_table.py. An officer's list and add page are the same address for every
council; a row's own pages are its council's, and nobody else's.
"""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from councils.models import User
from tests.permissions.admin_table import (
    DOORS,
    NOWHERE,
    OPERATOR,
    RECORDS,
    STAFF,
    Door,
    Records,
)
from tests.permissions.visits import Seen, everybody, opens, sends
from tests.support.forms import as_sent, form_at, save
from tests.support.people import Visitor
from tests.support.urls import addresses, admins
from tests.support.world import Furnished

ALL = pytest.mark.parametrize("row", RECORDS, ids=str)
ADDED = pytest.mark.parametrize("row", [r for r in RECORDS if r.added_by], ids=str)
CHANGED = pytest.mark.parametrize("row", [r for r in RECORDS if r.changed_by], ids=str)
SUFFIXES = ("changelist", "add", "change", "history", "delete")

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(scope="module")
def everyone(world_of_module) -> list[Visitor]:
    """Everybody, signed in once for all tests of this module."""
    return everybody(world_of_module)


def url(row: Records, page: str, *numbers: int) -> str:
    """The address of a page of the records."""
    return reverse(f"{row.prefix}_{page}", args=numbers)


def refusal(visitor: Visitor, group: frozenset[str]) -> int:
    """With what somebody is turned away from a page that is no council's; nought for let in."""
    if visitor.name not in STAFF:
        return 302
    return 0 if visitor.name in group else 403


def of_row(visitor: Visitor, row: Records, council: Furnished) -> int:
    """With what somebody is turned away from a page of a row; nought for let in."""
    away = refusal(visitor, row.viewed_by)
    is_here = visitor.council in {council.slug, ""}
    return away or (0 if is_here else 404)


def complaints(everyone: list[Visitor], get: object, want: object) -> str:
    """Where somebody gets what they should not, a line each."""
    lines = []
    for visitor in everyone:
        got, wanted = get(visitor), want(visitor)
        if got.code != wanted or got.written:
            lines.append(f"{visitor}: {got}, not {wanted}")
    return "\n".join(lines)


def number(row: Records, council: Furnished) -> int:
    """The number of the row that is opened."""
    return getattr(council.rows, row.row).pk


# The table ----------------------------------------------------------------------------------------


def test_every_address_of_the_admin_and_the_sign_in_has_a_row():
    records = {f"{row.prefix}_{suffix}" for row in RECORDS for suffix in SUFFIXES}
    records |= {f"{row.prefix}_simple_history" for row in RECORDS if kept(row)}
    records |= {f"admin:admin/{r.model.replace('.', '/')}/<path:object_id>/" for r in RECORDS}
    expected = records | {door.name for door in DOORS} | {NOWHERE, "admin:app_list"}
    found = {each.name for each in addresses() if not each.is_ours}
    assert found - without_history() == expected


def kept(row: Records) -> bool:
    """Whether the records have a history."""
    return f"{row.prefix}_simple_history" not in without_history()


def without_history() -> set[str]:
    """Simple-history gives every admin an address for old versions, kept or not."""
    return {
        f"admin:{a.opts.app_label}_{a.opts.model_name}_simple_history"
        for a in admins()
        if not hasattr(a.model, "history")
    }


@ALL
def test_somebody_is_let_in(row):
    assert row.viewed_by
    assert row.added_by | row.changed_by <= row.viewed_by


# Records ------------------------------------------------------------------------------------------


@ALL
def test_who_may_see_the_list(row, everyone):
    where = url(row, "changelist")
    assert not complaints(
        everyone, lambda v: opens(v, where), lambda v: refusal(v, row.viewed_by) or 200
    )
    assert not complaints(
        everyone, lambda v: sends(v, where, {}), lambda v: refusal(v, row.viewed_by) or 200
    )


@ALL
@pytest.mark.parametrize("which", ["ours", "theirs"])
def test_who_may_see_a_row(row, which, world, everyone):
    council = getattr(world, which)
    for suffix in ("change", "history"):
        where = url(row, suffix, number(row, council))
        assert not complaints(
            everyone, lambda v, w=where: opens(v, w), lambda v: of_row(v, row, council) or 200
        )
    where = url(row, "history", number(row, council))
    assert not complaints(
        everyone, lambda v: sends(v, where, {}), lambda v: of_row(v, row, council) or 200
    )


@ALL
def test_who_may_see_it_as_it_was(row, world, everyone):
    made = getattr(world.ours.rows, row.row)
    version = made.history.latest().pk if kept(row) else 1
    where = url(row, "simple_history", made.pk, version)
    shown = 200 if kept(row) else 404
    assert not complaints(
        everyone, lambda v: opens(v, where), lambda v: of_row(v, row, world.ours) or shown
    )
    assert not complaints(
        everyone,
        lambda v: sends(v, where, {"_save": "Save"}),
        lambda v: of_row(v, row, world.ours) or (403 if kept(row) else 404),
    )


@ALL
def test_nobody_deletes(row, world, everyone):
    where = url(row, "delete", number(row, world.ours))
    for ask in (lambda v: opens(v, where), lambda v: sends(v, where, {"post": "yes"})):
        assert not complaints(everyone, ask, lambda v: of_row(v, row, world.ours) or 403)


@ALL
def test_the_short_address_of_a_row_leads_to_its_page_and_no_further(row, world, everyone):
    made = number(row, world.ours)
    where = f"{url(row, 'changelist')}{made}/"
    for visitor in everyone:
        got = opens(visitor, where)
        leads_on = visitor.name in STAFF
        assert (got.code, "/change/" in got.leads_to and "next=" not in got.leads_to) == (
            302,
            leads_on,
        ), visitor


@ALL
def test_who_may_add(row, world, everyone):
    where = url(row, "add")
    if row.model == "councils.councilsettings":
        world.ours.rows.settings.delete()
        world.theirs.rows.settings.delete()
    wrong = []
    for visitor in everyone:
        council = world.theirs if visitor.council == world.theirs.slug else world.ours
        address = f"{where}?council={council.slug}" if visitor.name == "operator" else where
        away = refusal(visitor, row.added_by)
        shown = opens(visitor, address)
        fields = row.added(council)
        if not away:
            fields = as_sent(form_at(visitor.client, address), **fields)
        got = sends(visitor, address, fields)
        if shown.code != (away or 200) or not _is_right(got, away, row.table):
            wrong.append(f"{visitor}: shown {shown}, sent {got}")
    assert not wrong, "\n".join(wrong)


def _is_right(got: Seen, away: int, table: str) -> bool:
    if away:
        return got.code == away and not got.written
    return got.code == 302 and table in got.written


@ALL
@pytest.mark.parametrize("which", ["ours", "theirs"])
def test_who_may_change(row, which, world, everyone):
    council = getattr(world, which)
    where = url(row, "change", number(row, council))
    wrong = []
    for visitor in everyone:
        away = of_row(visitor, row, council) or (0 if visitor.name in row.changed_by else 403)
        fields = row.changed(council)
        if not away:
            fields = as_sent(form_at(visitor.client, where), **fields)
        got = sends(visitor, where, fields)
        if not _is_right(got, away, row.table):
            wrong.append(f"{visitor}: {got}, not {away or row.table}")
    assert not wrong, "\n".join(wrong)


@ADDED
def test_what_is_added_belongs_to_the_officer_s_council(row, world, everyone):
    if row.model == "councils.councilsettings":
        world.ours.rows.settings.delete()
    model = type(getattr(world.ours.rows, row.row))
    officer = next(v for v in everyone if v.name in row.added_by and v.council == world.ours.slug)
    before = set(model.objects.values_list("pk", flat=True))
    with transaction.atomic():
        response = save(officer.client, url(row, "add"), **row.added(world.ours))
        assert response.status_code == 302
        made = model.objects.exclude(pk__in=before).get()
        assert made.council == world.ours.council
        made.full_clean()
        transaction.set_rollback(True)


# The libraries' own pages -------------------------------------------------------------------------


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_what_a_library_s_page_answers(door, everyone):
    where = reverse(door.name, args=door.place)
    wrong = []
    for visitor in everyone:
        opened, sent = door_codes(door, visitor)
        cache.clear()  # the library limits attempts
        got, answered = opens(visitor, where), sends(visitor, where, {})
        if (got.code, answered.code) != (opened, sent) or answered.written:
            wrong.append(f"{visitor}: {got} and {answered}, not {opened} and {sent}")
    assert not wrong, "\n".join(wrong)


def door_codes(door: Door, visitor: Visitor) -> tuple[int, int]:
    """What somebody is to get for opening it, and for sending an empty form."""
    if door.for_operators and visitor.name == OPERATOR:
        return door.for_operators
    place = 2 if visitor.name == "anonymous" else 0 if visitor.name in STAFF else 1
    return door.opened[place], door.sent[place]


def test_nowhere_below_the_admin_is_nothing(everyone):
    for visitor in everyone:
        got = opens(visitor, "/admin/nowhere/")
        assert got.code == (404 if visitor.name in STAFF else 302)


def test_the_list_of_an_app_is_for_those_who_keep_records_in_it(everyone):
    where = reverse("admin:app_list", args=["measures"])
    keepers = frozenset().union(*(r.viewed_by for r in RECORDS if r.model.startswith("measures.")))
    for visitor in everyone:
        code = 302 if visitor.name not in STAFF else 200 if visitor.name in keepers else 404
        assert opens(visitor, where).code == sends(visitor, where, {}).code == code, visitor


def test_nobody_signs_themselves_up(client):
    cache.clear()
    sent = {"username": "me", "password1": "long enough 1", "password2": "long enough 1"}
    assert client.post(reverse("account_signup"), sent).status_code == 200
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(username="me").exists()


def test_an_officer_cannot_enter_as_somebody_else_by_the_admin_s_own_form(world, client_as):
    """Django's form asks for a password and nothing more: no second step, no limit of attempts."""
    other = world.ours.people["inspector"]
    other.set_password("long enough 1")
    other.save()
    client = client_as("clerk", world.ours.council)
    before = client.session["_auth_user_id"]
    client.post("/admin/login/", {"username": other.username, "password": "long enough 1"})
    assert client.session["_auth_user_id"] == before
