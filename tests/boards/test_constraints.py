"""Every rule the database holds, in every room: a row that keeps it, and a row it refuses.

The table names each constraint with what the good and the bad row differ in. A constraint that is
not in the table fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import pre_save

from councils.models import Council, FixtureModel
from tests.factories import boards, councils, forums, measures, pledges
from tests.factories.councils import CouncilFactory
from tests.support.rooms import models_of_ours

DAY, NEXT = date(2026, 3, 31), date(2026, 4, 1)
KEY_ONCE = "_key_once_per_council"
ROOMS = (councils, pledges, measures, forums, boards)


@dataclass(frozen=True)
class Rule:
    """A constraint: the factory, what the rows share, and what a good and a bad row add.

    Where `first` is given, a row with it is there already, and the good and the bad row come after.
    """

    factory: type
    good: dict
    bad: dict
    shared: Callable[[Council], dict] = field(default=lambda council: {"council": council})
    first: dict | None = None


def under(name: str, parent: type) -> Callable[[Council], dict]:
    """Rows of one parent."""
    return lambda council: {name: parent(council=council)}


def seat(council: Council) -> dict:
    """Two people at one seat."""
    return {"seat": boards.SeatFactory(council=council)}


def said_to_them(council: Council) -> dict:
    """A statement made to young people."""
    said = pledges.StatementFactory(council=council, is_to_young_people=True)
    return {"council": council, "statement": said}


SAME_DAY = {"in_force_from": DAY}
UNTIL_MARCH = {"starts_on": date(2026, 1, 1), "ends_on": DAY}
SPRING = date(2026, 3, 1)

RULES = {
    "councils_user_name_once_in_any_case": Rule(
        councils.UserFactory,
        {"username": "anne"},
        {"username": "ANN"},
        shared=lambda _: {},
        first={"username": "Ann"},
    ),
    "councils_council_slug_is_no_page_of_ours": Rule(
        CouncilFactory, {"slug": "admington"}, {"slug": "admin"}, shared=lambda _: {}
    ),
    "boards_body_key_is_no_page_of_ours": Rule(
        boards.BodyFactory, {"key": "meeting-house"}, {"key": "meetings"}
    ),
    "forums_forum_key_is_no_page_of_ours": Rule(
        forums.ForumFactory, {"key": "question-time"}, {"key": "questions"}
    ),
    "councils_publication_once_at_a_time": Rule(
        councils.PublicationFactory, {"key": "other"}, {"key": "one"}, first={"key": "one"}
    ),
    "councils_settings_one_per_council": Rule(
        councils.CouncilSettingsFactory, {"council__slug": "other"}, {}, first={}
    ),
    "councils_membership_ends_after_it_starts": Rule(
        councils.MembershipFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "councils_membership_periods_do_not_overlap": Rule(
        councils.MembershipFactory,
        {"starts_on": NEXT},
        {"starts_on": DAY},
        shared=lambda council: {"council": council, "user": councils.UserFactory()},
        first=UNTIL_MARCH,
    ),
    "councils_person_one_per_user": Rule(
        councils.PersonFactory,
        {"user": None},
        {},
        shared=lambda council: {"council": council, "user": councils.UserFactory()},
        first={},
    ),
    "councils_closureday_once": Rule(
        councils.ClosureDayFactory, {"day": NEXT}, {"day": DAY}, first={"day": DAY}
    ),
    "councils_municipalyear_once": Rule(
        councils.MunicipalYearFactory,
        {"starts_on": NEXT},
        {"starts_on": DAY},
        first={"starts_on": DAY},
    ),
    "pledges_statement_one_per_place": Rule(
        pledges.StatementFactory,
        {"position": 2},
        {"position": 1},
        shared=under("strategy", pledges.StrategyFactory),
        first={"position": 1},
    ),
    "pledges_theme_one_per_place": Rule(
        pledges.ThemeFactory,
        {"position": 2},
        {"position": 1},
        shared=under("strategy", pledges.StrategyFactory),
        first={"position": 1},
    ),
    "pledges_reference_one_per_place": Rule(
        pledges.ReferenceFactory,
        {"position": 1, "kind": "document"},
        {"position": 1},
        shared=under("strategy", pledges.StrategyFactory),
        first={"position": 1},
    ),
    "pledges_promise_one_per_place": Rule(
        pledges.PromiseFactory,
        {"position": 2},
        {"position": 1},
        shared=under("pledge_set", pledges.PledgeSetFactory),
        first={"position": 1},
    ),
    "pledges_promise_ages_in_order": Rule(
        pledges.PromiseFactory, {"from_age": 8, "to_age": 8}, {"from_age": 9, "to_age": 8}
    ),
    "pledges_promisetheme_once": Rule(
        pledges.PromiseThemeFactory,
        {"promise": None},
        {},
        shared=lambda council: {
            "promise": pledges.PromiseFactory(council=council),
            "theme": pledges.ThemeFactory(council=council),
        },
        first={},
    ),
    "pledges_owner_ends_after_it_starts": Rule(
        pledges.OwnerFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "pledges_owner_of_one_thing": Rule(
        pledges.OwnerFactory, {"of_statement": True}, {}, shared=said_to_them
    ),
    "pledges_owner_one_at_a_time_of_a_promise": Rule(
        pledges.OwnerFactory,
        {"starts_on": NEXT},
        {"starts_on": SPRING},
        shared=under("promise", pledges.PromiseFactory),
        first=UNTIL_MARCH,
    ),
    "pledges_owner_one_at_a_time_of_a_statement": Rule(
        pledges.OwnerFactory,
        {"starts_on": NEXT, "of_statement": True},
        {"starts_on": SPRING, "of_statement": True},
        shared=said_to_them,
        first={**UNTIL_MARCH, "of_statement": True},
    ),
    "measures_measure_one_per_place": Rule(
        measures.MeasureFactory, {"position": 2}, {"position": 1}, first={"position": 1}
    ),
    "measures_measure_percentage_says_of_what": Rule(
        measures.MeasureFactory,
        {"unit": "count", "denominator_words": ""},
        {"unit": "percent", "denominator_words": ""},
    ),
    "measures_measuretheme_once": Rule(
        measures.MeasureThemeFactory,
        {"measure": None},
        {},
        shared=lambda council: {
            "measure": measures.MeasureFactory(council=council),
            "theme": pledges.ThemeFactory(council=council),
        },
        first={},
    ),
    "measures_observation_once_per_date": Rule(
        measures.ObservationFactory,
        {"revised": True},
        {},
        shared=under("measure", measures.MeasureFactory),
        first={},
    ),
    "measures_observation_correction_has_a_reason": Rule(
        measures.ObservationFactory,
        {"revision": 1, "correction_reason": "Counted twice."},
        {"revision": 1, "correction_reason": ""},
    ),
    "measures_observation_part_of_the_whole": Rule(
        measures.ObservationFactory,
        {"numerator": 9, "denominator": 9},
        {"numerator": 10, "denominator": 9},
    ),
    "measures_target_once_per_day": Rule(
        measures.TargetFactory,
        {"in_force_from": NEXT},
        SAME_DAY,
        shared=under("measure", measures.MeasureFactory),
        first=SAME_DAY,
    ),
    "forums_forum_ages_in_order": Rule(
        forums.ForumFactory, {"from_age": 5, "to_age": 5}, {"from_age": 6, "to_age": 5}
    ),
    "forums_forummember_ends_after_it_starts": Rule(
        forums.ForumMemberFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "forums_forummember_once": Rule(
        forums.ForumMemberFactory,
        {"starts_on": NEXT},
        {"starts_on": DAY},
        shared=lambda council: {
            "forum": forums.ForumFactory(council=council),
            "user": councils.UserFactory(),
        },
        first={"starts_on": DAY},
    ),
    "forums_question_worded_has_public_wording": Rule(
        forums.QuestionFactory, {"worded": True}, {"worded": True, "public_wording": ""}
    ),
    "boards_bodyrules_one_from_a_day": Rule(
        boards.BodyRulesFactory,
        {"in_force_from": NEXT},
        SAME_DAY,
        shared=under("body", boards.BodyFactory),
        first=SAME_DAY,
    ),
    "boards_bodyrules_quorum_has_its_number": Rule(
        boards.BodyRulesFactory,
        {"quorum_kind": "heads", "quorum_number": 1},
        {"quorum_kind": "heads", "quorum_number": 0},
    ),
    "boards_seat_one_per_place": Rule(
        boards.SeatFactory,
        {"position": 2},
        {"position": 1},
        shared=under("body", boards.BodyFactory),
        first={"position": 1},
    ),
    "boards_seatholder_ends_after_it_starts": Rule(
        boards.SeatHolderFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "boards_seatholder_periods_do_not_overlap": Rule(
        boards.SeatHolderFactory,
        {"starts_on": SPRING, "place": 2},
        {"starts_on": SPRING},
        shared=seat,
        first=UNTIL_MARCH,
    ),
    "boards_bodyforum_once": Rule(
        boards.BodyForumFactory,
        {"forum": None},
        {},
        shared=lambda council: {
            "body": boards.BodyFactory(council=council),
            "forum": forums.ForumFactory(council=council),
        },
        first={},
    ),
    "boards_meeting_one_a_day": Rule(
        boards.MeetingFactory,
        {"held_on": NEXT},
        {"held_on": DAY},
        shared=under("body", boards.BodyFactory),
        first={"held_on": DAY},
    ),
    "boards_agendaitem_one_per_place": Rule(
        boards.AgendaItemFactory,
        {"position": 2},
        {"position": 1},
        shared=under("meeting", boards.MeetingFactory),
        first={"position": 1},
    ),
    "boards_edition_numbered_once": Rule(
        boards.EditionFactory,
        {"public": True},
        {},
        shared=under("meeting", boards.MeetingFactory),
        first={},
    ),
    "boards_editionitem_numbered_once": Rule(
        boards.EditionItemFactory,
        {"number": 2},
        {"number": 1},
        shared=under("edition", boards.EditionFactory),
        first={"number": 1},
    ),
    "boards_announcement_once_per_reader": Rule(
        boards.AnnouncementFactory,
        {"user": None},
        {},
        shared=lambda council: {
            "edition": boards.EditionFactory(council=council),
            "user": councils.UserFactory(),
        },
        first={},
    ),
    # One of a kind by a single column: what makes a double click harmless.
    "forums_question_submission": Rule(
        forums.QuestionFactory,
        {"submission": UUID(int=2)},
        {"submission": UUID(int=1)},
        first={"submission": UUID(int=1)},
    ),
    "forums_privatewords_question": Rule(
        forums.PrivateWordsFactory,
        {"question": None},
        {},
        shared=under("question", forums.QuestionFactory),
        first={},
    ),
    "boards_seatdiscipline_seat": Rule(
        boards.SeatDisciplineFactory, {"seat": None}, {}, shared=seat, first={}
    ),
    "boards_putquestion_question": Rule(
        boards.PutQuestionFactory,
        {"question": None},
        {},
        shared=lambda council: {
            "item": boards.AgendaItemFactory(council=council, protected=True),
            "question": forums.QuestionFactory(council=council, put=True),
        },
        first={},
    ),
}


@contextmanager
def nothing_put_off() -> Iterator[None]:
    """A savepoint in which deferred rules are asked before its end."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def make(rule: Rule, shared: dict, added: dict) -> models.Model:
    """A row; None for a shared parent asks for another one."""
    wanted = {name: value for name, value in {**shared, **added}.items() if value is not None}
    if "council__slug" in wanted:
        wanted = {**wanted, "council": CouncilFactory(slug=wanted.pop("council__slug"))}
    return rule.factory(**wanted)


