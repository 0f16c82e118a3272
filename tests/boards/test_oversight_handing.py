"""Measures about the body, worked out from its record and handed over with a note on the source."""

from datetime import date

import pytest

from boards.attendance import Figure
from boards.cycle import MunicipalYear
from boards.models import Body
from boards.oversight import services
from boards.oversight.handing import (
    RULES,
    Record,
    from_record,
    standing_words,
    why_not_hand,
    work_out,
)
from boards.oversight.queries import measures_of
from boards.oversight.tally import Sitting, There
from councils import clock
from councils.models import Council
from councils.writing import Refused
from measures.models import Measure, Observation
from measures.recording import Entry
from measures.services import change_figure, record_figure, sign_off
from tests.factories import boards, councils
from tests.support.loading import load_council
from tests.support.people import sign_in

YEAR = MunicipalYear(date(2025, 5, 21), date(2026, 5, 19), assumed=True)
NOTE = "Counted from the record of the municipal year 2025/26, 21 May 2025 to 19 May 2026."


def sitting(number: int, kind: str, *people: str, **more: object) -> Sitting:
    """A meeting of a kind with these people."""
    there = tuple(map(There, people))
    return Sitting(number, date(2025, 6, number), kind, there=there, **more)


RECORD = Record(
    sittings=(
        sitting(1, "formal", "ann"),
        sitting(2, "informal", "ann"),
        sitting(3, "extraordinary", "bo"),
        sitting(4, "workshop", "bo"),
        sitting(5, "takeover", "ann", "guest"),
        sitting(6, "formal", "ann", cancelled=True),
        sitting(7, "activity_day", "cy"),
    ),
    whole=Figure(5, 6),
    at_activity_days=frozenset({"ann", "di", "left"}),
    members=frozenset({"ann", "bo", "cy", "di"}),
)


# The rules -----------------------------------------------------------------------------------------


def test_meetings_are_counted_by_kind_and_attendance_stands_in_the_words() -> None:
    worked = work_out("board-meetings", RECORD, YEAR, members="members")
    assert worked.count == 3
    assert worked.note == (
        f"{NOTE} 1 formal, 1 informal, 1 extraordinary. Seats were filled at 5 of 6 (83.3%)."
    )


def test_members_at_activity_days_are_different_people_with_a_seat() -> None:
    """From the log and from the registers, each once; a guest is no member."""
    worked = work_out("activity-days", RECORD, YEAR, members="Panel members")
    assert worked.count == 3
    assert worked.note == NOTE
    assert worked.rule.startswith("Different Panel members who took part in the year")


def test_what_is_told_in_words_has_no_figure_and_says_so() -> None:
    worked = work_out("takeover-events", RECORD, YEAR, members="members")
    assert worked.count is None
    assert "no figure can be worked out" in worked.rule
    assert "Takeovers on record: 1." in worked.rule


def test_a_year_without_meetings_is_nought() -> None:
    nothing = Record((), Figure(0, 0), frozenset(), frozenset())
    worked = work_out("board-meetings", nothing, YEAR, members="members")
    assert (worked.count, worked.note) == (0, NOTE)


def test_figures_wait_for_the_end_of_the_year_and_for_every_register() -> None:
    assert why_not_hand(RECORD, YEAR, date(2026, 5, 20)) == ""
    assert why_not_hand(RECORD, YEAR, date(2026, 5, 19)).startswith("The year runs until Tuesday")
    lacking = Record((sitting(1, "formal"),), Figure(0, 0), frozenset(), frozenset())
    assert "is not kept: Sunday 1 June 2025." in why_not_hand(lacking, YEAR, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("count", "standing", "signed_off", "words"),
    [
        (None, None, False, ""),
        (3, None, False, "Not handed over yet."),
        (3, 3, True, "The measures say the same."),
        (3, 4, False, "The measures say 4, not signed off: handing over brings it up to date."),
        (3, 4, True, "The measures say 4, and that is signed off."),
    ],
)
def test_what_stands_in_the_measures(count, standing, signed_off, words) -> None:
    assert standing_words(count, standing, signed_off=signed_off).startswith(words)
    assert bool(words) == bool(standing_words(count, standing, signed_off=signed_off))


# Dorset --------------------------------------------------------------------------------------------


@pytest.fixture
def dorset(db, today) -> Council:  # noqa: ARG001
    """Dorset as its strategy has it."""
    return load_council("dorset")


@pytest.fixture
def board(dorset: Council) -> Body:
    """Its Board, with a member who was at two of the three meetings of last year."""
    body = Body.objects.of(dorset).get(key="board")
    holder = boards.SeatHolderFactory(
        seat=boards.SeatFactory(body=body), starts_on=date(2025, 1, 1)
    )
    other = councils.PersonFactory(council=dorset)
    for month, kind, mark in (
        (9, "formal", "present"),
        (11, "informal", "online"),
        (12, "formal", "absent"),
    ):
        meeting = boards.MeetingFactory(body=body, kind=kind, held_on=date(2025, month, 10))
        boards.RegisterEntryFactory(
            meeting=meeting, seat=holder.seat, person=holder.person, mark=mark
        )
        boards.RegisterEntryFactory(meeting=meeting, seat=None, person=other, capacity="attender")
    boards.EngagementFactory(
        body=body, kind="activity_day", held_on=date(2025, 8, 1), person=holder.person
    )
    return body


