"""Every rule the database holds, in every room: a row that keeps it, and a row it refuses.

The table names each constraint with what the good and the bad row differ in. A constraint that is
not in the table fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import pre_save
from factory import SelfAttribute, SubFactory

from councils import clock
from councils.models import Council, FixtureModel
from tests.factories import boards, councils, forums, measures, pledges
from tests.factories.base import moment
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


def a_reader(council: Council) -> dict:
    """Somebody who reads the papers of one meeting."""
    return {"meeting": boards.MeetingFactory(council=council), "user": councils.UserFactory()}


def somebody_at_a_meeting(council: Council) -> dict:
    """One person at one meeting."""
    return {
        "meeting": boards.MeetingFactory(council=council),
        "person": councils.PersonFactory(council=council),
    }


def seat_at_a_meeting(council: Council) -> dict:
    """One seat at one meeting."""
    meeting = boards.MeetingFactory(council=council)
    return {"meeting": meeting, "seat": boards.SeatFactory(body=meeting.body)}


def somebody_at_a_seat(council: Council) -> dict:
    """One person at one seat of one meeting."""
    return {**seat_at_a_meeting(council), "person": councils.PersonFactory(council=council)}


def of_item(council: Council) -> dict:
    """Rows of one agenda item."""
    return {"item": boards.AgendaItemFactory(council=council, protected=True)}


def of_item_and_forum(council: Council) -> dict:
    """Rows of one agenda item and one forum."""
    return {**of_item(council), "forum": forums.ForumFactory(council=council)}


class Nothing:
    """A field left empty, where None asks for another parent."""


NOTHING = Nothing()
YOUNG = {"person": NOTHING, "heads": 2}
MOMENT, LATER = clock.moment(date(2026, 1, 5)), clock.moment(date(2026, 1, 6))


def said_to_them(council: Council) -> dict:
    """A statement made to young people."""
    said = pledges.StatementFactory(council=council, is_to_young_people=True)
    return {"council": council, "statement": said}


def of_a_session(council: Council) -> dict:
    """One promise in one session."""
    session = forums.SessionFactory(council=council)
    return {"session": session, "promise": pledges.PromiseFactory(council=council)}


def of_a_session_said(council: Council) -> dict:
    """One statement made to young people in one session."""
    session = forums.SessionFactory(council=council)
    said = said_to_them(council)["statement"]
    return {"session": session, "promise": NOTHING, "statement": said}


def of_a_verdict(council: Council) -> dict:
    """A correction of what stands."""
    former = forums.VerdictFactory(council=council)
    return {"session": former.session, "promise": former.promise, "corrects": former}


def of_a_verdict_again(council: Council) -> dict:
    """Two corrections of the same one."""
    return {**of_a_verdict(council), "reason": "A slip."}


ONCE = {"submission": UUID(int=1)}
OF_ONE_THING = {"rating": pledges.RatingFactory, "breach": pledges.BreachFactory}
SENT_ONCE = OF_ONE_THING | {"breachanswer": pledges.BreachAnswerFactory}


def of_nobody(**parents: type) -> Callable[[Council], dict]:
    """Rows that are no council's, with these parents in common."""
    return lambda council: {name: parent() for name, parent in parents.items()}  # noqa: ARG005


class NewArea(measures.AreaFactory):
    """One that is made even if its code is taken."""

    class Meta:
        django_get_or_create = ()


class NewTable(measures.PublishedTableFactory):
    """One that is made even if its key is taken."""

    class Meta:
        django_get_or_create = ()


class NewIndicator(measures.IndicatorFactory):
    """One that is made even if its key is taken."""

    class Meta:
        django_get_or_create = ()


class NewRelease(measures.ReleaseFactory):
    """One that is made even if it is there."""

    class Meta:
        django_get_or_create = ()


class NewModel(measures.NeighbourModelFactory):
    """One that is made even if its year is taken."""

    class Meta:
        django_get_or_create = ()


def neighbours_of_one(council: Council) -> dict:  # noqa: ARG001
    """The neighbours of one authority in one model."""
    return {"model": measures.NeighbourModelFactory(), "area": measures.AreaFactory(code="839")}


