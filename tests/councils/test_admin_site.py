"""The admin shows an officer nothing of another council, however the address is bent.

Each test stands for a way round: lists, details, filters, searches, choices, autocomplete, posted
ids. The officers used are real ones, with the roles of the table.
"""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType

from boards.models import SeatHolder
from councils.admin_site import site
from councils.models import ClosureDay, Membership, Person
from councils.roles import GRANTS, Role
from forums.models import ForumMember
from measures.models import Observation
from tests.factories.councils import (
    ClosureDayFactory,
)
from tests.factories.measures import ObservationFactory
from tests.support.admin import ADMINS, FOREIGN, VIEWED, WRITABLE, at, bare, officer, row_of
from tests.support.world import THEIRS, Furnished


@pytest.fixture
def ours(world) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def theirs(world) -> Furnished:
    """The council nothing of which may be seen."""
    return world.theirs


def test_there_is_something_to_check():
    assert len(ADMINS) > 15
    assert len(WRITABLE) > 8


# Lists --------------------------------------------------------------------------------------------


@VIEWED
def test_a_list_shows_our_rows_only(model_admin, ours):
    response = officer(model_admin, "view", ours.council).get(at(model_admin.model, "changelist"))
    assert response.status_code == 200
    shown = response.context["cl"].result_list
    assert shown
    assert {row.council_id for row in shown} == {ours.council.pk}
    assert FOREIGN not in response.content.lower()


@VIEWED
def test_no_filter_of_a_list_reaches_their_rows(model_admin, ours, theirs):
    """Neither one that is on the page nor one that somebody makes up."""
    client = officer(model_admin, "view", ours.council)
    row = row_of(model_admin.model, theirs.council)
    lookups = {"pk": row.pk, "id__exact": row.pk, "pk__in": row.pk, "council": theirs.council.pk}
    lookups |= {"council__id__exact": theirs.council.pk, "council__slug": THEIRS}
    for field in model_admin.opts.concrete_fields:
        if field.is_relation and getattr(row, field.attname):
            lookups |= {field.name: getattr(row, field.attname)}
            lookups |= {f"{field.name}__id__exact": getattr(row, field.attname)}
            lookups |= {f"{field.name}__pk__in": getattr(row, field.attname)}
    for lookup, value in lookups.items():
        url = at(model_admin.model, "changelist", **{lookup: value, "_facets": "True"})
        response = client.get(url, follow=True)
        assert FOREIGN not in response.content.lower().replace(f"={THEIRS}".encode(), b""), lookup
        if response.status_code == 200:
            shown = response.context["cl"].result_list
            assert {each.council_id for each in shown} <= {ours.council.pk}, lookup


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (Membership, "user__password__startswith"),
        (Membership, "user__username__startswith"),
        (Person, "user__email__contains"),
        (Person, "user__memberships__council"),
        (Observation, "recorded_by__username"),
        (Observation, "measure__council__slug"),
        (ForumMember, "user__people__name__startswith"),
        (ForumMember, "forum__questions__private_words__text__contains"),
        (SeatHolder, "seat__body__meetings__place__startswith"),
        (ClosureDay, "council__membership__user__username__startswith"),
    ],
)
def test_a_made_up_lookup_feels_out_no_other_table(model, lookup, ours):
    model_admin = site._registry[model]
    client = officer(model_admin, "view", ours.council)
    assert client.get(at(model, "changelist", **{lookup: "a"})).status_code == 400


@VIEWED
def test_a_search_finds_nothing_of_theirs(model_admin, ours):
    client = officer(model_admin, "view", ours.council)
    response = client.get(at(model_admin.model, "changelist", q="shire"))
    assert FOREIGN not in response.content.lower()


@VIEWED
def test_paging_ordering_and_show_all_stay_inside(model_admin, ours):
    client = officer(model_admin, "view", ours.council)
    for query in ({"all": ""}, {"o": "-1"}, {"p": "1"}, {"e": "1"}, {"_popup": "1"}):
        response = client.get(at(model_admin.model, "changelist", **query), follow=True)
        assert FOREIGN not in response.content.lower(), query


def test_the_days_above_a_list_are_our_days(ours, theirs):
    """A date hierarchy counts through the whole table unless it is scoped."""
    ClosureDayFactory(council=theirs.council, day=date(2031, 3, 4))
    client = officer(site._registry[ClosureDay], "view", ours.council)
    for query in ({}, {"day__year": 2031}, {"day__year": 2026, "day__month": 12}):
        response = client.get(at(ClosureDay, "changelist", **query), follow=True)
        assert b"2031</a>" not in response.content


@VIEWED
def test_filters_offer_our_rows_only(model_admin, ours):
    client = officer(model_admin, "view", ours.council)
    response = client.get(at(model_admin.model, "changelist"))
    for spec in response.context["cl"].filter_specs:
        titles = [str(choice["display"]).lower() for choice in spec.choices(response.context["cl"])]
        assert not [title for title in titles if THEIRS in title], spec.title


def test_with_counts_beside_the_filters_only_ours_are_counted(ours, theirs):
    client = officer(site._registry[Observation], "view", ours.council)
    counted = Observation.objects.filter(council=ours.council, status="final").count()
    ObservationFactory(measure=theirs.rows.measure, signed_off=True, period_end=date(2020, 1, 1))
    response = client.get(at(Observation, "changelist", _facets="True"))
    assert f"final ({counted})" in response.content.decode()


