"""Who comes into the admin, what an officer of several councils does there, and the people."""

from datetime import date

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from councils import clock
from councils.admin_site import site
from councils.models import ClosureDay, Membership, Person
from councils.roles import GRANTS, Role
from forums.models import ForumMember
from measures.models import Target
from pledges.models import Owner
from tests.factories.councils import (
    CouncilFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
)
from tests.support.admin import (
    ADMINS,
    at,
    choices,
)
from tests.support.forms import save
from tests.support.people import sign_in
from tests.support.world import THEIRS, Furnished


@pytest.fixture
def ours(world) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def theirs(world) -> Furnished:
    """The council nothing of which may be seen."""
    return world.theirs


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


def test_what_they_may_change_here_they_only_read_there(clerk_here_inspector_there, ours, theirs):
    client = clerk_here_inspector_there
    here, there = (at(ClosureDay, "change", c.rows.closure_day.pk) for c in (ours, theirs))
    assert client.get(there).status_code == 200
    assert client.post(there, {"day": "4/2/2027", "reason": "Snow"}).status_code == 403
    assert save(client, here, reason="Snow").status_code == 302
    assert client.get(at(ClosureDay, "add", council=theirs.slug)).status_code == 404
    offered = choices(client, at(Owner, "add"))
    assert {row.council_id for row in offered} == {ours.council.pk}


def test_a_list_of_two_councils_says_which_is_which(clerk_of_both, ours):
    response = clerk_of_both.get(at(ClosureDay, "changelist"))
    assert "council" in response.context["cl"].list_display
    one = clerk_of_both.get(at(ClosureDay, "changelist", council__id__exact=ours.council.pk))
    assert {row.council_id for row in one.context["cl"].result_list} == {ours.council.pk}
    third = CouncilFactory(short_name="Thirdshire")
    assert "Thirdshire" not in response.content.decode()
    none = clerk_of_both.get(at(ClosureDay, "changelist", council__id__exact=third.pk))
    assert not none.context["cl"].result_list


def test_a_change_form_keeps_to_the_council_of_its_row(ours, theirs):
    user = UserFactory()
    for each in (ours, theirs):
        MembershipFactory(user=user, council=each.council, role=Role.KPI_OFFICER)
    offered = choices(sign_in(user), at(Target, "change", theirs.rows.target.pk))
    assert {row.council_id for row in offered} == {theirs.council.pk}


# Who comes in -------------------------------------------------------------------------------------


def test_an_admin_that_is_not_scoped_cannot_be_registered():
    class Loose(admin.ModelAdmin):
        pass

    for wrong in (Loose, None):
        with pytest.raises(ImproperlyConfigured):
            site.register(ClosureDay, wrong)


def test_a_period_stretched_over_the_next_one_is_refused_in_words(ours):
    """Person and role are not on the form, and the rule about both is asked all the same."""
    user = UserFactory()
    spring, summer = (
        MembershipFactory(user=user, council=ours.council, role=Role.CHAIR, **period)
        for period in (
            {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 5, 31)},
            {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 8, 31)},
        )
    )
    administrator = sign_in(ours.people[Role.COUNCIL_ADMINISTRATOR])
    address = at(Membership, "change", spring.pk)
    answer = save(administrator, address, ends_on="30/6/2026")
    assert answer.status_code == 200
    assert "This person already holds this role then." in answer.content.decode()
    spring.refresh_from_db()
    assert spring.ends_on < summer.starts_on


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
