"""The first loop, through real pages: from a planned meeting to a pack a member opens.

Each step is taken by the person whose work it is, on the pages that person is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from bs4 import Tag

from boards.models import AgendaItem, Meeting
from forums.models import Question
from measures.models import Observation
from tests.journeys.visiting import Visitor, squeezed

Enter = Callable[[str], Visitor]

CANARY = "my canary sleeps badly since we moved again"
WORDING = "Why do some of us move home so often, and what is done about it?"
PROMISE = "provide you with a safe home to live in, where you feel happy and well cared for."


@dataclass(frozen=True)
class Entry:
    """One of the seven figures for 31 March 2021, invented, and what the page makes of it."""

    measure: str
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    shown: str = ""


FIGURES = (
    Entry("Number of children in Care", "508", shown="508"),
    Entry("Rate of care per 10,000", "508", value="41.3", shown="41.3 per 10,000"),
    Entry(
        "Number and % of children in care living with foster families",
        *("356", "508"),
        shown="70% — 356 of 508",
    ),
    Entry(
        "Number and % of children placed with a Buckinghamshire /in house carer",
        *("201", "356"),
        shown="56% — 201 of 356",
    ),
    Entry(
        "Number and % of children placed with an Independent Fostering Agency",
        *("155", "356"),
        shown="44% — 155 of 356",
    ),
    Entry(
        "Number and % of children in care living outside the local authority area",
        *("230", "508"),
        shown="45% — 230 of 508",
    ),
    Entry("Number of care leavers", "262", shown="262"),
)
IN_HOUSE = FIGURES[3].measure


def test_the_first_loop(enter: Enter) -> None:
    """A clerk plans, an officer records, a young person asks, a worker words, a member reads."""
    when_the_clerk_plans_a_meeting_on_housing(enter)
    then_the_agenda_has_what_it_always_has()
    when_the_officer_records_a_contradiction_it_is_refused_with_the_reason(enter)
    when_the_officer_records_and_signs_off_the_seven_figures(enter)
    then_the_figures_are_worked_out_and_marked_as_invented()
    when_the_representative_asks_on_the_theme(enter)
    when_the_worker_writes_the_public_wording_and_puts_it_to_the_meeting(enter)
    when_the_clerk_publishes(enter)
    then_a_member_reads_the_agenda_the_promise_the_figures_and_the_question(enter)
    then_the_young_person_sees_where_the_question_is(enter)
    then_anybody_reads_the_public_papers()


def when_the_clerk_plans_a_meeting_on_housing(enter: Enter) -> None:
    """The next theme is proposed, and the dates that follow are shown before and after."""
    clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
    clerk.sees("Housing and Placements is next.", "Papers to Panel members", "Minutes go round")
    assert clerk.reads_in("Theme") == "Housing and Placements"
    clerk.writes("Date", "6/1/2027").writes("Place", "Committee room 1").press("Plan the meeting")
    clerk.sees(
        "Planned for Wednesday 6 January 2027.",
        # R1: five working days, with two bank holidays on the way
        "Tuesday 29 December 2026 Papers to Panel members",
        # R2 and R2b: a week before would be later than the adults
        "Tuesday 29 December 2026 Papers to the children in care council",
        "because Wednesday 30 December 2026 would be later than the adults",
        # R3
        "Wednesday 20 January 2027 Minutes go round",
    )


def then_the_agenda_has_what_it_always_has() -> None:
    """Standing items around the forum's own minutes, the theme and the sub-groups' updates."""
    items = Meeting.objects.get(held_on="2027-01-06").items.all()
    assert [(item.title, item.kind, item.minutes) for item in items] == [
        ("Apologies", "standing", 5),
        ("Declarations of interest", "standing", 5),
        ("Minutes and matters arising", "standing", 5),
        ("Questions from We Do Care!", "protected", 15),
        ("Housing and Placements", "theme", 65),
        ("Update from the Health sub-group", "update", 5),
        ("Update from the Housing and care leavers sub-group", "update", 5),
        ("Update from the Education, employment and training sub-group", "update", 5),
        ("Work programme", "standing", 5),
        ("Any other business", "standing", 5),
    ]


def _period(enter: Enter) -> Visitor:
    """The officer at the screen of the year to 31 March 2021."""
    officer = enter("Idris Bell").open("/buckinghamshire/")
    return officer.follow("Record figures").follow("To 31 March 2021")


def _row(officer: Visitor, entry: Entry) -> dict[str, Tag]:
    """The fields of a measure's row."""
    heads = [h for h in officer.soup.find_all("h3") if squeezed(h.get_text()) == entry.measure]
    fields = heads[0].find_parent(class_="cp-row").find_all("input")
    return {field["name"].rpartition("-")[2]: field for field in fields}