def hand(body: Body) -> dict[str, Observation]:
    """Handed over by somebody new, by the measure's key."""
    made = services.hand_over(by=councils.UserFactory(), body=body, year=YEAR)
    return {figure.measure.key: figure for figure in made}


def test_the_first_three_governance_measures_are_dorsets(dorset: Council) -> None:
    """Lines 39 to 41 of its list, in this order; each has its rule."""
    rows = Measure.objects.of(dorset).filter(source_line__in=(39, 40, 41)).order_by("source_line")
    assert [row.key for row in rows] == list(RULES)
    assert {row.unit for row in rows} == {"count", "words"}


def test_two_are_handed_over_and_the_third_is_told_in_words(board: Body) -> None:
    made = hand(board)
    assert {key: figure.numerator for key, figure in made.items()} == {
        "board-meetings": 3,
        "activity-days": 1,
    }
    meetings = made["board-meetings"]
    assert meetings.period_end == date(2026, 5, 19)
    assert (
        meetings.narrative == f"{NOTE} 2 formal, 1 informal. Seats were filled at 2 of 3 (66.7%)."
    )
    assert (meetings.status, meetings.signed_off_at) == ("provisional", None)


def test_handing_over_twice_changes_nothing(board: Body) -> None:
    """Nor by somebody else."""
    first = {key: (figure.pk, figure.version) for key, figure in hand(board).items()}
    assert {key: (figure.pk, figure.version) for key, figure in hand(board).items()} == first


def test_a_figure_that_is_not_signed_off_is_brought_up_to_date(board: Body) -> None:
    hand(board)
    meeting = boards.MeetingFactory(body=board, held_on=date(2026, 2, 10))
    boards.RegisterEntryFactory(meeting=meeting, seat=board.seats.first())
    again = hand(board)["board-meetings"]
    assert again.numerator == 4
    assert "3 formal, 1 informal" in again.narrative
    assert Observation.objects.filter(measure=again.measure, period_end=YEAR.ends_on).count() == 1


def test_an_officers_own_words_stay(board: Body) -> None:
    figure = hand(board)["board-meetings"]
    change_figure(
        by=councils.UserFactory(),
        figure=figure,
        version=figure.version,
        entry=Entry(numerator=7),
        narrative="One more, in the snow.",
        status="provisional",
    )
    again = hand(board)["board-meetings"]
    assert (again.numerator, again.narrative) == (3, "One more, in the snow.")


def test_what_is_signed_off_stays_and_the_others_are_handed_over(board: Body) -> None:
    measure = Measure.objects.of(board.council).get(key="board-meetings")
    by = councils.UserFactory()
    typed = record_figure(by=by, measure=measure, period_end=YEAR.ends_on, numerator=9)
    sign_off(by=by, figure=typed)
    made = hand(board)
    assert made["board-meetings"].numerator == 9
    assert made["activity-days"].numerator == 1


def test_the_running_year_is_refused(board: Body) -> None:
    running = MunicipalYear(date(2026, 5, 20), date(2027, 5, 18), assumed=True)
    with pytest.raises(Refused, match="The year runs until"):
        services.hand_over(by=councils.UserFactory(), body=board, year=running)


def test_a_part_of_a_body_is_handed_nothing(board: Body) -> None:
    group = boards.BodyFactory(strategy=board.strategy, parent=board, sub_group=True)
    assert not measures_of(group).exists()
    assert measures_of(board).count() == len(RULES)


def test_the_page_says_what_is_counted_and_what_cannot_be(board: Body, client_as) -> None:
    """With the button; and the attendance page leads there."""
    client = client_as("clerk", board.council)
    page = client.get("/dorset/boards/board/attendance/2025/measures/").content.decode()
    assert "told in words, so no figure can be worked out" in page
    assert "Not handed over yet." in page
    sent = client.post("/dorset/boards/board/attendance/2025/measures/", follow=True)
    assert "The measures say the same." in sent.content.decode()
    lead = client.get("/dorset/boards/board/attendance/?year=2025").content.decode()
    assert "attendance/2025/measures/" in lead
    assert "Hand to measures" in lead


def test_a_body_without_such_measures_is_not_led_there(world) -> None:
    made = world.ours
    Measure.objects.of(made.council).filter(key__in=RULES).update(key="another")
    page = sign_in(made.people["clerk"]).get(f"/ourshire/boards/{made.rows.body.key}/attendance/")
    assert "Hand to measures" not in page.content.decode()
    assert from_record(YEAR) == NOTE
    assert clock.today() == date(2026, 12, 2)