A_FILE, ANOTHER_FILE = {"sha256": "a" * 64}, {"sha256": "b" * 64}
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
    "councils_settings_deputy_before_the_day_is_over": Rule(
        councils.CouncilSettingsFactory, {"deputy_after": 23}, {"deputy_after": 24}
    ),
    "councils_settings_kept_long_enough": Rule(
        councils.CouncilSettingsFactory, {"keep_concerns": 6}, {"keep_concerns": 5}
    ),
    "councils_openinghours_once": Rule(
        councils.OpeningHoursFactory, {"weekday": 1}, {"weekday": 0}, first={"weekday": 0}
    ),
    "councils_openinghours_closes_after_it_opens": Rule(
        councils.OpeningHoursFactory, {"closes_at": time(9, 1)}, {"closes_at": time(9)}
    ),
    "councils_purge_of_something": Rule(councils.PurgeFactory, {"number": 1}, {"number": 0}),
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
    "councils_schoolterm_ends_after_it_starts": Rule(
        councils.SchoolTermFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "councils_schoolterm_terms_do_not_overlap": Rule(
        councils.SchoolTermFactory,
        {"starts_on": NEXT, "ends_on": NEXT},
        {"starts_on": DAY, "ends_on": NEXT},
        first={"starts_on": DAY, "ends_on": DAY},
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
    **{
        f"pledges_{table}_of_one_thing": Rule(
            factory, {"of_statement": True}, {}, shared=said_to_them
        )
        for table, factory in OF_ONE_THING.items()
    },
    **{
        f"pledges_{table}_submission": Rule(factory, {"submission": UUID(int=2)}, ONCE, first=ONCE)
        for table, factory in SENT_ONCE.items()
    },
    "pledges_rating_has_evidence": Rule(pledges.RatingFactory, {}, {"evidence": ""}),
    "pledges_linesteps_a_limit_for_each": Rule(
        pledges.LineStepsFactory, {"limits": [3, 3]}, {"limits": [3]}
    ),
    "pledges_breach_has_words": Rule(pledges.BreachFactory, {}, {"words": ""}),
    "pledges_breach_released_by_somebody": Rule(
        pledges.BreachFactory, {"released": True}, {"released_at": MOMENT}
    ),
    "pledges_breach_read_by_a_second_person": Rule(
        pledges.BreachFactory,
        {"released": True},
        {"released": True, "released_by": SelfAttribute("said_by")},
    ),
    "pledges_breach_provider_of_a_promise": Rule(
        pledges.BreachFactory,
        {"by_a_provider": True},
        {"of_statement": True},
        shared=lambda council: {
            "council": council,
            "provider": pledges.ProviderFactory(council=council),
        },
    ),
    "pledges_breachanswer_has_words": Rule(pledges.BreachAnswerFactory, {}, {"words": ""}),
    "pledges_breachkey_has_words": Rule(pledges.BreachKeyFactory, {}, {"words": ""}),
    "pledges_breachkey_once": Rule(
        pledges.BreachKeyFactory,
        {"taken_back": True},
        {},
        shared=under("breach", pledges.BreachFactory),
        first={},
    ),
    "pledges_breachkey_two_people": Rule(
        pledges.BreachKeyFactory,
        {"of_young_people": True, "turned_by": None},
        {"of_young_people": True},
        shared=lambda council: {
            "breach": pledges.BreachFactory(council=council),
            "turned_by": councils.UserFactory(),
        },
        first={},
    ),
    "pledges_breachkey_taken_back_by_somebody": Rule(
        pledges.BreachKeyFactory, {"taken_back": True}, {"taken_back_at": MOMENT}
    ),
    "pledges_provider_ends_after_it_starts": Rule(
        pledges.ProviderFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "pledges_provider_name_once": Rule(
        pledges.ProviderFactory,
        {"name": "Oak House"},
        {"name": "OAK HOMES"},
        first={"name": "Oak Homes"},
    ),
    "pledges_setversion_number_once": Rule(
        pledges.SetVersionFactory,
        {"number": 2},
        {"number": 1},
        shared=under("pledge_set", pledges.PledgeSetFactory),
        first={"number": 1},
    ),
    "pledges_setversion_words_once": Rule(
        pledges.SetVersionFactory,
        A_FILE,
        ANOTHER_FILE,
        shared=under("pledge_set", pledges.PledgeSetFactory),
        first=ANOTHER_FILE,
    ),
    "pledges_signature_once": Rule(
        pledges.SignatureFactory,
        {"version": None},
        {},
        shared=lambda council: {
            "provider": pledges.ProviderFactory(council=council),
            "version": pledges.SetVersionFactory(council=council),
        },
        first={},
    ),
    "pledges_pledgeset_officers_own_stand_apart": Rule(
        pledges.PledgeSetFactory,
        {"key": "own-one", "is_own": True},
        {"key": "own-one", "is_own": False},
    ),
    "pledges_pledgeset_only_officers_draft": Rule(
        pledges.PledgeSetFactory, {"own": True}, {"state": "draft"}
    ),
    "pledges_newset_pledge_set": Rule(
        pledges.NewSetFactory,
        {"pledge_set": None},
        {},
        shared=lambda council: {"pledge_set": pledges.PledgeSetFactory(council=council, own=True)},
        first={},
    ),
    "pledges_newset_words_of": Rule(
        pledges.NewSetFactory,
        {"words_of": NOTHING},
        {},
        shared=lambda council: {
            "council": council,
            "words_of": pledges.PledgeSetFactory(council=council),
        },
        first={},
    ),
    "pledges_newset_published_by_somebody": Rule(
        pledges.NewSetFactory, {}, {"published_at": MOMENT}
    ),
    "pledges_newset_discarded_as_a_draft_with_a_reason": Rule(
        pledges.NewSetFactory,
        {"discarded": True},
        {"discarded": True, "discard_reason": ""},
    ),
    "pledges_replacement_once": Rule(
        pledges.ReplacementFactory,
        {"old_set": None},
        {},
        shared=lambda council: {
            "new_set": pledges.NewSetFactory(council=council),
            "old_set": pledges.PledgeSetFactory(council=council),
        },
        first={},
    ),
    "pledges_disposition_says_why": Rule(
        pledges.DispositionFactory,
        {"kind": "merged", "reason": ""},
        {"kind": "dropped", "reason": ""},
    ),
    "pledges_successor_once": Rule(
        pledges.SuccessorFactory,
        {"disposition": None},
        {},
        shared=lambda council: {
            "disposition": pledges.DispositionFactory(council=council),
            "promise": pledges.PromiseFactory(council=council),
        },
        first={},
    ),
    "pledges_forumhearing_once_a_day": Rule(
        pledges.ForumHearingFactory,
        {"heard_on": NEXT},
        {"heard_on": DAY},
        shared=under("disposition", pledges.DispositionFactory),
        first={"heard_on": DAY},
    ),
    "pledges_planitem_one_per_place": Rule(
        pledges.PlanItemFactory,
        {"position": 2},
        {"position": 1},
        shared=under("plan", pledges.PlanFactory),
        first={"position": 1},
    ),
    "pledges_planitemlink_to_one_thing": Rule(
        pledges.PlanItemLinkFactory, {}, {"promise": NOTHING}
    ),
    "pledges_planitemlink_once_to_a_promise": Rule(
        pledges.PlanItemLinkFactory,
        {"item": None},
        {},
        shared=lambda council: {
            "item": pledges.PlanItemFactory(council=council),
            "promise": pledges.PromiseFactory(council=council),
        },
        first={},
    ),
    "pledges_planitemlink_once_to_a_statement": Rule(
        pledges.PlanItemLinkFactory,
        {"item": None},
        {},
        shared=lambda council: {
            "item": pledges.PlanItemFactory(council=council),
            "statement": pledges.StatementFactory(council=council),
            "promise": NOTHING,
        },
        first={},
    ),
    "pledges_planprogress_says_how": Rule(
        pledges.PlanProgressFactory, {"words": "It goes well."}, {"words": ""}
    ),
    "measures_measure_one_per_place": Rule(
        measures.MeasureFactory, {"position": 2}, {"position": 1}, first={"position": 1}
    ),
    "measures_measure_percentage_says_of_what": Rule(
        measures.MeasureFactory,
        {"unit": "count", "denominator_words": ""},
        {"unit": "percent", "denominator_words": ""},
    ),
    "measures_measure_key_is_no_page_of_ours": Rule(
        measures.MeasureFactory, {"key": "definition"}, {"key": "definitions"}
    ),
    "measures_measure_officers_own_stand_apart": Rule(
        measures.MeasureFactory,
        {"key": "own-one", "position": 20_001},
        {"key": "own-one", "position": 1},
    ),
    "measures_lifestep_retired_with_a_reason": Rule(
        measures.LifeStepFactory, {"reason": "No longer asked."}, {"reason": ""}
    ),
    "measures_definition_number_once": Rule(
        measures.DefinitionFactory,
        {"number": 3},
        {"number": 2},
        shared=under("measure", measures.MeasureFactory),
        first={"number": 2, "in_use": True},
    ),
    "measures_definition_one_draft_at_a_time": Rule(
        measures.DefinitionFactory,
        {"in_use": True},
        {},
        shared=under("measure", measures.MeasureFactory),
        first={},
    ),
    "measures_definition_one_from_a_day": Rule(
        measures.DefinitionFactory,
        {"in_use": True, "in_force_from": NEXT},
        {"in_use": True, "in_force_from": DAY},
        shared=under("measure", measures.MeasureFactory),
        first={"in_use": True, "in_force_from": DAY},
    ),
    "measures_definition_change_has_a_reason": Rule(
        measures.DefinitionFactory, {"number": 1, "reason": ""}, {"number": 2, "reason": ""}
    ),
    "measures_definition_put_in_use_by_somebody": Rule(
        measures.DefinitionFactory, {}, {"put_in_use_at": MOMENT}
    ),
    "measures_definition_ages_in_order": Rule(
        measures.DefinitionFactory,
        {"from_age": 5, "to_age": 5},
        {"from_age": 6, "to_age": 5},
    ),
    "measures_measurelink_promise_once": Rule(
        measures.MeasureLinkFactory,
        {"promise": None},
        {},
        shared=lambda council: {
            "measure": measures.MeasureFactory(council=council),
            "promise": pledges.PromiseFactory(council=council),
        },
        first={},
    ),
    "measures_measurelink_theme_once": Rule(
        measures.MeasureLinkFactory,
        {"measure": None},
        {},
        shared=lambda council: {
            "measure": measures.MeasureFactory(council=council),
            "theme": pledges.ThemeFactory(council=council),
            "promise": NOTHING,
        },
        first={},
    ),
    "measures_measurelink_to_one_thing": Rule(
        measures.MeasureLinkFactory, {}, {"promise": NOTHING}
    ),
    "measures_breakdown_name_once": Rule(
        measures.BreakdownFactory,
        {"name": "Ethnicity"},
        {"name": "Disability"},
        shared=under("measure", measures.MeasureFactory),
        first={"name": "Disability"},
    ),
    "measures_breakdown_has_groups": Rule(
        measures.BreakdownFactory, {"groups": ["One", "Two"]}, {"groups": ["One"]}
    ),
    "measures_split_once": Rule(
        measures.SplitFactory,
        {"breakdown": None},
        {},
        shared=lambda council: {
            "breakdown": (cut := measures.BreakdownFactory(council=council)),
            "observation": measures.ObservationFactory(measure=cut.measure),
        },
        first={},
    ),
    "measures_split_lists_match": Rule(measures.SplitFactory, {"wholes": []}, {"wholes": [80]}),
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
    "measures_observation_value_or_why_not": Rule(
        measures.ObservationFactory, {"gap": True}, {"gap": True, "not_available": ""}
    ),
    "measures_observation_no_counts_without_a_value": Rule(
        measures.ObservationFactory, {"gap": True}, {"gap": True, "numerator": 1}
    ),
    "measures_observation_part_of_its_period": Rule(
        measures.ObservationFactory,
        {"covers_to": date(2026, 3, 30)},
        {"covers_to": date(2026, 3, 31)},
    ),
    "measures_batch_a_file_once": Rule(
        measures.BatchFactory,
        {"sha256": "a" * 64, "was_undone": True},
        {"sha256": "a" * 64},
        first={"sha256": "a" * 64},
    ),
    "measures_batch_says_who_decided": Rule(
        measures.BatchFactory,
        {"was_recorded": True},
        {"was_recorded": True, "decided_at": NOTHING},
    ),
    "measures_batch_says_who_took_it_back": Rule(
        measures.BatchFactory, {"was_undone": True}, {"was_undone": True, "undone_by": NOTHING}
    ),
    "measures_target_once_per_day": Rule(
        measures.TargetFactory,
        {"in_force_from": NEXT},
        SAME_DAY,
        shared=under("measure", measures.MeasureFactory),
        first=SAME_DAY,
    ),
    "measures_target_close_is_more_than_nought": Rule(
        measures.TargetFactory,
        {"rule": "last_year", "tolerance": 10},
        {"rule": "last_year", "tolerance": 0},
    ),
    "measures_rebase_once_per_day": Rule(
        measures.RebaseFactory,
        {"first_day": NEXT},
        {"first_day": DAY},
        shared=under("measure", measures.MeasureFactory),
        first={"first_day": DAY},
    ),
    "measures_rebase_has_a_reason": Rule(
        measures.RebaseFactory, {"reason": "A new team began."}, {"reason": ""}
    ),
    "measures_area_code": Rule(
        NewArea, {"code": "838"}, {"code": "839"}, shared=of_nobody(), first={"code": "839"}
    ),
    "measures_publishedtable_key": Rule(
        NewTable, {"key": "b"}, {"key": "a"}, shared=of_nobody(), first={"key": "a"}
    ),
    "measures_indicator_key": Rule(
        NewIndicator, {"key": "b"}, {"key": "a"}, shared=of_nobody(), first={"key": "a"}
    ),
    "measures_release_once": Rule(
        NewRelease,
        {"revision": 1},
        {},
        shared=of_nobody(table=measures.PublishedTableFactory),
        first={},
    ),
    "measures_release_file_once": Rule(
        NewRelease,
        {"year": 2024, **ANOTHER_FILE},
        {"year": 2024, **A_FILE},
        shared=of_nobody(table=measures.PublishedTableFactory),
        first=A_FILE,
    ),
    "measures_publishedfigure_once": Rule(
        measures.PublishedFigureFactory,
        {"period_end": NEXT},
        {},
        shared=of_nobody(
            indicator=measures.IndicatorFactory,
            release=measures.ReleaseFactory,
            area=measures.AreaFactory,
        ),
        first={},
    ),
    "measures_publishedfigure_number_or_symbol": Rule(
        measures.PublishedFigureFactory,
        {"kept_back": True},
        {"symbol": "c"},
        shared=of_nobody(),
    ),
    "measures_neighbourmodel_year": Rule(
        NewModel, {"year": 2021}, {"year": 2025}, shared=of_nobody(), first={"year": 2025}
    ),
    "measures_neighbourmodel_sha256": Rule(
        NewModel,
        {"year": 2021, **ANOTHER_FILE},
        {"year": 2021, **A_FILE},
        shared=of_nobody(),
        first=A_FILE,
    ),
    "measures_neighbour_one_per_rank": Rule(
        measures.NeighbourFactory, {"rank": 2}, {}, shared=neighbours_of_one, first={}
    ),
    "measures_neighbour_once": Rule(
        measures.NeighbourFactory,
        {"rank": 2, "neighbour__code": "837"},
        {"rank": 2, "neighbour__code": "838"},
        shared=neighbours_of_one,
        first={"neighbour__code": "838"},
    ),
    "measures_neighbour_is_another": Rule(
        measures.NeighbourFactory,
        {"neighbour__code": "838"},
        {"neighbour__code": "839"},
        shared=neighbours_of_one,
    ),
    "measures_inspectiongrade_once_a_day": Rule(
        measures.InspectionGradeFactory,
        {"inspected_on": DAY},
        {},
        shared=of_nobody(area=measures.AreaFactory),
        first={},
    ),
    "measures_measurebenchmark_one_at_a_time": Rule(
        measures.MeasureBenchmarkFactory,
        {"is_withdrawn": True},
        {},
        shared=under("measure", measures.MeasureFactory),
        first={},
    ),
    "measures_opendatafile_percent": Rule(
        measures.OpenDataFileFactory, {"percent": 100}, {"percent": 101}, shared=of_nobody()
    ),
    "measures_opendatafile_once_at_a_time": Rule(
        measures.OpenDataFileFactory,
        {"state": "done", **A_FILE},
        A_FILE,
        shared=of_nobody(),
        first=A_FILE,
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
    "forums_session_once": Rule(
        forums.SessionFactory,
        {"held_on": NEXT},
        {"held_on": DAY},
        shared=under("forum", forums.ForumFactory),
        first={"held_on": DAY},
    ),
    "forums_session_somebody_came": Rule(forums.SessionFactory, {"came": 1}, {"came": 0}),
    "forums_session_finished_by_somebody": Rule(
        forums.SessionFactory, {"finished": True}, {"finished_at": MOMENT}
    ),
    "forums_session_came_corrected_with_a_reason": Rule(
        forums.SessionFactory,
        {"finished": True, "corrected": True},
        {"finished": True, "corrected": True, "came_reason": ""},
    ),
    "forums_surveyresult_figure": Rule(
        forums.SurveyResultFactory,
        {"figure": None},
        {},
        shared=lambda council: {
            "run": forums.SurveyRunFactory(council=council),
            "figure": measures.ObservationFactory(council=council),
        },
        first={},
    ),
    "forums_verdict_of_one_thing": Rule(
        forums.VerdictFactory, {"statement": None}, {}, shared=said_to_them
    ),
    **{
        f"forums_verdict_once_of_a_{of}": Rule(
            forums.VerdictFactory,
            {"session": None},
            {},
            shared=shared,
            first={},
        )
        for of, shared in (("promise", of_a_session), ("statement", of_a_session_said))
    },
    "forums_verdict_correction_has_reason": Rule(
        forums.VerdictFactory, {"reason": "A slip."}, {}, shared=of_a_verdict
    ),
    "forums_verdict_corrects": Rule(
        forums.VerdictFactory,
        {"corrects": None, "promise": None},
        {},
        shared=of_a_verdict_again,
        first={},
    ),
    "forums_round_of_one_thing": Rule(
        forums.RoundFactory, {"statement": None}, {}, shared=said_to_them
    ),
    "forums_round_one_open_at_a_time": Rule(
        forums.RoundFactory,
        {"closed": True},
        {},
        shared=under("session", forums.SessionFactory),
        first={},
    ),
    "forums_round_ended_by_somebody": Rule(
        forums.RoundFactory, {"closed": True}, {"state": "closed"}
    ),
    "forums_round_forgets_its_screens": Rule(
        forums.RoundFactory, {"closed": True}, {"closed": True, "screens": ["a"]}
    ),
    "forums_feedback_of_one_thing": Rule(
        forums.FeedbackFactory,
        {"promise": None},
        {"promise": SubFactory(pledges.PromiseFactory, council=SelfAttribute("..council"))},
        shared=said_to_them,
    ),
    "forums_feedback_done_says_what": Rule(
        forums.FeedbackFactory, {"done": True}, {"done": True, "done_by_role": ""}
    ),
    "forums_feedback_withdrawn_has_reason": Rule(
        forums.FeedbackFactory, {"withdrawn": True}, {"withdrawn": True, "withdrawn_reason": ""}
    ),
    "forums_feedback_read_before_it_is_shown": Rule(
        forums.FeedbackFactory, {"said": True}, {"state": "said"}
    ),
    "forums_feedback_of_a_child_read_by_another": Rule(
        forums.FeedbackFactory,
        {"said": True, "read_by": SelfAttribute("written_by"), "source": "staff"},
        {"said": True, "read_by": SelfAttribute("written_by")},
    ),
    "forums_surveyrun_once_a_year": Rule(
        forums.SurveyRunFactory,
        {"year": 2025},
        {},
        shared=under("survey", forums.SurveyFactory),
        first={},
    ),
    "forums_surveyrun_no_more_answers_than_asked": Rule(
        forums.SurveyRunFactory, {"asked": 2, "answered": 2}, {"asked": 2, "answered": 3}
    ),
    "forums_surveyrun_presented_to_somebody": Rule(
        forums.SurveyRunFactory,
        {"presented_on": DAY, "presented_to": "The Panel"},
        {"presented_on": DAY},
    ),
    "forums_toldback_of_one_thing": Rule(
        forums.ToldBackFactory,
        {"promise": None},
        {"promise": SubFactory(pledges.PromiseFactory, council=SelfAttribute("..council"))},
        shared=said_to_them,
    ),
    "forums_celebration_ends_after_consent": Rule(
        forums.CelebrationFactory,
        {"consent_on": DAY, "show_until": DAY},
        {"consent_on": NEXT, "show_until": DAY},
    ),
    "forums_celebration_read_by_another": Rule(
        forums.CelebrationFactory,
        {"read": True},
        {"read": True, "read_by": SelfAttribute("written_by")},
    ),
    **{
        f"forums_{model}_submission": Rule(
            factory,
            {"submission": UUID(int=2)},
            {"submission": UUID(int=1)},
            first={"submission": UUID(int=1)},
        )
        for model, factory in (
            ("feedback", forums.FeedbackFactory),
            ("toldback", forums.ToldBackFactory),
            ("celebration", forums.CelebrationFactory),
        )
    },
    "forums_question_agreed_by_somebody": Rule(
        forums.QuestionFactory, {"agreed": True}, {"agreed": True, "agreed_by": NOTHING}
    ),
    "forums_question_two_people_agree": Rule(
        forums.QuestionFactory,
        {"agreed": True},
        {"agreed": True, "agreed_by": SelfAttribute("worded_by")},
    ),
    "forums_question_ends_with_a_reason": Rule(
        forums.QuestionFactory, {"withdrawn": True}, {"withdrawn": True, "end_reason": ""}
    ),
    "boards_forumchallenge_submission": Rule(
        boards.ForumChallengeFactory, {"submission": UUID(int=2)}, ONCE, first=ONCE
    ),
    "boards_forumchallenge_two_people_agree": Rule(
        boards.ForumChallengeFactory,
        {"agreed": True},
        {"agreed": True, "agreed_by": SelfAttribute("written_by")},
    ),
    "boards_forumchallenge_withdrawn_has_reason": Rule(
        boards.ForumChallengeFactory,
        {"withdrawn": True},
        {"withdrawn": True, "withdrawn_reason": ""},
    ),
    "boards_forumanswer_one_a_turn": Rule(
        boards.ForumAnswerFactory,
        {"turn": 2},
        {"turn": 1},
        shared=lambda council: {
            "challenge": boards.ForumChallengeFactory(council=council),
            "forum": forums.ForumFactory(council=council),
        },
        first={"turn": 1},
    ),
    "boards_forumanswer_said_whole": Rule(
        boards.ForumAnswerFactory, {"said": True}, {"words": "Yes."}
    ),
    "boards_forumanswer_no_has_a_reason": Rule(
        boards.ForumAnswerFactory,
        {"said": True, "says": "no", "words": "We have no time."},
        {"said": True, "says": "no"},
    ),
    "boards_forumanswer_two_people_agree": Rule(
        boards.ForumAnswerFactory,
        {"read": True},
        {"read": True, "agreed_by": SelfAttribute("written_by")},
    ),
    "forums_verdictpart_once_of_a_kind": Rule(
        forums.VerdictPartFactory,
        {"kind": "school"},
        {"kind": "agency"},
        shared=lambda council: {
            "verdict": forums.VerdictFactory(
                council=council, said=True, promise__pledge_set__by_providers=True
            )
        },
        first={"kind": "agency"},
    ),
    "forums_answerlevel_once": Rule(
        forums.AnswerLevelFactory, {"position": 2}, {"position": 1}, first={"position": 1}
    ),
    "forums_answer_one_a_turn": Rule(
        forums.AnswerFactory,
        {"turn": 2},
        {"turn": 1},
        shared=under("question", forums.QuestionFactory),
        first={"turn": 1},
    ),
    "forums_answer_told_whole": Rule(
        forums.AnswerFactory, {"told_back": True}, {"told_back": True, "told_words": ""}
    ),
    "forums_answer_judged_when_told": Rule(
        forums.AnswerFactory, {"judged": True}, {"judged": True, "told_back": False}
    ),
    "forums_questionlink_secret_once": Rule(
        forums.QuestionLinkFactory,
        {"digest": "b" * 64},
        {"digest": "a" * 64},
        first={"digest": "a" * 64},
    ),
    "forums_questionlink_keeps_no_secret": Rule(
        forums.QuestionLinkFactory, {"digest": "a" * 64}, {"digest": "s" * 64}
    ),
    "forums_questionlink_ends_after_it_is_made": Rule(
        forums.QuestionLinkFactory, {}, {"ends_at": moment(DAY.replace(year=2020))}
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
    "boards_invitation_once_for_a_day": Rule(
        boards.InvitationFactory,
        {"held_on": NEXT},
        {"held_on": DAY},
        shared=lambda council: {
            "meeting": boards.MeetingFactory(council=council),
            "user": councils.UserFactory(),
        },
        first={"held_on": DAY},
    ),
    "boards_printedfile_once_per_edition": Rule(
        boards.PrintedFileFactory,
        {"variant": "whole"},
        {"variant": "plain"},
        shared=under("edition", boards.EditionFactory),
        first={"variant": "plain"},
    ),
    "boards_printedfile_ready_is_there": Rule(
        boards.PrintedFileFactory, {"ready": True}, {"ready": True, "pages": 0}
    ),
    "boards_printedfile_only_ready_has_a_file": Rule(
        boards.PrintedFileFactory,
        {"ready": True},
        {"ready": True, "state": "failed"},
    ),
    "boards_printedfile_says_when_it_ended": Rule(
        boards.PrintedFileFactory,
        {"state": "failed", "ended_at": boards.moment()},
        {"state": "failed"},
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
    "boards_opened_once_by_each": Rule(
        boards.OpenedFactory,
        {"user": SelfAttribute("edition.published_by")},
        {},
        shared=lambda council: {
            "edition": boards.EditionFactory(council=council),
            "user": councils.UserFactory(),
        },
        first={},
    ),
    "boards_readmark_once_an_item": Rule(
        boards.ReadMarkFactory, {"number": "2"}, {"number": "1"}, shared=a_reader, first={}
    ),
    "boards_privatenote_one_at_a_place": Rule(
        boards.PrivateNoteFactory, {"place": "1.2"}, {"place": "1.1"}, shared=a_reader, first={}
    ),
    "boards_privatenote_says_something": Rule(
        boards.PrivateNoteFactory, {"words": "No"}, {"words": ""}
    ),
    "forums_dictionaryword_once_in_a_forum": Rule(
        forums.DictionaryWordFactory,
        {"word": "LAC", "taken_off": True},
        {"word": "LAC"},
        shared=under("forum", forums.ForumFactory),
        first={"word": "lac"},
    ),
    "forums_dictionaryword_has_a_word": Rule(
        forums.DictionaryWordFactory, {"word": "LAC"}, {"word": ""}
    ),
    "boards_unclearplace_once_in_a_forum": Rule(
        boards.UnclearPlaceFactory,
        {"place": "1.2"},
        {"place": "1.1"},
        shared=lambda council: {
            "meeting": boards.MeetingFactory(council=council),
            "forum": forums.ForumFactory(council=council),
        },
        first={},
    ),
    "boards_unclearplace_settled_by_word_or_reason": Rule(
        boards.UnclearPlaceFactory, {"aside": True}, {"aside": True, "reason": ""}
    ),
    "boards_tap_once_by_each": Rule(
        boards.TapFactory,
        {"who": "2"},
        {"who": "1"},
        shared=under("unclear", boards.UnclearPlaceFactory),
        first={"who": "1"},
    ),
    # One of a kind by a single column: what makes a double click harmless.
    "forums_question_submission": Rule(
        forums.QuestionFactory,
        {"submission": UUID(int=2)},
        {"submission": UUID(int=1)},
        first={"submission": UUID(int=1)},
    ),
    "forums_concern_submission": Rule(
        forums.ConcernFactory,
        {"submission": UUID(int=2)},
        {"submission": UUID(int=1)},
        first={"submission": UUID(int=1)},
    ),
    "forums_questionlink_question": Rule(
        forums.QuestionLinkFactory,
        {"question": None},
        {},
        shared=under("question", forums.QuestionFactory),
        first={},
    ),
    "forums_concern_question": Rule(
        forums.ConcernFactory,
        {"question": None},
        {},
        shared=under("question", forums.QuestionFactory),
        first={},
    ),
    "forums_concernwords_concern": Rule(
        forums.ConcernWordsFactory,
        {"concern": None},
        {},
        shared=under("concern", forums.ConcernFactory),
        first={},
    ),
    "forums_concerntold_submission": Rule(
        forums.ConcernToldFactory,
        {"submission": None},
        {"submission": UUID(int=1)},
        first={"submission": UUID(int=1)},
    ),
    "forums_concern_taken_by_somebody": Rule(
        forums.ConcernFactory, {"taken": True}, {"taken_at": MOMENT}
    ),
    "forums_concern_closed_with_what_was_done": Rule(
        forums.ConcernFactory, {"closed": True}, {"closed": True, "done": ""}
    ),
    "forums_concern_not_by_whom_it_is_about": Rule(
        forums.ConcernFactory,
        {"taken": True},
        {"taken": True, "taken_by": SelfAttribute("about")},
        shared=lambda council: {"council": council, "about": councils.UserFactory()},
    ),
    "forums_concerntold_once_to_each": Rule(
        forums.ConcernToldFactory,
        {"told_as": "deputy"},
        {},
        shared=lambda council: {
            "concern": forums.ConcernFactory(council=council),
            "user": councils.UserFactory(),
        },
        first={},
    ),
    "forums_concerntold_passed_up_once": Rule(
        forums.ConcernToldFactory,
        {"somebody_else": True},
        {"passed_up": True},
        shared=under("concern", forums.ConcernFactory),
        first={"passed_up": True},
    ),
    "forums_concerntold_somebody": Rule(
        forums.ConcernToldFactory,
        {"somebody_else": True},
        {"somebody_else": True, "whom": ""},
    ),
    "forums_deputy_ends_after_it_starts": Rule(
        forums.DeputyFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "forums_deputy_once_from_a_day": Rule(
        forums.DeputyFactory,
        {"starts_on": NEXT},
        {"starts_on": DAY},
        shared=lambda council: {"council": council, "user": councils.UserFactory()},
        first={"starts_on": DAY},
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
    "boards_putquestion_once_under_an_item": Rule(
        boards.PutQuestionFactory,
        {"question": None},
        {},
        shared=lambda council: {
            "item": boards.AgendaItemFactory(council=council, protected=True),
            "question": forums.QuestionFactory(council=council, put=True),
        },
        first={},
    ),
    "boards_meeting_is_cancelled_with_a_reason": Rule(
        boards.MeetingFactory,
        {"cancelled_at": MOMENT, "cancel_reason": "Snow."},
        {"cancelled_at": MOMENT},
    ),
    "boards_meeting_ends_after_it_begins": Rule(
        boards.MeetingFactory,
        {"opened_at": MOMENT, "closed_at": LATER},
        {"opened_at": LATER, "closed_at": MOMENT},
    ),
    "boards_substitute_ends_after_it_starts": Rule(
        boards.SubstituteFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "boards_substitute_periods_do_not_overlap": Rule(
        boards.SubstituteFactory,
        {"starts_on": NEXT},
        {"starts_on": DAY},
        shared=seat,
        first=UNTIL_MARCH,
    ),
    "boards_youngplaces_ends_after_it_starts": Rule(
        boards.YoungPlacesFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "boards_youngplaces_periods_do_not_overlap": Rule(
        boards.YoungPlacesFactory,
        {"starts_on": NEXT},
        {"starts_on": DAY},
        shared=seat,
        first=UNTIL_MARCH,
    ),
    "boards_cooption_ends_after_it_starts": Rule(
        boards.CoOptionFactory,
        {"starts_on": DAY, "ends_on": DAY},
        {"starts_on": NEXT, "ends_on": DAY},
    ),
    "boards_cooption_periods_do_not_overlap": Rule(
        boards.CoOptionFactory,
        {"starts_on": NEXT},
        {"starts_on": DAY},
        shared=lambda council: {
            "body": boards.BodyFactory(council=council),
            "person": councils.PersonFactory(council=council),
        },
        first=UNTIL_MARCH,
    ),
    "boards_cooption_once_per_item": Rule(
        boards.CoOptionFactory,
        {"person": None},
        {},
        shared=lambda council: {
            "person": councils.PersonFactory(council=council),
            "body": (item := boards.AgendaItemFactory(council=council)).meeting.body,
            "item": item,
        },
        first={},
    ),
    "boards_attender_once_per_item": Rule(
        boards.AttenderFactory,
        {"person": None},
        {},
        shared=lambda council: {
            "person": councils.PersonFactory(council=council),
            "item": boards.AgendaItemFactory(council=council),
        },
        first={},
    ),
    "boards_reply_one_per_person": Rule(
        boards.ReplyFactory, {"person": None}, {}, shared=somebody_at_a_meeting, first={}
    ),
    "boards_reply_one_per_young_seat": Rule(
        boards.ReplyFactory,
        {"seat": None, **YOUNG},
        YOUNG,
        shared=seat_at_a_meeting,
        first=YOUNG,
    ),
    "boards_reply_is_somebodys": Rule(
        boards.ReplyFactory, YOUNG, {"heads": 2}, shared=seat_at_a_meeting
    ),
    "boards_reply_substitute_for_who_cannot_come": Rule(
        boards.ReplyFactory,
        {"answer": "apologies"},
        {"answer": "coming"},
        shared=lambda council: {
            **under("meeting", boards.MeetingFactory)(council),
            "substitute": councils.PersonFactory(council=council),
        },
    ),
    "boards_registerentry_one_per_stay": Rule(
        boards.RegisterEntryFactory, {"stay": 2}, {}, shared=somebody_at_a_seat, first={}
    ),
    "boards_registerentry_one_per_young_seat": Rule(
        boards.RegisterEntryFactory,
        {"seat": None, **YOUNG},
        YOUNG,
        shared=seat_at_a_meeting,
        first=YOUNG,
    ),
    "boards_registerentry_is_somebodys": Rule(
        boards.RegisterEntryFactory, YOUNG, {"heads": 2}, shared=seat_at_a_meeting
    ),
    "boards_registerentry_leaves_after_arriving": Rule(
        boards.RegisterEntryFactory,
        {"arrived_at": time(10), "left_at": time(11)},
        {"arrived_at": time(11), "left_at": time(10)},
    ),
    "boards_registerentry_times_of_who_was_there": Rule(
        boards.RegisterEntryFactory,
        {"mark": "online", "left_at": time(10)},
        {"mark": "absent", "left_at": time(10)},
    ),
    "boards_registerentry_members_have_a_seat": Rule(
        boards.RegisterEntryFactory,
        {"capacity": "attender", "seat": NOTHING},
        {"capacity": "member", "seat": NOTHING},
    ),
    "boards_declaration_once_per_item": Rule(
        boards.DeclarationFactory,
        {"person": None},
        {"words": "Another one."},
        shared=somebody_at_a_meeting,
        first={},
    ),
    "boards_forumtime_item": Rule(
        boards.ForumTimeFactory, {"item": None}, {}, shared=of_item, first={}
    ),
    "boards_forumtime_is_said_by_somebody": Rule(
        boards.ForumTimeFactory, {"cut": True}, {"cut_short": True}
    ),
    "boards_turn_item": Rule(boards.TurnFactory, {"item": None}, {}, shared=of_item, first={}),
    "boards_dots_once_a_forum": Rule(
        boards.DotsFactory, {"forum": None}, {}, shared=of_item_and_forum, first={}
    ),
    "boards_dots_at_least_one": Rule(boards.DotsFactory, {"number": 500}, {"number": 0}),
    "boards_outcome_item": Rule(
        boards.OutcomeFactory, {"item": None}, {}, shared=of_item, first={}
    ),
    "boards_decision_numbered_once": Rule(
        boards.DecisionFactory, {"number": 2}, {"number": 1}, shared=of_item, first={"number": 1}
    ),
    "boards_decision_once_per_item": Rule(
        boards.DecisionFactory,
        {"text": "Something else."},
        {"text": "The same."},
        shared=of_item,
        first={"text": "The same."},
    ),
    "boards_decision_ratifies": Rule(
        boards.DecisionFactory,
        {"ratifies": None},
        {},
        shared=lambda council: {"ratifies": boards.DecisionFactory(council=council)},
        first={},
    ),
    "boards_action_numbered_once": Rule(
        boards.ActionFactory, {"number": 2}, {"number": 1}, shared=of_item, first={"number": 1}
    ),
    "boards_action_once_per_item": Rule(
        boards.ActionFactory,
        {"text": "Something else."},
        {"text": "The same."},
        shared=lambda council: {
            **of_item(council),
            "owner": councils.PersonFactory(council=council),
        },
        first={"text": "The same."},
    ),
    "boards_action_closed_with_what_was_done": Rule(
        boards.ActionFactory, {"closed": True}, {"closed_at": MOMENT}
    ),
    "boards_action_withdrawn_is_closed": Rule(
        boards.ActionFactory, {"closed": True, "withdrawn_at": MOMENT}, {"withdrawn_at": MOMENT}
    ),
    "boards_escalation_once_to_a_body": Rule(
        boards.EscalationFactory,
        {"to_body": None},
        {"reason": "Another reason."},
        shared=lambda council: {
            **of_item(council),
            "to_body": boards.BodyFactory(council=council),
        },
        first={},
    ),
    "boards_escalation_goes_to_another_body": Rule(
        boards.EscalationFactory, {}, {"to_body": SelfAttribute("from_body")}, shared=of_item
    ),
    "boards_escalation_comes_from_somewhere": Rule(
        boards.EscalationFactory,
        {},
        {"item": NOTHING},
        shared=lambda council: {
            "council": council,
            "from_body": boards.BodyFactory(council=council),
        },
    ),
    "boards_escalation_taken_by": Rule(
        boards.EscalationFactory,
        {"taken_by": None},
        {},
        shared=lambda council: {"taken_by": boards.AgendaItemFactory(council=council)},
        first={},
    ),
    "boards_issue_once_per_meeting": Rule(
        boards.IssueFactory,
        {"concern": "Other"},
        {"concern": "Same"},
        shared=under("meeting", boards.MeetingFactory),
        first={"concern": "Same"},
    ),
    "boards_issue_is_about_one_thing": Rule(boards.IssueFactory, {}, {"concern": ""}),
    "boards_issue_acts_with_an_action": Rule(
        boards.IssueFactory,
        {"response": "act"},
        {"response": "act", "action": NOTHING},
        shared=lambda council: {
            **under("meeting", boards.MeetingFactory)(council),
            "action": boards.ActionFactory(council=council),
        },
    ),
    "boards_issue_escalates_to_a_body": Rule(
        boards.IssueFactory,
        {"response": "escalate"},
        {"response": "escalate", "escalation": NOTHING},
        shared=lambda council: {
            **under("meeting", boards.MeetingFactory)(council),
            "escalation": boards.EscalationFactory(council=council),
        },
    ),
    "boards_issue_explains_with_a_reason": Rule(
        boards.IssueFactory, {"response": "explain", "reason": "No money."}, {"response": "explain"}
    ),
    "boards_minutes_numbered_once": Rule(
        boards.MinutesFactory,
        {"number": 2, "reason": "A name."},
        {"number": 1},
        shared=under("meeting", boards.MeetingFactory),
        first={"confirmed": True},
    ),
    "boards_minutes_one_version_in_hand": Rule(
        boards.MinutesFactory,
        {"number": 2, "reason": "A name.", "confirmed": True},
        {"number": 2, "reason": "A name."},
        shared=under("meeting", boards.MeetingFactory),
        first={},
    ),
    "boards_minutes_corrected_with_a_reason": Rule(
        boards.MinutesFactory, {"number": 2, "reason": "A name."}, {"number": 2}
    ),
    "boards_minutes_go_round_before_they_are_confirmed": Rule(
        boards.MinutesFactory, {"confirmed": True}, {"confirmed": True, "circulated_at": NOTHING}
    ),
    "boards_minutes_keep_when_they_first_went_round": Rule(
        boards.MinutesFactory,
        {"circulated": True},
        {"circulated": True, "first_circulated_at": NOTHING},
    ),
    "boards_minutes_are_confirmed_with_their_hash": Rule(
        boards.MinutesFactory, {"confirmed": True}, {"confirmed": True, "sha256": ""}
    ),
    "boards_circulation_once_each_time": Rule(
        boards.CirculationFactory,
        {"circulated_at": clock.moment(NEXT)},
        {"circulated_at": clock.moment(DAY)},
        shared=lambda council: {
            **under("minutes", boards.MinutesFactory)(council),
            "user": councils.UserFactory(),
        },
        first={"circulated_at": clock.moment(DAY)},
    ),
    "boards_minutessection_one_per_place": Rule(
        boards.MinutesSectionFactory,
        {"position": 2},
        {"position": 1},
        shared=under("minutes", boards.MinutesFactory),
        first={"position": 1},
    ),
    "boards_dutydone_once": Rule(
        boards.DutyDoneFactory,
        {"due_on": NEXT},
        {"due_on": DAY},
        shared=under("duty", boards.DutyFactory),
        first={"due_on": DAY},
    ),
    "boards_engagement_of_somebody": Rule(
        boards.EngagementFactory, {"person": NOTHING, "number": 20}, {"person": NOTHING}
    ),
    "boards_engagement_once": Rule(
        boards.EngagementFactory,
        {"words": "Another."},
        {"words": "The same."},
        shared=lambda council: {
            "body": boards.BodyFactory(council=council),
            "person": councils.PersonFactory(council=council),
        },
        first={"words": "The same."},
    ),
    "boards_challenge_once": Rule(
        boards.ChallengeFactory,
        {"question": "Another?"},
        {"question": "The same?"},
        shared=lambda council: {
            **of_item(council),
            "asked_by": councils.PersonFactory(council=council),
        },
        first={"question": "The same?"},
    ),
    "boards_attendancestatement_one_at_a_time": Rule(
        boards.AttendanceStatementFactory,
        {},
        {"withdrawn_at": NOTHING},
        shared=lambda council: {
            "body": boards.BodyFactory(council=council),
            "withdrawn": True,
        },
        first={"withdrawn_at": NOTHING},
    ),
    "boards_attendancestatement_of_a_period": Rule(
        boards.AttendanceStatementFactory, {}, {"ends_on": date(2025, 1, 1)}
    ),
    "boards_calendarfeed_user": Rule(
        boards.CalendarFeedFactory,
        {"user": None},
        {},
        shared=lambda _: {"user": councils.UserFactory()},
        first={},
    ),
    "boards_calendarfeed_secret_is_one_person_s": Rule(
        boards.CalendarFeedFactory,
        {"digest": "0b" * 32},
        {"digest": "0a" * 32},
        shared=lambda _: {},
        first={"digest": "0a" * 32},
    ),
    "boards_calendarfeed_keeps_no_secret": Rule(
        boards.CalendarFeedFactory,
        {"digest": "0a" * 32},
        {"digest": "a secret itself"},
        shared=lambda _: {},
    ),
    "boards_reminder_one_a_day": Rule(
        boards.ReminderFactory,
        {"day": NEXT},
        {"day": DAY},
        shared=lambda _: {"user": councils.UserFactory()},
        first={"day": DAY},
    ),
    "boards_report_once_per_item": Rule(
        boards.ReportFactory,
        {"title": "Other"},
        {"title": "Same"},
        shared=of_item,
        first={"title": "Same"},
    ),
    "boards_reportpart_one_per_section": Rule(
        boards.ReportPartFactory,
        {"section": None},
        {},
        shared=lambda council: {
            "report": boards.ReportFactory(council=council),
            "section": boards.ReportSectionFactory(council=council),
        },
        first={},
    ),
    "boards_recommendation_one_per_place": Rule(
        boards.RecommendationFactory,
        {"position": 2},
        {"position": 1},
        shared=under("report", boards.ReportFactory),
        first={"position": 1},
    ),
    "boards_reportmove_goes_back_with_a_reason": Rule(
        boards.ReportMoveFactory,
        {"to_state": "draft", "reason": "A figure is missing."},
        {"to_state": "draft"},
    ),
    "boards_attachment_once_per_report": Rule(
        boards.AttachmentFactory,
        {"sha256": "b" * 64},
        {"sha256": "a" * 64},
        shared=under("report", boards.ReportFactory),
        first={"sha256": "a" * 64},
    ),
    "boards_filecheck_attachment": Rule(
        boards.FileCheckFactory,
        {"attachment": None},
        {},
        shared=lambda council: {
            "council": council,
            "attachment": boards.AttachmentFactory(council=council, file_check=None),
        },
        first={},
    ),
    "boards_fileclearance_once_per_file": Rule(
        boards.FileClearanceFactory,
        {"taken_back": True},
        {},
        shared=under("attachment", boards.AttachmentFactory),
        first={},
    ),
    "boards_fileclearance_by_a_second_person": Rule(
        boards.FileClearanceFactory,
        {},
        {"cleared_by": SelfAttribute("attached_by")},
        shared=under("attachment", boards.AttachmentFactory),
    ),
    "boards_fileclearance_has_a_reason": Rule(
        boards.FileClearanceFactory, {"reason": "Harmless."}, {"reason": ""}
    ),
    "boards_fileclearance_taken_back_by_somebody": Rule(
        boards.FileClearanceFactory, {"taken_back": True}, {"taken_back_at": clock.moment(DAY)}
    ),
    "boards_restriction_of_one_thing": Rule(
        boards.RestrictionFactory, {}, {"report": NOTHING}, shared=lambda c: {"council": c}
    ),
    "boards_restriction_of_the_young_has_a_reason": Rule(
        boards.RestrictionFactory,
        {"withheld_from_young": True, "young_reason": "It is about one of them."},
        {"withheld_from_young": True},
    ),
    "boards_removal_by_two_people": Rule(
        boards.RemovalFactory,
        {"confirmed": True},
        {"confirmed": True, "confirmed_by": SelfAttribute("proposed_by")},
    ),
    "boards_removal_confirmed_by_somebody": Rule(
        boards.RemovalFactory, {"confirmed": True}, {"confirmed_at": moment()}
    ),
    "boards_removal_confirmed_or_taken_back": Rule(
        boards.RemovalFactory, {"taken_back": True}, {"taken_back": True, "confirmed": True}
    ),
    "boards_removal_once_per_passage": Rule(
        boards.RemovalFactory,
        {"number": "5.3", "taken_back": True},
        {"number": "5.3"},
        shared=under("meeting", boards.MeetingFactory),
        first={"number": "5.3"},
    ),
    "boards_agendaitem_number_once": Rule(
        boards.AgendaItemFactory,
        {"number": "5A"},
        {"number": "5"},
        shared=under("meeting", boards.MeetingFactory),
        first={"number": "5"},
    ),
    "boards_restriction_once_per_report": Rule(
        boards.RestrictionFactory,
        {"lifted": True},
        {},
        shared=under("report", boards.ReportFactory),
        first={},
    ),
    "boards_restriction_once_per_attachment": Rule(
        boards.RestrictionFactory,
        {"lifted": True},
        {},
        shared=lambda council: {
            "council": council,
            "report": NOTHING,
            "attachment": boards.AttachmentFactory(council=council),
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
    wanted = {name: None if value is NOTHING else value for name, value in wanted.items()}
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