# Details ------------------------------------------------------------------------------------------

PAGES = ("change", "history", "delete")


@VIEWED
def test_a_page_of_their_row_is_not_found(model_admin, ours, theirs):
    client = officer(model_admin, "view", ours.council)
    row = row_of(model_admin.model, theirs.council)
    for page in PAGES:
        for send in (client.get, client.post):
            response = send(at(model_admin.model, page, row.pk))
            assert response.status_code == 404, page
            assert FOREIGN not in response.content.lower()


@VIEWED
def test_their_row_and_no_row_at_all_look_the_same(model_admin, ours, theirs):
    client = officer(model_admin, "view", ours.council)
    row = row_of(model_admin.model, theirs.council)
    for page in PAGES:
        there = client.get(at(model_admin.model, page, row.pk))
        not_there = client.get(at(model_admin.model, page, 987654321))
        assert there.status_code == not_there.status_code
        assert bare(there) == bare(not_there)


@VIEWED
def test_a_made_up_number_is_not_found(model_admin, ours):
    client = officer(model_admin, "view", ours.council)
    for wrong in ("x", "1/2", "0", "-1", "_5F", "99999999999999999999"):
        assert client.get(at(model_admin.model, "change", wrong)).status_code == 404, wrong


@VIEWED
def test_no_other_field_finds_a_row(model_admin, ours, theirs):
    client = officer(model_admin, "view", ours.council)
    own = row_of(model_admin.model, ours.council)
    foreign = row_of(model_admin.model, theirs.council)
    for field, value in (("council", theirs.council.pk), ("id", foreign.pk), ("pk", foreign.pk)):
        response = client.get(at(model_admin.model, "change", value, _to_field=field))
        assert response.status_code in {400, 404}, field
        assert FOREIGN not in response.content.lower()
    assert client.get(at(model_admin.model, "change", own.pk, _popup=1)).status_code == 200


@VIEWED
def test_our_own_row_can_be_opened(model_admin, ours):
    """The tests above would pass for an admin that shows nothing at all."""
    client = officer(model_admin, "view", ours.council)
    row = row_of(model_admin.model, ours.council)
    for page in ("change", "history"):
        response = client.get(at(model_admin.model, page, row.pk))
        assert response.status_code == 200
        assert FOREIGN not in response.content.lower()


@VIEWED
def test_nothing_is_ever_deleted(model_admin, ours):
    client = officer(model_admin, "view", ours.council)
    row = row_of(model_admin.model, ours.council)
    assert client.post(at(model_admin.model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model_admin.model._default_manager.filter(pk=row.pk).exists()
    assert not [
        role for role in Role if model_admin.permission("delete") in GRANTS[role].permissions
    ]


def test_the_short_way_to_an_object_says_nothing(ours, theirs, client_as):
    """`admin/r/…` would say which rows of any table exist."""
    client = client_as(Role.CLERK, ours.council)
    for row in (theirs.rows.asked, theirs.rows.body, ours.rows.body):
        kind = ContentType.objects.get_for_model(row)
        there = client.get(f"/admin/r/{kind.pk}/{row.pk}/")
        not_there = client.get(f"/admin/r/{kind.pk}/987654321/")
        assert there.status_code == not_there.status_code == 404
        assert bare(there) == bare(not_there)


# Actions ------------------------------------------------------------------------------------------


@VIEWED
@pytest.mark.parametrize("across", ["0", "1"])
def test_no_action_touches_their_rows(model_admin, across, ours, theirs):
    """The numbers sent are theirs; “select all” is ticked as well."""
    client = officer(model_admin, "view", ours.council)
    rows = model_admin.model._default_manager.filter(council=theirs.council)
    before = list(rows.order_by("pk").values())
    for action in [*(model_admin.actions or ()), "delete_selected"]:
        sent = {"action": action, "select_across": across, "index": "0", "post": "yes"}
        sent["_selected_action"] = [row.pk for row in rows]
        response = client.post(at(model_admin.model, "changelist"), sent, follow=True)
        assert FOREIGN not in response.content.lower()
    assert list(rows.order_by("pk").values()) == before


def test_signing_off_works_on_ours(ours, theirs, client_as):
    client = client_as(Role.KPI_OFFICER, ours.council)
    sent = {"action": "sign_off", "index": "0"}
    sent["_selected_action"] = [ours.rows.unsigned.pk, theirs.rows.unsigned.pk]
    client.post(at(Observation, "changelist"), sent)
    ours.rows.unsigned.refresh_from_db()
    theirs.rows.unsigned.refresh_from_db()
    assert ours.rows.unsigned.signed_off_at
    assert not theirs.rows.unsigned.signed_off_at


def test_an_action_needs_the_right_to_change(ours, client_as):
    client = client_as(Role.INSPECTOR, ours.council)
    sent = {"action": "sign_off", "index": "0", "_selected_action": [ours.rows.unsigned.pk]}
    client.post(at(Observation, "changelist"), sent)
    ours.rows.unsigned.refresh_from_db()
    assert not ours.rows.unsigned.signed_off_at
