"""The admin shows an officer nothing of another council, however the address is bent.

Each test stands for a way round: lists, details, filters, searches, choices, autocomplete, posted
ids, history. The officers used are real ones, with the roles of the table.
"""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.forms import ModelChoiceField
from django.test import Client
from django.urls import reverse

from boards.models import BodyRules, SeatHolder
from councils import clock
from councils.admin_site import CouncilAdmin, ReadOnlyAdmin, site
from councils.models import ClosureDay, Council, Membership, Person, TenantModel
from councils.roles import GRANTS, Role, roles_that
from forums.models import ForumMember
from measures.models import Observation, Target
from tests.factories.councils import (
    ClosureDayFactory,
    CouncilFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.measures import ObservationFactory
from tests.support.forms import as_sent, form_at, save
from tests.support.people import sign_in
from tests.support.rooms import has_history
from tests.support.urls import admins
from tests.support.world import THEIRS, Furnished

ADMINS = admins()
WRITABLE = tuple(a for a in ADMINS if not isinstance(a, ReadOnlyAdmin))
FOREIGN = THEIRS.encode()


def label(model_admin: object) -> str:
    """How an admin is called in the report."""
    return model_admin.opts.label if isinstance(model_admin, CouncilAdmin) else str(model_admin)


def at(model: type[models.Model], page: str, *args: object, **query: object) -> str:
    """The address of an admin page."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
    return url + "?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else url


def row_of(model: type[models.Model], council: Council) -> models.Model:
    """A row of the model in a council."""
    return model._default_manager.filter(council=council).order_by("pk").last()


def officer(model_admin: CouncilAdmin, verb: str, council: Council) -> Client:
    """Somebody whose only role lets them do this, in one council."""
    role = roles_that(model_admin.permission(verb))[0]
    user = UserFactory()
    MembershipFactory(user=user, council=council, role=role)
    return sign_in(user)


def bare(response: object) -> str:
    """A page without its numbers and tokens."""
    without_token = re.sub(r'token" value="\w+"', "", response.content.decode())
    return re.sub(r"\d+", "", without_token)


def may(model_admin: CouncilAdmin, verb: str) -> bool:
    """Whether any role lets anybody do this."""
    return bool(roles_that(model_admin.permission(verb)))


VIEWED = pytest.mark.parametrize("model_admin", ADMINS, ids=label)
ADDED = pytest.mark.parametrize("model_admin", [a for a in WRITABLE if may(a, "add")], ids=label)
CHANGED = pytest.mark.parametrize(
    "model_admin", [a for a in WRITABLE if may(a, "change")], ids=label
)


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


# Choices ------------------------------------------------------------------------------------------


def choices(client: Client, url: str) -> list[models.Model]:
    """Every row that a form offers."""
    form = form_at(client, url)
    return [
        row
        for field in form.fields.values()
        if isinstance(field, ModelChoiceField)
        for row in field.queryset
    ]


@ADDED
def test_an_add_form_offers_our_rows_only(model_admin, ours):
    client = officer(model_admin, "add", ours.council)
    url = at(model_admin.model, "add")
    offered = choices(client, url)
    assert offered or not model_admin.council_from
    assert {row.council_id for row in offered} <= {ours.council.pk}
    assert FOREIGN not in client.get(url).content.lower()


@CHANGED
def test_a_change_form_offers_our_rows_only(model_admin, ours):
    client = officer(model_admin, "change", ours.council)
    row = row_of(model_admin.model, ours.council)
    url = at(model_admin.model, "change", row.pk)
    assert {each.council_id for each in choices(client, url)} <= {ours.council.pk}
    assert FOREIGN not in client.get(url).content.lower()


@ADDED
def test_an_address_cannot_fill_in_their_row(model_admin, ours, theirs):
    """`?measure=5` fills the form in; a number of theirs must not bring its name."""
    client = officer(model_admin, "add", ours.council)
    foreign = row_of(model_admin.model, theirs.council)
    query = {
        field.name: getattr(foreign, field.attname)
        for field in model_admin.opts.concrete_fields
        if field.is_relation and field.name != "council" and getattr(foreign, field.attname)
    }
    response = client.get(at(model_admin.model, "add", **query, _popup=1))
    assert response.status_code == 200
    assert FOREIGN not in response.content.lower()
    assert b"qrepresentative" not in response.content.lower()


@ADDED
def test_a_new_row_cannot_hang_on_theirs(model_admin, ours, theirs):
    """The list offers ours; somebody sends a number of theirs."""
    relations = [
        field
        for field in model_admin.opts.concrete_fields
        if field.is_relation and field.editable and issubclass(field.related_model, TenantModel)
    ]
    client = officer(model_admin, "add", ours.council)
    url = at(model_admin.model, "add")
    before = model_admin.model._default_manager.count()
    for field in relations:
        foreign = row_of(field.related_model, theirs.council)
        response = save(client, url, **{field.name: foreign.pk})
        assert response.status_code == 200
        assert field.name in response.context["adminform"].form.errors
        assert FOREIGN not in response.content.lower()
    assert model_admin.model._default_manager.count() == before


@CHANGED
def test_a_row_cannot_be_moved_to_theirs(model_admin, ours, theirs):
    client = officer(model_admin, "change", ours.council)
    row = row_of(model_admin.model, ours.council)
    moved = {"council": theirs.council.pk, "council_id": theirs.council.pk}
    for field in model_admin.opts.concrete_fields:
        if field.is_relation and issubclass(field.related_model, TenantModel):
            moved[field.name] = row_of(field.related_model, theirs.council).pk
    save(client, at(model_admin.model, "change", row.pk), **moved)
    row.refresh_from_db()
    row.full_clean()
    assert row.council_id == ours.council.pk


@ADDED
def test_the_council_of_a_new_row_is_never_taken_from_what_is_sent(model_admin, ours, theirs):
    client = officer(model_admin, "add", ours.council)
    before = model_admin.model._default_manager.filter(council=theirs.council).count()
    for url in (at(model_admin.model, "add"), at(model_admin.model, "add", council=THEIRS)):
        sent = {"council": theirs.council.pk, "council_id": theirs.council.pk, "reason": "x"}
        client.post(url, sent | {"day": "1/2/2027", "starts_on": "1/2/2027", "name": "x"})
    assert model_admin.model._default_manager.filter(council=theirs.council).count() == before


@ADDED
def test_a_new_row_for_their_council_is_not_found(model_admin, ours):
    client = officer(model_admin, "add", ours.council)
    response = client.get(at(model_admin.model, "add", council=THEIRS))
    if model_admin.council_from:
        assert FOREIGN not in response.content.lower().replace(f"council={THEIRS}".encode(), b"")
    else:
        assert response.status_code == 404


def every_relation() -> list[tuple[str, str, str]]:
    """(app, model, field) of each relation of each admin."""
    return [
        (a.opts.app_label, a.opts.model_name, field.name)
        for a in ADMINS
        for field in a.opts.get_fields()
        if field.is_relation and field.concrete
    ]


@pytest.mark.parametrize("role", [role for role in Role if GRANTS[role].permissions], ids=str)
def test_autocomplete_offers_our_rows_only(role, ours, client_as):
    client = client_as(role, ours.council)
    for app, model, name in every_relation():
        query = {"app_label": app, "model_name": model, "field_name": name, "term": "shire"}
        response = client.get(reverse("admin:autocomplete"), query)
        assert response.status_code in {200, 302, 403, 404}
        assert FOREIGN not in response.content.lower(), query


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


# History ------------------------------------------------------------------------------------------

KEPT = pytest.mark.parametrize(
    "model_admin", [a for a in ADMINS if has_history(a.model)], ids=label
)


def version_of(row: models.Model) -> int:
    """The latest version on record of a row."""
    return type(row).history.filter(id=row.pk).latest().pk


@KEPT
def test_every_viewer_can_read_a_row_as_it_was(model_admin, ours):
    row = row_of(model_admin.model, ours.council)
    url = at(model_admin.model, "simple_history", row.pk, version_of(row))
    for role in roles_that(model_admin.permission("view")):
        user = UserFactory()
        MembershipFactory(user=user, council=ours.council, role=role)
        response = sign_in(user).get(url)
        assert response.status_code == 200, role
        assert FOREIGN not in response.content.lower()


@KEPT
def test_their_history_is_not_found(model_admin, ours, theirs):
    client = officer(model_admin, "view", ours.council)
    own, foreign = (
        row_of(model_admin.model, ours.council),
        row_of(model_admin.model, theirs.council),
    )
    for pk, version in (
        (foreign.pk, version_of(foreign)),
        (own.pk, version_of(foreign)),
        (foreign.pk, version_of(own)),
    ):
        url = at(model_admin.model, "simple_history", pk, version)
        assert client.get(url).status_code == 404
        assert client.post(url).status_code in {403, 404}


@KEPT
def test_history_is_never_written(model_admin, ours):
    """Not even by an officer who may change the row: the form of an old version is no way back."""
    row = row_of(model_admin.model, ours.council)
    versions = model_admin.model.history.filter(id=row.pk).count()
    url = at(model_admin.model, "simple_history", row.pk, version_of(row))
    verb = "change" if may(model_admin, "change") else "view"
    client = officer(model_admin, verb, ours.council)
    sent = as_sent(client.get(url).context["adminform"].form)
    for extra in ({}, {"_change_history": "1"}, {"_save": "Revert"}):
        assert client.post(url, sent | extra).status_code == 403
    assert client.put(url).status_code == 403
    assert model_admin.model.history.filter(id=row.pk).count() == versions


def test_the_history_of_a_deleted_row_is_not_found(ours, theirs, client_as):
    """Simple-history shows it to whoever may view the table, of any council."""
    client = client_as(Role.CLERK, ours.council)
    for council in (ours, theirs):
        row = council.rows.closure_day
        pk, version = row.pk, version_of(row)
        row.delete()
        assert client.get(at(ClosureDay, "history", pk)).status_code == 404
        assert client.get(at(ClosureDay, "simple_history", pk, version)).status_code == 404


def test_who_changed_a_row_is_in_its_history(ours):
    client = officer(site._registry[ClosureDay], "change", ours.council)
    url = at(ClosureDay, "change", ours.rows.closure_day.pk)
    assert save(client, url, reason="Moved").status_code == 302
    latest = ours.rows.closure_day.history.latest()
    assert (latest.reason, str(latest.history_user_id)) == (
        "Moved",
        client.session["_auth_user_id"],
    )


# Officers of several councils ---------------------------------------------------------------------


@pytest.fixture
def clerk_of_both(ours, theirs) -> Client:
    """Clerk in both councils, and inspector of a third."""
    user = UserFactory()
    MembershipFactory(user=user, council=ours.council, role=Role.CLERK)
    MembershipFactory(user=user, council=theirs.council, role=Role.CLERK)
    return sign_in(user)


@pytest.fixture
def clerk_here_inspector_there(ours, theirs) -> Client:
    """May change things here, and look at them there."""
    user = UserFactory()
    MembershipFactory(user=user, council=ours.council, role=Role.CLERK)
    MembershipFactory(user=user, council=theirs.council, role=Role.INSPECTOR)
    return sign_in(user)


def test_an_officer_of_two_councils_says_for_which(clerk_of_both, ours, theirs):
    asked = clerk_of_both.get(at(ClosureDay, "add"))
    assert asked.status_code == 200
    assert {c.slug for c in asked.context["mine"]} == {ours.slug, theirs.slug}
    for council in (ours, theirs):
        url = at(ClosureDay, "add", council=council.slug)
        assert save(clerk_of_both, url, day="4/2/2027", reason="Snow").status_code == 302
        assert ClosureDay.objects.filter(council=council.council, reason="Snow").count() == 1


def test_without_saying_for_which_nothing_is_added(clerk_of_both):
    sent = {"day": "4/2/2027", "reason": "Snow"}
    clerk_of_both.post(at(ClosureDay, "add"), sent)
    assert clerk_of_both.post(at(ClosureDay, "add", council="none"), sent).status_code == 404
    assert not ClosureDay.objects.filter(reason="Snow").exists()


def test_rows_of_two_councils_cannot_be_joined(clerk_of_both, ours, theirs):
    sent = {"seat": ours.rows.free_seat.pk, "person": theirs.rows.person.pk}
    response = save(clerk_of_both, at(SeatHolder, "add"), **sent, place=1, starts_on="1/2/2027")
    assert response.status_code == 200
    assert "another council" in str(response.context["adminform"].form.errors)
    assert not SeatHolder.objects.filter(seat=ours.rows.free_seat).exists()


def test_what_they_may_change_here_they_only_read_there(clerk_here_inspector_there, ours, theirs):
    client = clerk_here_inspector_there
    assert client.get(at(ClosureDay, "change", theirs.rows.closure_day.pk)).status_code == 200
    assert (
        client.post(
            at(ClosureDay, "change", theirs.rows.closure_day.pk),
            {"day": "4/2/2027", "reason": "Snow"},
        ).status_code
        == 403
    )
    assert (
        save(client, at(ClosureDay, "change", ours.rows.closure_day.pk), reason="Snow").status_code
        == 302
    )
    assert client.get(at(ClosureDay, "add", council=theirs.slug)).status_code == 404
    offered = choices(client, at(SeatHolder, "add"))
    assert {row.council_id for row in offered} == {ours.council.pk}


def test_a_list_of_two_councils_says_which_is_which(clerk_of_both, ours, theirs):
    response = clerk_of_both.get(at(ClosureDay, "changelist"))
    assert "council" in response.context["cl"].list_display
    one = clerk_of_both.get(at(ClosureDay, "changelist", council__id__exact=ours.council.pk))
    assert {row.council_id for row in one.context["cl"].result_list} == {ours.council.pk}
    third = CouncilFactory(short_name="Thirdshire")
    assert "Thirdshire" not in response.content.decode()
    none = clerk_of_both.get(at(ClosureDay, "changelist", council__id__exact=third.pk))
    assert not none.context["cl"].result_list


def test_a_change_form_keeps_to_the_council_of_its_row(clerk_of_both, theirs):
    offered = choices(clerk_of_both, at(SeatHolder, "change", theirs.rows.holder.pk))
    assert {row.council_id for row in offered} == {theirs.council.pk}


# What is added goes to the right council and is checked whole -----------------------------------


def test_a_row_follows_the_row_it_hangs_on(ours, client_as):
    client = client_as(Role.KPI_OFFICER, ours.council)
    sent = {"measure": ours.rows.measure.pk, "in_force_from": "1/4/2026", "value": "90"}
    assert save(client, at(Target, "add"), **sent).status_code == 302
    assert Target.objects.get(value=90).council == ours.council


def test_what_the_database_would_refuse_is_said_at_the_form(ours, client_as):
    """A form that lacks the council would skip every constraint that names it."""
    client = client_as(Role.CLERK, ours.council)
    response = save(client, at(ClosureDay, "add"), day="29/12/2026", reason="Again")
    assert response.status_code == 200
    assert "This day is on the list already." in str(response.context["adminform"].form.errors)


def test_the_same_day_is_free_in_another_council(ours, client_as):
    council = CouncilFactory()
    client = client_as(Role.CLERK, council)
    assert save(client, at(ClosureDay, "add"), day="29/12/2026", reason="x").status_code == 302
    assert ClosureDay.objects.filter(council=council).count() == 1


@ADDED
def test_an_empty_form_comes_back_with_its_messages(model_admin, ours):
    client = officer(model_admin, "add", ours.council)
    response = client.post(at(model_admin.model, "add"), {})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_a_further_row_of_rules_gets_its_key(ours, client_as):
    client = client_as(Role.CLERK, ours.council)
    sent = {"body": ours.rows.body.pk, "in_force_from": "1/4/2027", "legal_status": "panel"}
    response = save(client, at(BodyRules, "add"), **sent)
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert BodyRules.objects.filter(body=ours.rows.body, key__endswith="2027-04-01").exists()


# Who comes in -------------------------------------------------------------------------------------


def test_an_admin_that_is_not_scoped_cannot_be_registered():
    class Loose(admin.ModelAdmin):
        pass

    for wrong in (Loose, None):
        with pytest.raises(ImproperlyConfigured):
            site.register(ClosureDay, wrong)


def test_somebody_not_signed_in_is_shown_the_way_in(client_as):
    response = client_as("anonymous").get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert "next=" in response.redirect_chain[-1][0]


@pytest.mark.parametrize("role", Role, ids=str)
def test_only_officers_with_records_to_keep_come_in(role, ours, client_as):
    """A member or a representative who has only pages is not shown an empty admin."""
    keeps = any(
        GRANTS[role].permissions & {a.permission(verb) for verb in ("view", "add", "change")}
        for a in ADMINS
    )
    response = client_as(role, ours.council).get("/admin/", follow=True)
    assert response.status_code == (200 if keeps else 403)
    if keeps:
        assert response.context["app_list"]


def test_a_role_that_has_ended_opens_nothing(ours):
    user = UserFactory()
    MembershipFactory(user=user, council=ours.council, role=Role.CLERK, ended=True)
    assert sign_in(user).get("/admin/", follow=True).status_code == 403


def test_a_role_that_ends_tonight_is_gone_tomorrow(ours):
    user = UserFactory()
    MembershipFactory(user=user, council=ours.council, role=Role.CLERK, ends_on=clock.today())
    client = sign_in(user)
    assert client.get(at(ClosureDay, "changelist")).status_code == 200
    with clock.set_to(date(2026, 12, 3)):
        assert client.get("/admin/", follow=True).status_code == 403


def test_the_operator_sees_no_content(client_as, ours, theirs):
    """Only who administers which council."""
    client = client_as("operator")
    index = client.get("/admin/")
    listed = {m["object_name"] for app in index.context["app_list"] for m in app["models"]}
    assert listed <= {"Membership", "Council"}
    for model_admin in ADMINS:
        if model_admin.model is not Membership:
            assert client.get(at(model_admin.model, "changelist")).status_code == 403
    rows = client.get(at(Membership, "changelist")).context["cl"].result_list
    assert {row.role for row in rows} == {Role.COUNCIL_ADMINISTRATOR}
    assert {row.council for row in rows} == {ours.council, theirs.council}


def test_the_operator_gives_a_council_its_first_administrator(client_as):
    council = CouncilFactory(short_name="Newshire")
    client = client_as("operator")
    UserFactory(username="first")
    url = at(Membership, "add", council=council.slug)
    sent = {"username": "first", "role": Role.COUNCIL_ADMINISTRATOR, "starts_on": "1/12/2026"}
    assert save(client, url, **sent).status_code == 302
    assert council.membership_set.get().role == Role.COUNCIL_ADMINISTRATOR
    response = save(client, url, **sent | {"role": Role.INSPECTOR, "starts_on": "2/12/2026"})
    assert response.status_code == 200
    assert "role" in response.context["adminform"].form.errors


# People, who may be known in several councils ---------------------------------------------------


def test_names_of_their_people_are_not_offered(ours, client_as):
    client = client_as(Role.COUNCIL_ADMINISTRATOR, ours.council)
    for model in (Membership, Person, ForumMember):
        content = client.get(at(model, "add")).content.decode().lower()
        assert THEIRS not in content
        assert '<select name="user"' not in content


def test_no_link_is_made_that_would_let_one_in_elsewhere(ours, theirs, client_as):
    """Somebody new in their council has no password yet: a link for them would open it to ours."""
    newcomer = UserFactory(username="newcomer")
    MembershipFactory(user=newcomer, council=theirs.council, role=Role.SAFEGUARDING_LEAD)
    client = client_as(Role.COUNCIL_ADMINISTRATOR, ours.council)
    sent = {"username": "newcomer", "role": Role.INSPECTOR, "starts_on": "1/12/2026"}
    response = client.post(at(Membership, "add"), sent, follow=True)
    assert response.status_code == 200
    assert b"/password/reset/key/" not in response.content
    made = Membership.objects.get(user=newcomer, council=ours.council)
    action = {"action": "make_links", "index": "0", "_selected_action": [made.pk]}
    response = client.post(at(Membership, "changelist"), action, follow=True)
    assert b"/password/reset/key/" not in response.content


def test_a_link_is_made_for_somebody_who_is_new_here(ours, client_as):
    client = client_as(Role.COUNCIL_ADMINISTRATOR, ours.council)
    sent = {"username": "fresh", "display_name": "Fresh", "role": Role.CLERK}
    response = client.post(at(Membership, "add"), sent | {"starts_on": "1/12/2026"}, follow=True)
    assert b"/password/reset/key/" in response.content


def test_a_person_of_theirs_is_not_shown_by_their_sign_in(ours, theirs, client_as):
    """A clerk types a user name that exists elsewhere: they learn no name by it."""
    PersonFactory(council=theirs.council, user=theirs.people[Role.CLERK])
    client = client_as(Role.CLERK, ours.council)
    sent = {"name": "Somebody", "user": theirs.people[Role.CLERK].username}
    response = client.post(at(Person, "add"), sent, follow=True)
    assert THEIRS not in response.content.decode().lower()
