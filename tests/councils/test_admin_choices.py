"""What an admin form offers, and what comes of sending it something else."""

from datetime import date

import pytest
from django.urls import reverse

from councils.models import ClosureDay, TenantModel
from councils.roles import GRANTS, Role
from measures.models import Target
from tests.architecture.test_models import PUBLISHED
from tests.factories.councils import (
    CouncilFactory,
)
from tests.support.admin import ADDED, ADMINS, CHANGED, FOREIGN, at, choices, officer, row_of
from tests.support.forms import save
from tests.support.world import THEIRS, Furnished


@pytest.fixture
def ours(world) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def theirs(world) -> Furnished:
    """The council nothing of which may be seen."""
    return world.theirs


def councils_of(rows: list) -> set[int]:
    """Whose the rows are; what is published of all councils is nobody's."""
    return {row.council_id for row in rows if type(row) not in PUBLISHED}


# Choices ------------------------------------------------------------------------------------------


@ADDED
def test_an_add_form_offers_our_rows_only(model_admin, ours):
    client = officer(model_admin, "add", ours.council)
    url = at(model_admin.model, "add")
    offered = choices(client, url)
    assert offered or not model_admin.council_from
    assert councils_of(offered) <= {ours.council.pk}
    assert FOREIGN not in client.get(url).content.lower()


@CHANGED
def test_a_change_form_offers_our_rows_only(model_admin, ours):
    client = officer(model_admin, "change", ours.council)
    row = row_of(model_admin.model, ours.council)
    url = at(model_admin.model, "change", row.pk)
    assert councils_of(choices(client, url)) <= {ours.council.pk}
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
    client = officer(model_admin, "add", ours.council)
    url = at(model_admin.model, "add")
    asked = client.get(url).context["adminform"].form.fields
    relations = [
        field
        for field in model_admin.opts.concrete_fields
        if field.name in asked and issubclass(field.related_model or object, TenantModel)
    ]
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
    assert ours.rows.closure_day.day == date(2026, 12, 29)
    client = client_as(Role.CLERK, council)
    assert save(client, at(ClosureDay, "add"), day="29/12/2026", reason="x").status_code == 302
    assert ClosureDay.objects.filter(council=council).count() == 1


@ADDED
def test_an_empty_form_comes_back_with_its_messages(model_admin, ours):
    client = officer(model_admin, "add", ours.council)
    response = client.post(at(model_admin.model, "add"), {})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
