"""Naming who is responsible: what the service writes, what it refuses, and where it is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from councils import clock
from councils.admin_form import SEEN
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from pledges.models import Owner, PledgeSet, Promise, Statement, Strategy
from pledges.queries import with_owner
from pledges.services import end_owner, set_owner
from tests.factories.councils import UserFactory
from tests.factories.pledges import OwnerFactory, PledgeSetFactory, PromiseFactory
from tests.journeys.visiting import Visitor
from tests.support.forms import save

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
FOSTERING, CARE = "Head of Fostering", "Head of Care"
NOBODY = "Nobody has been named yet."


@pytest.fixture
def promise(buckinghamshire: Council) -> Promise:
    """One of Buckinghamshire's five."""
    return Promise.objects.of(buckinghamshire).get(key="safe-home")


@pytest.fixture
def to_them(buckinghamshire: Council) -> Statement:
    """A statement made to young people."""
    statement = Statement.objects.of(buckinghamshire).get(key="belief-3")
    statement.is_to_young_people = True
    statement.save()
    return statement


def name(role: str, from_day: date, **of: Promise | Statement) -> Owner:
    """Somebody names a role."""
    return set_owner(by=UserFactory(), role=role, from_day=from_day, **of)


def periods(row: Promise | Statement) -> list[tuple[str, date, date | None]]:
    """Who was named for it, and from when to when."""
    return list(row.owners.order_by("starts_on").values_list("role", "starts_on", "ends_on"))


# What is written ----------------------------------------------------------------------------------


def test_the_first_is_named_for_a_promise(promise: Promise) -> None:
    by = UserFactory()
    owner = set_owner(by=by, promise=promise, role="  Head of\tFostering ", from_day=JUNE)
    assert periods(promise) == [(FOSTERING, JUNE, None)]
    assert owner.council == promise.council
    assert owner.history.get().history_user == by


def test_a_statement_made_to_young_people_has_one_too(to_them: Statement) -> None:
    name(FOSTERING, JUNE, statement=to_them)
    name(CARE, JULY, statement=to_them)
    assert periods(to_them) == [(FOSTERING, JUNE, date(2026, 6, 30)), (CARE, JULY, None)]


def test_the_next_one_ends_the_one_before_the_day_before(promise: Promise) -> None:
    name(FOSTERING, JUNE, promise=promise)
    name(CARE, JULY, promise=promise)
    assert periods(promise) == [(FOSTERING, JUNE, date(2026, 6, 30)), (CARE, JULY, None)]


def test_the_same_again_changes_nothing(promise: Promise) -> None:
    first = name(FOSTERING, JUNE, promise=promise)
    assert name(FOSTERING, JUNE, promise=promise) == first
    assert name(FOSTERING, JULY, promise=promise) == first
    assert periods(promise) == [(FOSTERING, JUNE, None)]
    assert first.history.count() == 1


def test_the_same_again_takes_back_that_it_ends(promise: Promise) -> None:
    first = name(FOSTERING, JUNE, promise=promise)
    end_owner(by=UserFactory(), owner=first, last_day=date(2026, 12, 31))
    name(FOSTERING, JULY, promise=promise)
    assert periods(promise) == [(FOSTERING, JUNE, None)]


def test_on_the_same_day_the_words_are_replaced(promise: Promise) -> None:
    """A slip is put right; how it was stays in the history."""
    first = name("Head of Fosterring", JUNE, promise=promise)
    assert name(FOSTERING, JUNE, promise=promise) == first
    assert periods(promise) == [(FOSTERING, JUNE, None)]
    assert [each.role for each in first.history.all()] == [FOSTERING, "Head of Fosterring"]


def test_one_that_has_ended_stays_as_it_was(promise: Promise) -> None:
    first = name(FOSTERING, JUNE, promise=promise)
    end_owner(by=UserFactory(), owner=first, last_day=date(2026, 6, 10))
    name(FOSTERING, JULY, promise=promise)
    assert periods(promise) == [(FOSTERING, JUNE, date(2026, 6, 10)), (FOSTERING, JULY, None)]


def test_two_promises_have_each_their_own(promise: Promise) -> None:
    other = Promise.objects.get(key="school")
    name(FOSTERING, JUNE, promise=promise)
    name(FOSTERING, JUNE, promise=other)
    assert periods(promise) == periods(other) == [(FOSTERING, JUNE, None)]


