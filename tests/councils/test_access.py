"""Who may: what the table grants, for how long and where, and what those turned away are told."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from councils import clock
from councils.access import MembershipBackend, council_page, councils_where, require
from councils.models import Council, User
from councils.refusals import REFUSALS, refusal
from councils.roles import GRANTS, OPERATOR_MAY, OPERATOR_PERMISSIONS, PUBLIC_MAY, Role, roles_that
from tests.factories.councils import (
    ClosureDayFactory,
    CouncilFactory,
    MembershipFactory,
    UserFactory,
)
from tests.support.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PLAN = "boards.plan_meeting"


def holder(role: str, council: Council, **period: date) -> User:
    """Somebody who holds a role."""
    return MembershipFactory(role=role, council=council, **period).user


def fresh(user: User) -> User:
    """The person as the next request loads them; roles are kept for one request."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def council() -> Council:
    """A council."""
    return CouncilFactory(slug="ourshire")


@pytest.fixture
def elsewhere() -> Council:
    """Another one."""
    return CouncilFactory(slug="testshire")


# The table ----------------------------------------------------------------------------------------


def test_every_role_has_its_row_and_says_what_it_is_for():
    assert list(GRANTS) == list(Role)
    for grant in GRANTS.values():
        assert grant.may.endswith(".")
    assert PUBLIC_MAY
    assert OPERATOR_MAY


def test_permissions_are_named_app_verb_noun():
    everything = frozenset().union(OPERATOR_PERMISSIONS, *(g.permissions for g in GRANTS.values()))
    for permission in everything:
        app, _, action = permission.partition(".")
        assert app in {"councils", "pledges", "measures", "forums", "boards"}
        assert "_" in action


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("forums.read_private_words", {Role.PARTICIPATION_WORKER, Role.SAFEGUARDING_LEAD}),
        ("boards.plan_meeting", {Role.CLERK}),
        ("boards.publish_pack", {Role.CLERK}),
        ("measures.add_observation", {Role.KPI_OFFICER}),
        ("councils.publish_content", {Role.PROPER_OFFICER}),
        ("councils.add_membership", {Role.COUNCIL_ADMINISTRATOR}),
        ("councils.delete_membership", set()),
    ],
)
def test_who_has_the_permissions_that_matter_most(permission, roles):
    """Written out, so that nobody gets one of these by a slip in the table."""
    assert set(roles_that(permission)) == roles


def test_the_inspector_reads_and_never_writes():
    may = GRANTS[Role.INSPECTOR].permissions
    assert not [p for p in may if p.split(".")[1].startswith(("add_", "change_", "delete_"))]
    assert "forums.read_private_words" not in may


def test_the_operator_sees_no_content():
    """What is published of all councils is no council's content."""
    of_councils = OPERATOR_PERMISSIONS - {"measures.import_open_data"}
    assert {p.split("_", 1)[1] for p in of_councils} <= {"membership", "council"}


def test_every_refusal_is_a_sentence_for_a_permission_that_is_given():
    for permission, words in REFUSALS.items():
        assert words.endswith(".")
        assert roles_that(permission) or permission in OPERATOR_PERMISSIONS


def test_a_permission_without_words_of_its_own_names_the_roles():
    assert refusal("measures.add_target") == "This is for: kpi officer."
    assert refusal("nothing.at_all") == "This is for: nobody yet."


# What is granted ----------------------------------------------------------------------------------


def test_a_role_grants_in_its_council_only(council, elsewhere):
    clerk = holder(Role.CLERK, council)
    assert clerk.has_perm(PLAN)
    assert clerk.has_perm(PLAN, council)
    assert not clerk.has_perm(PLAN, elsewhere)
    assert councils_where(clerk, PLAN) == {council.pk}


def test_a_row_is_judged_by_its_council(council, elsewhere):
    clerk = holder(Role.CLERK, council)
    assert clerk.has_perm("councils.change_closureday", ClosureDayFactory(council=council))
    assert not clerk.has_perm("councils.change_closureday", ClosureDayFactory(council=elsewhere))


def test_what_belongs_to_no_council_is_nobody_s(council):
    assert not holder(Role.CLERK, council).has_perm(PLAN, UserFactory())