@pytest.fixture
def council(db) -> Council:  # noqa: ARG001
    """A council of its own."""
    return CouncilFactory()


def test_every_constraint_is_in_the_table() -> None:
    """And none that is no more."""
    named = {c.name for model in models_of_ours() for c in model._meta.constraints}
    uniques = {
        f"{model._meta.db_table}_{f.name}"
        for model in models_of_ours()
        for f in model._meta.local_fields
        if f.unique and not f.primary_key and model._meta.app_label != "councils"
    }
    assert {name for name in named if not name.endswith(KEY_ONCE)} | uniques == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_row_that_keeps_the_rule_is_stored(name: str, council: Council) -> None:
    """Beside the one that is there already."""
    rule = RULES[name]
    with nothing_put_off():
        shared = rule.shared(council)
        if rule.first is not None:
            make(rule, shared, rule.first)
        assert make(rule, shared, rule.good).pk


@pytest.mark.parametrize("name", RULES)
def test_a_row_that_breaks_the_rule_is_refused(name: str, council: Council) -> None:
    """By the database, by that rule and no other."""
    rule = RULES[name]
    shared = rule.shared(council)
    if rule.first is not None:
        make(rule, shared, rule.first)
    with pytest.raises(IntegrityError, match=name), nothing_put_off():
        make(rule, shared, rule.bad)