def _types(officer: Visitor, entry: Entry) -> None:
    fields = _row(officer, entry)
    for name in ("numerator", "denominator", "value"):
        if typed := getattr(entry, name):
            fields[name]["value"] = typed


def when_the_officer_records_a_contradiction_it_is_refused_with_the_reason(enter: Enter) -> None:
    """189 of 492 are 38 per cent: who types 54 is told so at the field, and keeps what they typed."""
    officer, entry = _period(enter), Entry(IN_HOUSE, "189", "492", "54")
    _types(officer, entry)
    officer.press("Save the figures").sees("There is a problem", "38%, not 54%")
    fields = _row(officer, entry)
    said = officer.soup.find(id=fields["value"]["aria-describedby"]).get_text()
    assert "38%, not 54%" in said
    assert (fields["numerator"]["value"], fields["value"]["value"]) == ("189", "54")
    assert not Observation.objects.filter(period_end="2021-03-31").exists()


def when_the_officer_records_and_signs_off_the_seven_figures(enter: Enter) -> None:
    """Counts go in, percentages come out, all in one go; signed off, they stand."""
    officer = _period(enter)
    for entry in FIGURES:
        _types(officer, entry)
    officer.press("Save the figures").sees("7 figures are saved.")
    officer.open("/buckinghamshire/").follow("Figures on record").sees(
        *(entry.shown for entry in FIGURES)
    )
    officer.ticks_rows("31 Mar 2021").writes("Action", "Sign off the chosen figures")
    officer.press("Go").sees("7 signed off.")


def then_the_figures_are_worked_out_and_marked_as_invented() -> None:
    """Each figure says who recorded it and that it is invented for the demo."""
    figures = Observation.objects.filter(period_end="2021-03-31").order_by("measure__position")
    assert [str(figure.value.normalize()) for figure in figures] == [
        *("508", "41.3", "7E+1", "56", "44", "45", "262")
    ]
    assert {figure.recorded_by.display_name for figure in figures} == {"Idris Bell"}
    assert {figure.signed_off_by.display_name for figure in figures} == {"Idris Bell"}
    assert {figure.is_invented for figure in figures} == {True}


def when_the_representative_asks_on_the_theme(enter: Enter) -> None:
    """Before anything can be typed the page says that it is not for emergencies."""
    skye = enter("Skye").follow("Ask a question")
    skye.sees_in_order(
        "This page is not for emergencies",
        "01632 960 001",
        "01632 960 999",
        "What you write here is read by the We Do Care! workers, within 2 working days.",
        "The next meeting is on Wednesday 6 January 2027",
        "It is about Housing and Placements.",
        "Ask by the end of Monday 28 December 2026 to be in the papers",
        "Your question",
    )
    skye.ticks("Housing and Placements").writes("Your question", CANARY)
    skye.press("Send my question").sees(
        "Thank you. A worker reads it by Friday 4 December 2026.", "About Housing and Placements"
    )
    skye.does_not_see(CANARY)


def when_the_worker_writes_the_public_wording_and_puts_it_to_the_meeting(enter: Enter) -> None:
    """The worker alone reads the own words, and writes others for everybody."""
    worker = enter("Jo Marsh").follow("Questions").sees("A question that is being put into words")
    worker.open(_question_page()).follow("Read the question and write its public wording")
    worker.sees(CANARY, "Only the workers of this forum and the safeguarding lead.")
    worker.press("I have read it").sees("Marked as read.")
    worker.writes("Public wording", WORDING).press("Save the public wording")
    worker.sees("Saved. Now a second person agrees to these words.", WORDING)
    assert not worker.offers("Put it to a meeting")
    lead = enter("Sam Okafor").open(f"{_question_page()}words/").sees(CANARY, WORDING)
    lead.press("I agree to these words").sees("Agreed.", WORDING)
    worker.open(_question_page()).follow("Put it to a meeting").sees(WORDING).ticks(
        "Panel, 6 January 2027"
    )
    worker.press("Put the question").sees("The question is on the agenda.")
    worker.sees("on the agenda of Corporate Parenting Panel on Wednesday 6 January 2027")


