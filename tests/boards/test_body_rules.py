"""Terms of reference over time: a further row each time, never less notice than the law's."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.body_rules.limits import why_below_the_law, why_half_said, why_no_room
from boards.body_rules.queries import periods
from boards.body_rules.services import (
    IN_FORCE,
    OF_ANOTHER_BODY,
    OF_THE_STRATEGY,
    TAKEN,
    TERMS,
    draft_rules,
    set_rules,
    withdraw_rules,
)
from boards.deadlines import DeadlineRules, Offset, papers_deadline, statutory_deadline
from boards.models import Body, BodyRules
from boards.queries import rules_on
from councils.models import User
from councils.roles import Role
from councils.working_days import Calendar, Unit
from councils.writing import Refused
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.world import Furnished, World

CALENDAR = Calendar()

# The law ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offset", "refused"),
    [
        (Offset(5, Unit.CLEAR_WORKING_DAYS), False),
        (Offset(4, Unit.CLEAR_WORKING_DAYS), True),
        (Offset(6, Unit.WORKING_DAYS), False),
        (Offset(5, Unit.WORKING_DAYS), True),
        (Offset(7, Unit.DAYS), True),
        (Offset(9, Unit.DAYS), True),
        (Offset(10, Unit.DAYS), False),
        (Offset(8, Unit.CLEAR_DAYS), True),
        (Offset(9, Unit.CLEAR_DAYS), False),
        (Offset(1, Unit.WEEKS), True),
        (Offset(2, Unit.WEEKS), False),
    ],
)
def test_a_formal_committee_gives_no_less_than_the_law(offset, refused) -> None:
    words = why_below_the_law(offset, formal_committee=True)
    assert bool(words) == refused
    assert not refused or str(offset) in words
    assert why_below_the_law(offset, formal_committee=False) == ""


def test_a_formal_committee_may_leave_it_to_the_law() -> None:
    assert why_below_the_law(None, formal_committee=True) == ""


UNITS = st.sampled_from(list(Unit))
ORDINARY = st.dates(date(2026, 6, 8), date(2026, 7, 24)).filter(lambda day: day.weekday() < 5)


@given(st.integers(0, 20), UNITS, ORDINARY)
def test_what_is_let_through_is_in_time_in_any_ordinary_week(number, unit, day) -> None:
    """Against the deadline itself; what is refused is too late on some day of the week."""
    offset = Offset(number, unit)
    own = CALENDAR.before(day, number, unit)
    if not why_below_the_law(offset, formal_committee=True):
        assert own <= statutory_deadline(day, CALENDAR).due_on
        rules = DeadlineRules(papers=offset, formal_committee=True)
        assert papers_deadline(day, rules, CALENDAR).due_on == own


@given(st.none() | st.integers(0, 9), st.sampled_from(["", *Unit]))
def test_a_number_and_its_unit_go_together(number, unit) -> None:
    assert bool(why_half_said(number, unit)) == ((number is None) != (unit == ""))


@settings(max_examples=30)
@given(st.none() | st.integers(1, 240), st.integers(15, 240))
def test_the_forum_s_time_fits_into_the_meeting(protected, slot) -> None:
    assert bool(why_no_room(protected, slot)) == (protected is not None and protected >= slot)


# Setting them -------------------------------------------------------------------------------------

APRIL = date(2027, 4, 1)


@pytest.fixture
def clerk(db, today) -> User:  # noqa: ARG001
    """Who does it."""
    return councils.UserFactory()


@pytest.fixture
def body(clerk) -> Body:  # noqa: ARG001
    """A panel whose strategy states how long before the papers come."""
    return boards.BodyRulesFactory().body


def given_(body: Body, **other: object) -> dict[str, object]:
    """What the clerk fills in: the rules in force, with something changed."""
    now = rules_on(body, APRIL)
    values = {name: getattr(now, name) for name in TERMS}
    return {"in_force_from": APRIL, "source": "Agreed in March.", **values, **other}


def wrong(body: Body, clerk: User, **other: object) -> dict[str, list[str]]:
    """What is refused, by field; the preview refuses the same."""
    found = []
    for service in (set_rules, draft_rules):
        with pytest.raises(ValidationError) as error:
            service(by=clerk, body=body, **given_(body, **other))
        found.append(error.value.message_dict)
    assert found[0] == found[1]
    return found[0]


def test_new_rules_are_a_further_row_and_the_old_one_stays(body, clerk) -> None:
    before = rules_on(body, APRIL)
    values = {name: getattr(before, name) for name in TERMS}
    made = [set_rules(by=clerk, body=body, **given_(body, papers_number=10)) for _ in range(2)]
    assert made[0] == made[1]
    assert (made[0].set_by, made[0].source_note) == (clerk, "Agreed in March.")
    assert rules_on(body, APRIL) == made[0]
    assert rules_on(body, APRIL - timedelta(days=1)) == before
    before.refresh_from_db()
    assert {name: getattr(before, name) for name in TERMS} == values


def test_a_draft_is_not_saved(body, clerk) -> None:
    draft = draft_rules(by=clerk, body=body, **given_(body))
    assert (draft.pk, body.rules.count()) == (None, 1)


def test_there_is_one_row_from_a_day(body, clerk) -> None:
    set_rules(by=clerk, body=body, **given_(body))
    assert wrong(body, clerk, papers_number=9) == {"in_force_from": [TAKEN]}


def test_a_meeting_that_was_held_keeps_its_rules(body, clerk) -> None:
    boards.MeetingFactory(body=body, over=True)
    said = wrong(body, clerk, in_force_from=date(2026, 10, 14))
    assert said["in_force_from"][0].startswith("The meeting on 14 October 2026 was held")
    set_rules(by=clerk, body=body, **given_(body, in_force_from=date(2026, 10, 15)))


def test_a_cancelled_meeting_holds_nothing_up(body, clerk) -> None:
    boards.MeetingFactory(body=body, over=True, cancelled_at=boards.moment(), cancel_reason="Snow")
    assert set_rules(by=clerk, body=body, **given_(body, in_force_from=date(2026, 10, 14)))


@pytest.mark.parametrize(
    ("other", "field", "words"),
    [
        ({"legal_status": "committee"}, "papers_number", "less than the law allows"),
        ({"papers_unit": ""}, "papers_number", "Say what is counted"),
        ({"forum_unit": "days"}, "forum_number", "Say how many"),
        ({"minutes_number": 2}, "minutes_number", "Say what is counted"),
        ({"protected_minutes": 120}, "protected_minutes", "Keep fewer"),
        ({"quorum_kind": "heads"}, "__all__", "Say how many make the quorum"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(body, clerk, other, field, words) -> None:
    assert words in wrong(body, clerk, **other)[field][0]


def test_another_body_s_form_of_report_is_refused(body, clerk) -> None:
    template = boards.ReportTemplateFactory(council=body.council)
    assert wrong(body, clerk, report_template=template) == {"report_template": [OF_ANOTHER_BODY]}


def test_only_rules_a_clerk_has_set_and_not_in_force_yet_are_withdrawn(body, clerk) -> None:
    to_come = set_rules(by=clerk, body=body, **given_(body))
    in_force = set_rules(by=clerk, body=body, **given_(body, in_force_from=date(2026, 12, 2)))
    of_strategy = body.rules.get(set_by=None)
    withdraw_rules(by=clerk, rules=to_come)
    for rules, words in ((in_force, IN_FORCE), (of_strategy, OF_THE_STRATEGY)):
        with pytest.raises(Refused) as refused:
            withdraw_rules(by=clerk, rules=rules)
        assert str(refused.value) == words
    assert set(body.rules.all()) == {in_force, of_strategy}


def test_their_time_ends_the_day_before_the_next(body, clerk) -> None:
    set_rules(by=clerk, body=body, **given_(body, papers_number=10))
    first, second = periods(body, body.council)
    assert first.title == "From 5 January 2026 to 31 March 2027"
    assert (second.title, second.changed) == (
        "From 1 April 2027",
        [("Papers to board members", "10 working days before the meeting.")],
    )
    assert [p.standing(date(2026, 12, 2)) for p in (first, second)] == ["now", "to come"]
    assert [p.standing(APRIL) for p in (first, second)] == ["past", "now"]


# The pages ----------------------------------------------------------------------------------------


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


def test_a_clerk_sees_new_rules_in_words_before_they_are_set(ours) -> None:
    """Nothing is saved by looking; what was typed is still there; twice is once."""
    address = f"/ourshire/boards/{ours.rows.body.key}/rules/"
    clerk = Visitor(ours.people[Role.CLERK]).open(address)
    clerk.sees("In force now", "To come", "From 1 June 2027")
    clerk.follow("Set new rules from a day")
    clerk.writes("From which day", "1/4/2027").writes("Where was this decided?", "Agreed in March.")
    clerk.writes("Papers before the meeting: how many", "8").press("See them in words")
    clerk.sees("What changes on 1 April 2027", "8 working days before the meeting.")
    assert not BodyRules.objects.filter(in_force_from=APRIL).exists()
    clerk.press_twice("Set these rules")
    clerk.sees("Set from 1 April 2027", "Agreed in March.")
    made = BodyRules.objects.get(body=ours.rows.body, in_force_from=APRIL)
    assert (made.papers_number, made.set_by) == (8, ours.people[Role.CLERK])
    assert made.online_counts == ours.rows.rules.online_counts


def test_what_is_refused_stands_at_its_field_and_what_was_typed_stays(ours) -> None:
    clerk = Visitor(ours.people[Role.CLERK]).open(
        f"/ourshire/boards/{ours.rows.body.key}/rules/new/"
    )
    clerk.ticks("formal committee").writes("From which day", "1/4/2027")
    clerk.writes("Where was this decided?", "Agreed in March.").press("See them in words")
    clerk.sees("5 working days is less than the law allows")
    assert "Agreed in March." in clerk.html
    assert not clerk.offers("Set these rules")


def test_rules_to_come_are_taken_back(ours) -> None:
    clerk = Visitor(ours.people[Role.CLERK]).open(f"/ourshire/boards/{ours.rows.body.key}/rules/")
    clerk.press("Take these back").sees("Taken back.")
    assert not BodyRules.objects.filter(pk=ours.rows.rules_to_come.pk).exists()


def test_a_member_reads_the_rules_and_sets_none(ours) -> None:
    member = Visitor(ours.people[Role.BOARD_MEMBER])
    member.open(f"/ourshire/boards/{ours.rows.body.key}/rules/").sees("In force now")
    member.does_not_see("Set new rules")
    assert not member.offers("Take these back")