SAID = {
    name: constraint.violation_error_message
    for model in models_of_ours()
    for constraint in model._meta.constraints
    if (name := constraint.name) in RULES
    and constraint.violation_error_message != constraint.default_violation_error_message
}


@pytest.mark.parametrize("name", SAID)
def test_the_refusal_is_said_in_words(name: str, council: Council) -> None:
    """A clerk is told what is wrong before the database has to refuse."""
    rule, said = RULES[name], []
    shared = rule.shared(council)
    if rule.first is not None:
        make(rule, shared, rule.first)

    def check(sender: type, instance: models.Model, **_: object) -> None:
        if sender is rule.factory._meta.model:
            with pytest.raises(ValidationError) as refused:
                instance.full_clean()
            said.extend(refused.value.messages)

    pre_save.connect(check)
    try:
        with pytest.raises(IntegrityError), nothing_put_off():
            make(rule, shared, rule.bad)
    finally:
        pre_save.disconnect(check)
    assert SAID[name] in said


FROM_FIXTURES = {
    factory._meta.model: factory
    for room in ROOMS
    for name, factory in vars(room).items()
    if name.endswith("Factory")
    and not factory._meta.abstract
    and issubclass(factory._meta.model, FixtureModel)
}


def test_every_row_of_a_fixture_has_a_factory() -> None:
    """So that the next test leaves no table out."""
    assert set(FROM_FIXTURES) == {m for m in models_of_ours() if issubclass(m, FixtureModel)}


@pytest.mark.parametrize("model", FROM_FIXTURES, ids=lambda model: model._meta.label)
def test_a_key_names_one_row_of_a_council(model: type[FixtureModel], council: Council) -> None:
    """Another council may use the same key."""
    factory = FROM_FIXTURES[model]
    factory(council=council, key="one")
    assert factory(council=CouncilFactory(), key="one").pk
    with pytest.raises(IntegrityError, match=KEY_ONCE), nothing_put_off():
        factory(council=council, key="one")