def test_several_roles_in_several_councils_stay_apart(council, elsewhere):
    user = holder(Role.CLERK, council)
    MembershipFactory(user=user, role=Role.KPI_OFFICER, council=elsewhere)
    user = fresh(user)
    assert councils_where(user, PLAN) == {council.pk}
    assert councils_where(user, "measures.add_observation") == {elsewhere.pk}
    assert user.belongs_to(council)
    assert user.holds(Role.KPI_OFFICER, elsewhere)
    assert not user.holds(Role.KPI_OFFICER, council)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_role_counts_from_its_first_day_to_its_last(council, day, holds):
    user = holder(Role.CLERK, council, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    with clock.set_to(day):
        user = fresh(user)
        assert user.has_perm(PLAN, council) is holds
        assert user.belongs_to(council) is holds
        assert user.is_staff is holds


def test_the_day_is_ours_and_not_greenwich_s(council):
    """At half past midnight in summer it is still yesterday in UTC."""
    user = holder(Role.CLERK, council, starts_on=date(2026, 7, 1))
    with clock.set_to(clock.moment(date(2026, 7, 1)).replace(hour=0, minute=30)):
        assert fresh(user).has_perm(PLAN, council)


@pytest.mark.parametrize("role", Role, ids=str)
def test_a_role_gives_its_row_and_nothing_else(council, role):
    user = holder(role, council)
    everything = frozenset().union(*(grant.permissions for grant in GRANTS.values()))
    assert {p for p in everything if user.has_perm(p, council)} == GRANTS[role].permissions


def test_nobody_is_a_superuser(council):
    assert not UserFactory(operator=True).is_superuser
    assert not holder(Role.COUNCIL_ADMINISTRATOR, council).is_superuser


def test_somebody_shut_out_may_nothing_though_the_role_goes_on(council):
    user = holder(Role.CLERK, council)
    user.is_active = False
    assert not user.has_perm(PLAN, council)


def test_the_operator_keeps_administrators_of_every_council(council, elsewhere):
    operator = UserFactory(operator=True)
    assert councils_where(operator, "councils.add_membership") == {council.pk, elsewhere.pk}
    assert not operator.has_perm("councils.view_person")
    assert not operator.belongs_to(council)


def test_nobody_at_all_may_nothing(council):
    assert councils_where(AnonymousUser(), PLAN) == set()
    assert not AnonymousUser().has_perm(PLAN, council)


def test_roles_cost_one_query_for_each_request(council, django_assert_num_queries):
    user = fresh(holder(Role.CLERK, council))
    with django_assert_num_queries(1):
        assert user.has_perm(PLAN, council)
        assert user.has_perm("boards.publish_pack", council)
        assert user.belongs_to(council)
        assert user.is_staff


# Signing in ---------------------------------------------------------------------------------------


@pytest.fixture
def person() -> User:
    """Somebody with a password."""
    return User.objects.create_user("Skye", "long enough 1", display_name="Skye")


def test_the_user_name_is_found_however_it_is_written(person):
    for typed in ("Skye", "skye", "SKYE"):
        assert MembershipBackend().authenticate(None, typed, "long enough 1") == person


@pytest.mark.parametrize(
    ("username", "password"),
    [("Skye", "wrong"), ("Skye", ""), ("Skye", None), ("nobody", "long enough 1"), (None, None)],
)
def test_a_wrong_name_or_password_lets_nobody_in(person, username, password):
    assert person.pk
    assert MembershipBackend().authenticate(None, username, password) is None


def test_an_account_without_a_password_lets_nobody_in():
    UserFactory(username="fresh")
    for password in ("", "!", None):
        assert MembershipBackend().authenticate(None, "fresh", password) is None


def test_somebody_shut_out_neither_enters_nor_stays(person, council):
    MembershipFactory(user=person, council=council, role=Role.CLERK)
    client = sign_in(person)
    assert client.get(f"/{council.slug}/boards/meetings/").status_code == 200
    person.is_active = False
    person.save()
    assert MembershipBackend().authenticate(None, "Skye", "long enough 1") is None
    response = client.get(f"/{council.slug}/boards/meetings/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


# The door of every page ---------------------------------------------------------------------------


@council_page(may=PLAN)
def guarded(request: object, council: Council, key: str = "") -> HttpResponse:  # noqa: ARG001
    """A page for clerks."""
    return HttpResponse(f"{council.slug} {key}")


@council_page()
def public(request: object, council: Council) -> HttpResponse:
    """A page for everyone."""
    assert request.council == council
    return HttpResponse(council.slug)


def ask(view: object, user: object, council: str = "ourshire", **place: str) -> HttpResponse:
    """What a view answers somebody."""
    request = RequestFactory().get("/ourshire/somewhere/?page=2")
    request.user = user
    return view(request, council=council, **place)


def test_a_page_says_what_it_needs():
    assert guarded.may == PLAN
    assert public.may is None
    assert guarded.__doc__ == "A page for clerks."


def test_those_who_may_are_let_in_with_their_council(council):
    assert ask(guarded, holder(Role.CLERK, council), key="x").content == b"ourshire x"


def test_a_public_page_is_for_everyone(council):
    for user in (AnonymousUser(), UserFactory(), holder(Role.CLERK, council)):
        assert ask(public, user).content == b"ourshire"


def test_without_signing_in_the_way_in_is_shown_and_leads_back(council):
    response = ask(guarded, AnonymousUser())
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/ourshire/somewhere/%3Fpage%3D2"
    assert council.slug in response["Location"]


def test_in_the_right_council_the_reason_is_said(council):
    with pytest.raises(PermissionDenied, match="Only a clerk of this council can plan meetings"):
        ask(guarded, holder(Role.BOARD_MEMBER, council))


def test_in_another_council_there_is_nothing(council, elsewhere):
    for user in (holder(Role.CLERK, elsewhere), UserFactory(), UserFactory(operator=True)):
        with pytest.raises(Http404):
            ask(guarded, user)
    assert council.slug == "ourshire"


def test_a_council_that_is_not_there_is_not_found_by_anybody(council):
    for view in (guarded, public):
        for user in (AnonymousUser(), holder(Role.CLERK, council)):
            with pytest.raises(Http404):
                ask(view, user, council="nowhere")


def test_a_role_that_has_ended_is_no_way_to_learn_the_reason(council):
    user = holder(Role.CLERK, council, ends_on=date(2026, 3, 31))
    with pytest.raises(Http404):
        ask(guarded, user)


def test_the_same_check_can_be_made_by_hand(council):
    request = RequestFactory().get("/")
    request.user = holder(Role.CLERK, council)
    require(request, PLAN, council)
    with pytest.raises(PermissionDenied):
        require(request, "forums.ask_question", council)


def test_the_reason_is_on_the_page(council, client_as):
    response = client_as(Role.BOARD_MEMBER, council).get(f"/{council.slug}/boards/meetings/")
    assert response.status_code == 403
    assert "Only a clerk of this council can plan meetings." in response.content.decode()