def test_it_is_ended_once(promise: Promise) -> None:
    owner, by = name(FOSTERING, JUNE, promise=promise), UserFactory()
    for _ in range(2):
        end_owner(by=by, owner=owner, last_day=JULY)
    assert periods(promise) == [(FOSTERING, JUNE, JULY)]
    assert [each.history_user for each in owner.history.all()[:1]] == [by]
    assert owner.history.count() == 2


# What is refused ----------------------------------------------------------------------------------


def refused(**wanted: object) -> dict[str, list[str]]:
    """What is said at which field."""
    with pytest.raises(ValidationError) as error:
        set_owner(**{"by": UserFactory(), "role": FOSTERING, "from_day": JUNE, **wanted})
    assert not Owner.objects.filter(role=wanted.get("role", FOSTERING), starts_on=JUNE).exists()
    return error.value.message_dict


def test_what_is_not_said_to_young_people_has_none(buckinghamshire: Council) -> None:
    statement = Statement.objects.of(buckinghamshire).get(key="belief-3")
    assert refused(statement=statement) == {
        "statement": ["This is not said to young people, so nobody is named for it."]
    }


def test_it_is_for_one_thing(promise: Promise, to_them: Statement) -> None:
    said = {"__all__": ["Choose a promise or a statement made to young people: one of the two."]}
    assert refused(promise=promise, statement=to_them) == said
    assert refused() == said


def test_a_name_is_refused(promise: Promise) -> None:
    assert list(refused(promise=promise, role="Ms Holt")) == ["role"]
    assert list(refused(promise=promise, role="  ")) == ["role"]


def test_nothing_is_put_before_what_was_decided(promise: Promise) -> None:
    name(CARE, JULY, promise=promise)
    assert refused(promise=promise) == {
        "starts_on": ["“Head of Care” is named from 1 July 2026. Choose that day or a later one."]
    }


def test_it_does_not_end_before_it_begins(promise: Promise) -> None:
    owner = name(FOSTERING, JULY, promise=promise)
    with pytest.raises(ValidationError, match="The last day is before the first"):
        end_owner(by=UserFactory(), owner=owner, last_day=JUNE)


def test_it_does_not_last_into_the_next_one(promise: Promise) -> None:
    owner = name(FOSTERING, JUNE, promise=promise)
    name(CARE, JULY, promise=promise)
    with pytest.raises(ValidationError, match="Another role is named for this then"):
        end_owner(by=UserFactory(), owner=owner, last_day=JULY)


def test_one_named_for_what_is_no_longer_said_to_them_can_be_ended(to_them: Statement) -> None:
    owner = name(FOSTERING, JUNE, statement=to_them)
    to_them.is_to_young_people = False
    to_them.save()
    assert end_owner(by=UserFactory(), owner=owner, last_day=JULY).ends_on == JULY


def test_who_is_responsible_on_a_day(promise: Promise) -> None:
    name(FOSTERING, JUNE, promise=promise)
    name(CARE, JULY, promise=promise)
    days = (date(2026, 5, 31), JUNE, date(2026, 6, 30), JULY)
    found = [with_owner(Promise.objects.all(), day).get(pk=promise.pk).responsible for day in days]
    assert found == [None, FOSTERING, FOSTERING, CARE]


# Where it is told ---------------------------------------------------------------------------------


@pytest.fixture
def published(buckinghamshire: Council) -> str:
    """Buckinghamshire's address, its strategy and its Pledge published."""
    for model in (Strategy, PledgeSet):
        publish(by=UserFactory(), rows=model.objects.of(buckinghamshire))
    return "/buckinghamshire"


def test_a_promise_says_who_is_responsible(promise: Promise, published: str) -> None:
    page = f"{published}/promises/{promise.key}/"
    Visitor().open(page).sees(f"Responsible {NOBODY}")
    name(FOSTERING, JUNE, promise=promise)
    Visitor().open(page).sees(f"Responsible {FOSTERING}").does_not_see(NOBODY)
    with clock.set_to(date(2026, 5, 31)):
        Visitor().open(page).sees(f"Responsible {NOBODY}")


def test_the_list_says_it_where_somebody_is_named(promise: Promise, published: str) -> None:
    page = f"{published}/promises/"
    Visitor().open(page).does_not_see("Responsible")
    name(FOSTERING, JUNE, promise=promise)
    reader = Visitor().open(page).sees_in_order(promise.text, f"Responsible: {FOSTERING}")
    assert reader.text.count("Responsible") == 1