def _question_page() -> str:
    question = Question.objects.get(private_words__text=CANARY)
    return f"/buckinghamshire/forums/questions/{question.pk}/"


def when_the_clerk_publishes(enter: Enter) -> None:
    """The question is on the agenda, under the forum's own time; three editions go out together."""
    clerk = enter("Clara Holt").follow("Meetings").follow("Wednesday 6 January 2027")
    clerk.sees_in_order("Questions from We Do Care!", WORDING, "Housing and Placements")
    clerk.sees("The papers are not out yet.").does_not_see(CANARY)
    clerk.press("Publish the papers")
    clerk.sees("Published: members’ papers, the forum’s papers, public papers.")
    clerk.sees("Members’ papers, edition 1", "The forum’s papers, edition 1")


def then_a_member_reads_the_agenda_the_promise_the_figures_and_the_question(enter: Enter) -> None:
    """The pack by theme: agenda first, then each item on a page of its own."""
    member = enter("Councillor Amina Rees").follow("Panel member papers")
    member.sees("Members’ papers, edition 1", "Corporate Parenting Panel, Wednesday 6 January 2027")
    titles = AgendaItem.objects.filter(meeting__held_on="2027-01-06").values_list(
        "title", flat=True
    )
    member.sees_in_order("Agenda", *titles)
    member.follow("Questions from We Do Care!").sees("4.1", "We Do Care! asks", WORDING)
    member.does_not_see(CANARY).follow("Housing and Placements")
    member.sees_in_order("What was promised", "5.1", PROMISE, "What the figures say")
    for entry in FIGURES:
        member.sees(entry.measure, entry.shown.split(" — ")[0])
    member.sees("201 of 356", "on 31 March 2021, provisional", "invented for the demo")
    charts = member.soup.find_all("svg", role="img")
    assert len(charts) == len(FIGURES)
    assert all(chart.find("title").get_text() and chart.find("desc") for chart in charts)
    member.does_not_see(CANARY)


def then_the_young_person_sees_where_the_question_is(enter: Enter) -> None:
    """The same sentence the worker saw, in words Skye has read before."""
    skye = enter("Skye").follow("Questions").follow(WORDING)
    skye.sees("on the agenda of Corporate Parenting Panel on Wednesday 6 January 2027")
    skye.open("/buckinghamshire/").follow("Your papers").follow("Questions from We Do Care!")
    skye.sees(WORDING).does_not_see(CANARY)


def then_anybody_reads_the_public_papers() -> None:
    """Without signing in, from the council's home page."""
    anybody = Visitor().open("/buckinghamshire/").follow("6 January 2027")
    anybody.sees("Public papers, edition 1").follow("Housing and Placements")
    anybody.sees(PROMISE, "201 of 356").does_not_see(CANARY)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("6/1/2020", "Monday 6 January 2020 is not a day to come. Choose a later one."),
        (
            "25/12/2026",
            "Friday 25 December 2026 is a bank holiday (Christmas Day). Choose a working day.",
        ),
        ("12/12/2026", "Saturday 12 December 2026 is a Saturday. Choose a working day."),
        ("31/13/2026", "Enter a valid date."),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(enter: Enter, day: str, reason: str) -> None:
    """What else was typed is kept, and no meeting is made."""
    before = Meeting.objects.count()
    clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
    clerk.writes("Date", day).writes("Place", "Somewhere new").press("Plan the meeting")
    clerk.sees("There is a problem")
    assert reason in clerk.error_at("Date")
    assert clerk.reads_in("Place") == "Somewhere new"
    assert clerk.reads_in("Date") == day
    assert Meeting.objects.count() == before
