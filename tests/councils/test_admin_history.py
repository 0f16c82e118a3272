"""The history of a record: its own council's officers read it, and nobody writes it."""

import pytest

from councils.admin_site import site
from councils.models import ClosureDay
from councils.roles import Role, roles_that
from tests.factories.councils import (
    MembershipFactory,
    UserFactory,
)
from tests.support.admin import FOREIGN, KEPT, at, may, officer, row_of, version_of
from tests.support.forms import as_sent, save
from tests.support.people import sign_in
from tests.support.world import Furnished


@pytest.fixture
def ours(world) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def theirs(world) -> Furnished:
    """The council nothing of which may be seen."""
    return world.theirs


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


@pytest.mark.parametrize("version", ["abc", "1.5", "-1", "²", "9" * 30, "9" * 5000])
def test_a_version_that_cannot_be_is_not_found(ours, client_as, version):
    """Nor is it an error."""
    client = client_as(Role.CLERK, ours.council)
    url = at(ClosureDay, "simple_history", ours.rows.closure_day.pk, version)
    assert client.get(url).status_code == 404


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