def test_of_a_promise_that_is_not_in_force_nobody_is_missed(
    buckinghamshire: Council, published: str
) -> None:
    legacy = PledgeSetFactory(
        strategy=buckinghamshire.strategy_set.get(), state=PledgeSet.State.LEGACY, published=True
    )
    promise = PromiseFactory(pledge_set=legacy)
    page = f"{published}/promises/{promise.key}/"
    Visitor().open(page).does_not_see(NOBODY, "Responsible")
    OwnerFactory(promise=promise, role=CARE)
    Visitor().open(page).sees(f"Responsible {CARE}")


def test_a_statement_made_to_young_people_says_it(to_them: Statement, published: str) -> None:
    page = f"{published}/strategy/strategy-2020/"
    Visitor().open(page).does_not_see("Responsible")
    name(FOSTERING, JUNE, statement=to_them)
    Visitor().open(page).sees_in_order(to_them.text, f"Responsible: {FOSTERING}")
    to_them.part_of = Statement.objects.get(key="belief-2")
    to_them.save()
    Visitor().open(page).sees_in_order(to_them.text, f"Responsible: {FOSTERING}")


# In the admin -------------------------------------------------------------------------------------


ADD = reverse("admin:pledges_owner_add")


@pytest.mark.parametrize("role", [Role.CLERK, Role.COUNCIL_ADMINISTRATOR])
def test_an_officer_names_the_next_one(promise: Promise, client_as, role: str) -> None:
    name(FOSTERING, JUNE, promise=promise)
    client = client_as(role, promise.council)
    sent = {"promise": promise.pk, "role": CARE, "starts_on": "1/7/2026"}
    for _ in range(2):
        assert save(client, ADD, **sent).status_code == 302
    assert periods(promise) == [(FOSTERING, JUNE, date(2026, 6, 30)), (CARE, JULY, None)]
    latest = promise.owners.get(role=CARE).history.get()
    assert str(latest.history_user_id) == client.session["_auth_user_id"]


def said(client, url: str, **sent: object) -> dict[str, list[str]]:
    """What the form says when it comes back."""
    response = save(client, url, **sent)
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_what_is_wrong_is_said_at_its_field(promise: Promise, client_as) -> None:
    name(FOSTERING, JULY, promise=promise)
    client = client_as(Role.CLERK, promise.council)
    right = {"promise": promise.pk, "role": CARE, "starts_on": "1/8/2026"}
    early = said(client, ADD, **right | {"starts_on": "1/6/2026"})
    assert early["starts_on"][0].startswith("“Head of Fostering” is named from 1 July 2026.")
    assert "not somebody’s name" in said(client, ADD, **right | {"role": "Mr Bell"})["role"][0]
    assert "one of the two" in said(client, ADD, **right | {"promise": ""})["__all__"][0]
    assert periods(promise) == [(FOSTERING, JULY, None)]


def test_only_what_is_said_to_young_people_is_offered(
    to_them: Statement, promise: Promise, client_as
) -> None:
    client = client_as(Role.CLERK, to_them.council)
    fields = client.get(ADD).context["adminform"].form.fields
    assert list(fields["statement"].queryset) == [to_them]
    assert str(fields["promise"].label_from_instance(promise)) == (
        f"{promise.pledge_set.title}, {promise.position}: {promise.text}"
    )


def test_an_officer_ends_one_and_changes_nothing_else(promise: Promise, client_as) -> None:
    owner = name(FOSTERING, JUNE, promise=promise)
    name(CARE, JULY, promise=promise)
    client = client_as(Role.CLERK, promise.council)
    page = reverse("admin:pledges_owner_change", args=[owner.pk])
    assert list(client.get(page).context["adminform"].form.fields) == ["ends_on", SEEN]
    late = said(client, page, ends_on="1/7/2026", role="Somebody else")
    assert late["__all__"] == ["Another role is named for this then."]
    early = said(client, page, ends_on="1/5/2026")
    assert early["ends_on"] == ["The last day is before the first."]
    assert save(client, page, ends_on="15/6/2026", role="Somebody else").status_code == 302
    assert periods(promise)[0] == (FOSTERING, JUNE, date(2026, 6, 15))
