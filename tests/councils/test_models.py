"""Councils, people, periods, publication: what their rows refuse, and in which words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from councils import clock
from councils.models import (
    Council,
    FixtureModel,
    Membership,
    Person,
    Publication,
    TenantModel,
    User,
)
from councils.roles import Role
from councils.services import give_role, publish, withdraw
from councils.writing import Conflict, Refused, lock, store
from pledges.models import Promise, Statement, Strategy
from tests.factories.boards import MeetingFactory, SeatFactory, SeatHolderFactory
from tests.factories.councils import (
    ClosureDayFactory,
    CouncilFactory,
    CouncilSettingsFactory,
    MembershipFactory,
    MunicipalYearFactory,
    PersonFactory,
    PublicationFactory,
    UserFactory,
)
from tests.factories.pledges import (
    PledgeSetFactory,
    PromiseFactory,
    StatementFactory,
    StrategyFactory,
)
from tests.support.rooms import models_of_ours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

FIXTURE_MODELS = [model for model in models_of_ours() if issubclass(model, FixtureModel)]


def refused(row: models.Model) -> str:
    """What the model says against a row."""
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return " ".join(caught.value.messages)


# Councils -----------------------------------------------------------------------------------------


def test_a_council_is_found_by_its_slug():
    council = CouncilFactory(slug="ourshire")
    assert Council.objects.get_by_natural_key(*council.natural_key()) == council
    assert str(council) == council.name


@pytest.mark.parametrize("field", ["slug", "ons_code", "dfe_code"])
def test_two_councils_are_told_apart(field):
    first, second = CouncilFactory(), CouncilFactory()
    setattr(second, field, getattr(first, field))
    assert "already exists" in refused(second)


@pytest.mark.parametrize("colour", ["red", "#FFF", "#1d3557;", "1d3557", "#1D3557"])
def test_a_colour_is_written_one_way(colour):
    assert "six digits" in refused(CouncilFactory.build(colour=colour))


@pytest.mark.parametrize("words", [{"boards": ""}, {"bord": "Panel"}, {"body": 5}, ["body"]])
def test_a_vocabulary_has_known_words_with_something_in_them(words):
    assert refused(CouncilFactory.build(vocabulary=words))


def test_a_council_has_its_own_words_over_the_usual_ones():
    words = CouncilFactory(vocabulary={"body": "Panel"}).words
    assert (words.body, words.member) == ("Panel", "board member")


# People -------------------------------------------------------------------------------------------


def test_a_person_needs_no_e_mail_address():
    user = User.objects.create_user("skye", display_name="Skye")
    assert user.email == ""
    assert not user.has_usable_password()


def test_a_user_name_is_somebody_s_once():
    User.objects.create_user("skye", display_name="Skye")
    with pytest.raises(ValidationError, match="Somebody already has this user name"):
        User.objects.create_user("skye", display_name="Other")


def test_names_that_differ_in_capitals_alone_are_one_person():
    """Signing in does not tell them apart, so a second one could enter as the first, or never."""
    User.objects.create_user("skye", display_name="Skye")
    with pytest.raises(ValidationError):
        User.objects.create_user("Skye", display_name="Other")


def test_what_createsuperuser_makes_is_an_operator():
    made = User.objects.create_superuser("boss", "long enough 1", "Boss")
    assert made.is_operator
    assert not made.is_superuser


def test_one_sign_in_is_one_person_in_a_council():
    user = UserFactory()
    first = PersonFactory(user=user)
    second = PersonFactory.build(council=first.council, user=user)
    assert "already belongs to somebody else" in refused(second)
    PersonFactory(user=user)  # in another council they may be known too


# Periods ------------------------------------------------------------------------------------------


def test_a_period_does_not_end_before_it_starts():
    row = MembershipFactory.build(
        council=CouncilFactory(), user=UserFactory(), ends_on=date(2025, 1, 1)
    )
    assert "The last day is before the first." in refused(row)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (date(2026, 1, 1), date(2026, 3, 31), False),
        (date(2026, 1, 1), date(2026, 4, 1), True),
        (date(2026, 6, 30), None, True),
        (date(2026, 7, 1), None, False),
        (date(2026, 5, 1), date(2026, 5, 1), True),
    ],
)
def test_the_same_role_is_not_held_twice_at_once(starts_on, ends_on, overlaps):
    held = MembershipFactory(starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    row = Membership(
        council=held.council, user=held.user, role=held.role, starts_on=starts_on, ends_on=ends_on
    )
    if overlaps:
        assert "This person already holds this role then." in refused(row)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    else:
        row.full_clean()
        row.save()


def test_another_role_another_person_and_another_council_may_overlap():
    held = MembershipFactory(role=Role.CLERK)
    MembershipFactory(council=held.council, user=held.user, role=Role.CHAIR)
    MembershipFactory(council=held.council, role=Role.CLERK)
    MembershipFactory(user=held.user, role=Role.CLERK)
    assert Membership.objects.count() == 4


def test_the_first_and_the_last_day_count():
    held = MembershipFactory(starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    days = {date(2026, 3, 31): 0, date(2026, 4, 1): 1, date(2026, 6, 30): 1, date(2026, 7, 1): 0}
    assert {day: Membership.objects.current(day).count() for day in days} == days
    assert held in Membership.objects.of(held.council)


def test_two_people_do_not_hold_one_place():
    held = SeatHolderFactory()
    second = SeatHolderFactory.build(seat=held.seat, person=PersonFactory(council=held.council))
    second.council = held.council
    assert "Somebody else holds this place then." in refused(second)
    second.place = 2
    second.full_clean()


# Once only ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "factory", [ClosureDayFactory, MunicipalYearFactory, CouncilSettingsFactory]
)
def test_what_a_council_has_once_it_has_once(factory):
    row = factory()
    again = factory.build(council=row.council)
    assert refused(again)
    factory()  # each council has its own


# A council's rows ---------------------------------------------------------------------------------


def test_a_row_does_not_point_at_another_council():
    row = SeatHolderFactory()
    row.person = PersonFactory()
    assert "This belongs to another council." in refused(row)


def test_rows_are_asked_for_by_council():
    row, _ = SeatFactory(), SeatFactory()
    assert list(type(row).objects.of(row.council)) == [row]


def test_nothing_that_others_hang_on_can_be_deleted():
    row = PromiseFactory()
    with pytest.raises(models.ProtectedError):
        row.pledge_set.delete()
    with pytest.raises(models.ProtectedError):
        row.council.delete()


def test_a_change_is_kept_with_what_it_was():
    row = ClosureDayFactory(reason="Snow")
    row.reason = "Ice"
    row.save()
    assert list(row.history.values_list("reason", flat=True)) == ["Ice", "Snow"]


# What a fixture brings ----------------------------------------------------------------------------


@pytest.mark.parametrize("model", FIXTURE_MODELS, ids=lambda model: model._meta.label)
def test_the_path_to_what_it_is_published_with_leads_to_a_root(model):
    root = model
    for name in model.published_with.split("__") if model.published_with else ():
        root = root._meta.get_field(name).related_model
    assert root.published_with == ""
    assert issubclass(root, FixtureModel)


def test_the_same_key_is_free_in_another_council():
    row = StrategyFactory()
    assert StrategyFactory(key=row.key).council != row.council


# Publication --------------------------------------------------------------------------------------


def test_nothing_is_public_until_somebody_publishes_it():
    strategy = StrategyFactory()
    assert strategy not in Strategy.objects.public()
    publish(by=UserFactory(), rows=[strategy])
    assert strategy in Strategy.objects.public()


def test_what_belongs_to_something_goes_out_with_it():
    statement, other = StatementFactory(), StatementFactory()
    publish(by=UserFactory(), rows=[statement.strategy])
    assert list(Statement.objects.public()) == [statement]
    assert other not in Statement.objects.public()


def test_a_promise_goes_out_with_its_set_and_not_with_the_strategy():
    promise = PromiseFactory()
    publish(by=UserFactory(), rows=[promise.pledge_set.strategy])
    assert promise not in Promise.objects.public()
    publish(by=UserFactory(), rows=[promise.pledge_set])
    assert promise in Promise.objects.public()


def test_what_is_published_with_something_is_not_published_by_itself():
    with pytest.raises(Refused, match="together with what it belongs to"):
        publish(by=UserFactory(), rows=[StatementFactory()])


def test_a_publication_of_the_same_key_in_another_council_publishes_nothing_here():
    here, there = StrategyFactory(key="same"), StrategyFactory(key="same")
    publish(by=UserFactory(), rows=[there])
    assert list(Strategy.objects.public()) == [there]
    assert here not in Strategy.objects.public()


def test_a_publication_of_the_same_key_of_another_kind_publishes_nothing():
    strategy = StrategyFactory(key="same")
    publish(by=UserFactory(), rows=[PledgeSetFactory(strategy=strategy, key="same")])
    assert strategy not in Strategy.objects.public()


def test_publishing_twice_changes_nothing():
    strategy, officer = StrategyFactory(), UserFactory()
    assert len(publish(by=officer, rows=[strategy])) == 1
    assert publish(by=officer, rows=[strategy]) == []
    again = PublicationFactory.build(row=strategy, published_by=officer)
    assert "This is published already." in refused(again)


def test_taken_back_and_published_again_the_record_says_so():
    strategy, officer = StrategyFactory(), UserFactory()
    publish(by=officer, rows=[strategy])
    withdraw(by=officer, row=strategy)
    assert strategy not in Strategy.objects.public()
    withdraw(by=officer, row=strategy)  # again: nothing happens
    publish(by=officer, rows=[strategy])
    assert strategy in Strategy.objects.public()
    assert Publication.objects.filter(key=strategy.key).count() == 2
    first = Publication.objects.order_by("pk").first()
    assert (first.withdrawn_by, first.withdrawn_at) == (officer, clock.now())


# Writing ------------------------------------------------------------------------------------------


def test_a_role_is_given_once():
    council, user = CouncilFactory(), UserFactory()
    give = {"council": council, "user": user, "role": Role.CLERK, "starts_on": date(2026, 1, 1)}
    assert give_role(**give).role == Role.CLERK
    with pytest.raises(ValidationError, match="already holds this role"):
        give_role(**give)


def test_storing_counts_up_and_the_second_of_two_is_told():
    meeting = MeetingFactory()
    mine = lock(meeting, version=1)
    mine.place = "Room 2"
    store(mine)
    assert mine.version == 2
    with pytest.raises(Conflict) as caught:
        lock(meeting, version=1)
    assert caught.value.current.place == "Room 2"
    assert "Nothing of yours is lost" in str(caught.value)


def test_storing_checks_the_row_whole():
    meeting = MeetingFactory()
    meeting.slot_minutes = 1
    with pytest.raises(ValidationError):
        store(meeting)
    meeting.refresh_from_db()
    assert (meeting.slot_minutes, meeting.version) == (120, 1)


def test_every_name_is_short_enough_to_be_shown():
    for row in (PersonFactory(), MembershipFactory(), ClosureDayFactory()):
        assert 0 < len(str(row)) < 200
    assert issubclass(Person, TenantModel)
