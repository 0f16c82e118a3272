"""Bromley's two tiers: what the Strategy Group cannot settle, the Executive Working Party decides.

The strategy is the council's own, from its fixture; everybody in it is invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from boards.models import Meeting, Minutes, RegisterEntry, Seat, SeatHolder
from boards.record.services import circulate, confirm, draft_minutes
from boards.register.entries.services import mark
from boards.register.services import open_meeting
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from councils.services import publish
from forums.models import Forum
from tests.factories.boards import SeatHolderFactory
from tests.factories.councils import MembershipFactory, UserFactory
from tests.factories.forums import ForumMemberFactory
from tests.five.conftest import ROOTS
from tests.journeys.recording import Recorder
from tests.journeys.visiting import Visitor, squeezed
from tests.support.loading import load_council
from tests.support.minuted import note

HOME = "/bromley/"
GROUP, PARTY = f"{HOME}boards/strategy-group/", f"{HOME}boards/working-party/"
MEETINGS = f"{HOME}boards/meetings/"
SPRING, GROUP_MEETS, PARTY_MEETS = date(2026, 5, 21), date(2026, 6, 10), date(2026, 6, 24)

PARTY_NAME = "Executive Working Party for Safeguarding and Corporate Parenting"
MATTER = "Health checks of children who live far away"
REASON = "It needs the neighbours’ agreement, and the group cannot give ours."
DECISION = "Bromley pays the neighbours for each check."
TASK = "Agree with the neighbours who pays."
UPDATE = "Update from the Corporate Parenting Strategy Group"
REPORTED = "The group has found three more schools that keep places."

#: The second Wednesdays and the third ones of June, September, December and March.
YEAR_OF_GROUP = (date(2026, 6, 10), date(2026, 9, 9), date(2026, 12, 9), date(2027, 3, 10))
YEAR_OF_PARTY = (date(2026, 6, 17), date(2026, 9, 16), date(2026, 12, 16), date(2027, 3, 17))


@pytest.fixture(scope="module")
def bromley_of_module(module_transaction) -> Council:  # noqa: ARG001
    """Bromley's strategy, published."""
    council = load_council("bromley")
    for root in ROOTS:
        publish(by=UserFactory(), rows=root.objects.of(council))
    return council


@dataclass
class Cast:
    """Those who sign in, each with a browser of their own."""

    clara: Recorder
    nia: Recorder
    amina: Recorder
    skye: Recorder


@pytest.fixture
def cast(bromley_of_module: Council, db: None, today: date) -> Cast:  # noqa: ARG001
    """The clerk of both bodies, a nurse on the group, a portfolio holder in the chair, a young person."""

    def enter(name: str, *roles: str, **more: object) -> Recorder:
        user = UserFactory(display_name=name, email=f"{name.split()[-1].lower()}@example.org")
        for role in roles:
            MembershipFactory(user=user, council=bromley_of_module, role=role)
        if more:
            ForumMemberFactory(user=user, **more)
        return Recorder(user)

    forum = Forum.objects.get(council=bromley_of_module)
    return Cast(
        clara=enter("Clara Holt", Role.CLERK),
        nia=enter("Nia Quayle", Role.BOARD_MEMBER),
        amina=enter("Councillor Amina Rees", Role.BOARD_MEMBER, Role.CHAIR),
        skye=enter("Skye", Role.FORUM_REPRESENTATIVE, forum=forum),
    )


def test_what_the_group_cannot_settle_is_decided_above_and_comes_back(cast: Cast) -> None:
    """Handed over with a reason, on the agenda by itself, decided, and answered."""
    with clock.set_to(SPRING):
        the_clerk_seats_both_bodies(cast)
        the_clerk_plans_a_meeting_of_the_group(cast)
    with clock.set_to(clock.moment(GROUP_MEETS, time(18))):
        the_group_passes_it_up(cast)
    with clock.set_to(clock.moment(date(2026, 6, 11), time(9))):
        it_waits_at_the_working_party(cast)
        the_next_agenda_takes_it_by_itself(cast)
    with clock.set_to(clock.moment(PARTY_MEETS, time(18))):
        the_working_party_decides(cast)
    with clock.set_to(date(2026, 6, 25)):
        the_answer_comes_back(cast)
        each_tier_reads_what_is_its_own(cast)


def test_an_action_that_does_not_move_is_passed_up_and_its_story_says_what_came_of_it(
    cast: Cast,
) -> None:
    """Put on an agenda that is planned already, and told at the action itself."""
    with clock.set_to(SPRING):
        the_clerk_seats_both_bodies(cast)
        clara = _plans(cast.clara, PARTY, "24/6/2026")
        clara.open(f"{GROUP}actions/").follow("Set an action")
        clara.writes("What is to be done", TASK).writes("Who does it", "Nia Quayle")
        clara.writes("By when", "5/6/2026").press("Set the action").sees("The action is set.")
    with clock.set_to(date(2026, 6, 8)):
        clara.open(f"{GROUP}actions/").sees("1 to do, 1 overdue.").follow("Action 1")
        clara.follow("Pass it up").writes("Why", REASON).press("Pass it up")
        clara.sees(f"Passed up to {PARTY_NAME}", "No agenda has taken it yet.")
        clara.open(f"{PARTY}actions/").follow("Put it on an agenda")
        clara.ticks("24 June 2026, item 8: Any other business").press("Take it with this item")
        clara.sees("It is on the agenda.")
    with clock.set_to(clock.moment(PARTY_MEETS, time(18))):
        clara.open(HOME).follow("Today’s register").press("The meeting begins now")
        clara.follow("Items").opens("8. Any other business").ticks("Decided")
        clara.writes("Decision", DECISION).press("Save").sees("Item 8 is recorded.")
        cast.nia.open(f"{GROUP}actions/").follow("Action 1").sees_in_order(
            f"Passed up to {PARTY_NAME}",
            REASON,
            "Taken on 24 June 2026 by item 8: Any other business. Decided.",
            f"Decision 1: {DECISION}",
        )


def test_a_year_of_both_tiers_from_the_plan_to_the_statements(cast: Cast) -> None:
    """Each plans its year in one go; after each meeting of the group the party hears its update."""
    with clock.set_to(SPRING):
        the_clerk_seats_both_bodies(cast)
        seat = Seat.objects.get(body__key="strategy-group", title="Public Health Consultant")
        SeatHolderFactory(seat=seat, person__name="Hal Orton", starts_on=SPRING)
        _plans_a_year(cast.clara, GROUP, "Second", YEAR_OF_GROUP)
        _plans_a_year(cast.clara, PARTY, "Third", YEAR_OF_PARTY)
    _meets(cast, YEAR_OF_GROUP[0], "Nia Quayle", "Hal Orton")
    _meets(cast, YEAR_OF_PARTY[0], "Councillor Amina Rees", hears=True)
    with clock.set_to(YEAR_OF_PARTY[0] + timedelta(days=2)):
        what_the_group_told_stands_in_the_minutes(cast)
    for day in sorted(YEAR_OF_GROUP[1:] + YEAR_OF_PARTY[1:]):
        _met(day, absent=day == YEAR_OF_GROUP[-1])
    with clock.set_to(date(2027, 5, 20)):
        the_minutes_of_the_year_are_confirmed(cast)
        the_statements_of_both_are_published(cast)


# Steps --------------------------------------------------------------------------------------------


def the_clerk_seats_both_bodies(cast: Cast) -> None:
    """A nurse on the group; a member of the executive, and young people, who are only counted."""
    for body, seat, name in (
        (GROUP, "Looked After Children’s Nurse", "Nia Quayle"),
        (PARTY, "Portfolio Holder for care services", "Councillor Amina Rees"),
    ):
        clara = cast.clara.open(f"{body}people/").follow(f"“{seat}")
        clara.writes("Who?", "Somebody new, named below").writes("Name", name)
        clara.writes("Sign-in", name).press("Save").sees(f"{name} holds the seat")
    clara.open(f"{PARTY}people/").follow("Members of the living in care council (LinCC)")
    clara.follow("Say how many they are").writes("How many young people?", "2").press("Save")
    clara.sees("This seat is for 2 young people.")


def the_clerk_plans_a_meeting_of_the_group(cast: Cast) -> None:
    """The lower tier has meetings of its own, with papers for everybody."""
    clara = cast.clara.open(MEETINGS).follow("Plan the next meeting of Strategy Group")
    clara.writes("Date", "10/6/2026").writes("Place", "Civic Centre").press("Plan the meeting")
    clara.follow("Build the agenda").follow("What was promised").writes("Minutes", "60")
    clara.press("Save").follow("Add an item").writes("What it is about", MATTER)
    clara.ticks("For decision").press("Add the item").follow("Overview")
    clara.press("Publish the papers").sees("Published: members’ papers, public papers.")
    cast.nia.open(HOME).follow("Working Party member papers").sees(MATTER)
    Visitor().open(GROUP).follow("10 June 2026").sees("Public papers, edition 1", MATTER)


def the_group_passes_it_up(cast: Cast) -> None:
    """It says to whom and why; nothing is judged, because no quorum is stated."""
    clara = cast.clara.open(HOME).follow("Today’s register").press("The meeting begins now")
    clara.marks("Nia Quayle", "Present").press("Save the register")
    clara.sees("No quorum stated, not judged.").follow("Items").opens("5. Health").ticks(
        "Passed up"
    )
    clara.writes("Pass it up to", PARTY_NAME).press("Save").sees("Say why it is passed up.")
    clara.writes("Why it is passed up", REASON).press("Save")
    clara.sees(f"Passed up to {PARTY_NAME}: {REASON}")


def it_waits_at_the_working_party(cast: Cast) -> None:
    """In its log, and in the clerk’s one letter of the day, until an agenda takes it."""
    cast.clara.open(f"{PARTY}actions/").sees_in_order(
        "Passed up to Executive Working Party",
        "From Corporate Parenting Strategy Group Waiting",
        MATTER,
        REASON,
    )
    cast.nia.open(f"{GROUP}actions/").sees_in_order(
        "Passed up by Strategy Group", f"To {PARTY_NAME} Waiting", "No agenda has taken it yet."
    )
    call_command("daily_round", stdout=StringIO())
    (letter,) = (each.body for each in mail.outbox if each.to == ["holt@example.org"])
    assert "Something was passed up to the Executive Working Party." in letter
    assert REASON not in letter


def the_next_agenda_takes_it_by_itself(cast: Cast) -> None:
    """Among the matters arising, with where it comes from; the forum has its papers too."""
    clara = _plans(cast.clara, PARTY, "24/6/2026")
    clara.sees("2 items were carried in; the agenda says where from.")
    clara.sees_in_order(
        "Minutes and matters arising",
        f"From Strategy Group: {MATTER} For decision 10 minutes",
        f"Passed up by Corporate Parenting Strategy Group on Wednesday 10 June 2026: {REASON}",
        "Questions from LinCC",
    )
    clara.press("Publish the papers").sees("members’ papers, the forum’s papers, public papers.")
    for reader, papers in ((cast.amina, "Working Party member papers"), (cast.skye, "Your papers")):
        reader.open(HOME).follow(papers).sees(f"From Strategy Group: {MATTER}")
    clara.open(f"{PARTY}actions/").does_not_see("Passed up to Executive Working Party")


def the_working_party_decides(cast: Cast) -> None:
    """With a decision of its own, and its own first number."""
    clara = cast.clara.open(HOME).follow("Today’s register").press("The meeting begins now")
    clara.marks("Councillor Amina Rees", "Present").press("Save the register")
    clara.follow("Items").opens("4. From Strategy Group").ticks("Decided")
    clara.writes("Decision", DECISION).press("Save").sees(f"Decision 1 {DECISION}")


def the_answer_comes_back(cast: Cast) -> None:
    """Whoever passed it up reads what became of it where they left it, and in the minutes to whom."""
    cast.nia.open(f"{GROUP}actions/").sees_in_order(
        "Passed up by Strategy Group",
        f"To {PARTY_NAME} Answered",
        REASON,
        f"Taken on 24 June 2026 by item 4: From Strategy Group: {MATTER}. Decided.",
        f"Decision 1: {DECISION}",
    )
    clara = cast.clara.open(MEETINGS).follow("Wednesday 10 June 2026").follow("Minutes")
    clara.press("Draft the minutes").sees(f"Passed up to {PARTY_NAME}: {REASON}")


def each_tier_reads_what_is_its_own(cast: Cast) -> None:
    """The upper tier reads the lower one’s record; the lower does not read the upper’s."""
    cast.amina.open(f"{GROUP}actions/").sees(f"Decision 1: {DECISION}")
    cast.amina.open(f"{PARTY}decisions/").sees(f"Decision 1 {DECISION}")
    cast.nia.open(f"{PARTY}decisions/", status=403)
    cast.nia.sees("The record of minutes, actions and attendance is for the people of the body.")
    assert not [link for link in cast.skye.open(PARTY).soup.find_all("a") if link.text == "Actions"]


def _plans(clara: Recorder, body: str, day: str) -> Recorder:
    clara.open(f"{body}plan/").writes("Date", day).writes("Place", "Civic Centre")
    return clara.press("Plan the meeting").sees("Planned for")


def _plans_a_year(clara: Recorder, body: str, week: str, days: Sequence[date]) -> None:
    """The upper tier is to meet each quarter; for the lower one the clerk says how often."""
    clara.open(f"{body}year/").writes("How many meetings", "4")
    clara.writes("Which day of the month?", week).writes("Day of the week", "Wednesday")
    clara.writes("Place", "Civic Centre").press("Propose the days")
    clara.sees_in_order(*(f"{day:%A %-d %B %Y}" for day in days))
    clara.press("Plan these meetings").sees("4 meetings are planned.")


def _meets(cast: Cast, day: date, *names: str, hears: bool = False) -> None:
    """Page by page: papers out, the register kept, every item noted, the minutes sent round."""
    clara = cast.clara
    with clock.set_to(clock.moment(day - timedelta(days=12), time(9))):
        clara.open(MEETINGS).follow(f"{day:%A %-d %B %Y}").press("Publish the papers")
        clara.sees("Published: members’ papers")
    with clock.set_to(clock.moment(day, time(18))):
        clara.open(HOME).follow("Today’s register").press("The meeting begins now")
        for name in names:
            clara.marks(name, "Present")
        clara.press("Save the register")
        _notes_everything(clara.follow("Items"))
        if hears:
            clara.opens(f"6. {UPDATE}").ticks("Noted").writes("What was said", REPORTED)
            clara.press("Save").sees("Item 6 is recorded.")
    with clock.set_to(clock.moment(day + timedelta(days=2), time(9))):
        clara.open(HOME).follow("Minutes to send round").press("Draft the minutes")
        clara.follow("Send the minutes round").press("Send the minutes round")


def _met(day: date, *, absent: bool) -> None:
    """The same without the pages; the minutes of the time before are confirmed."""
    meeting = Meeting.objects.get(council__slug="bromley", held_on=day)
    clerk, chair = (User.objects.get(email=f"{name}@example.org") for name in ("holt", "rees"))
    with clock.set_to(clock.moment(day, time(18))):
        meeting = open_meeting(by=clerk, meeting=meeting)
        for holder in SeatHolder.objects.filter(seat__body=meeting.body):
            away = absent and holder.person.name == "Nia Quayle"
            came = RegisterEntry.Mark.APOLOGIES if away else RegisterEntry.Mark.PRESENT
            mark(by=clerk, meeting=meeting, person=holder.person, seat=holder.seat, mark=came)
        for item in meeting.items.all():
            note(clerk, item)
        before = Minutes.objects.filter(meeting__body=meeting.body).latest("meeting__held_on")
        confirm(by=chair, minutes=before, version=before.version, at=meeting)
    with clock.set_to(clock.moment(day + timedelta(days=2), time(9))):
        minutes = draft_minutes(by=clerk, meeting=meeting)
        circulate(by=clerk, minutes=minutes, version=minutes.version)


def what_the_group_told_stands_in_the_minutes(cast: Cast) -> None:
    """For everybody who reads the record of the upper tier."""
    cast.amina.open(f"{PARTY}minutes/").follow("Wednesday 17 June 2026")
    cast.amina.sees_in_order(UPDATE, REPORTED)


def _notes_everything(clara: Recorder) -> None:
    for tag in clara.soup.find_all("legend"):
        clara.marks(squeezed(tag.get_text(" ")), "Noted")
    clara.press("Save the outcomes").sees("The outcomes are saved.")


def the_minutes_of_the_year_are_confirmed(cast: Cast) -> None:
    """All but those of the last meeting, which the next one confirms."""
    for body in (GROUP, PARTY):
        key = body.split("/")[-2]
        of_year = Minutes.objects.filter(meeting__body__key=key)
        assert (of_year.count(), of_year.filter(confirmed_at=None).count()) == (4, 1)
        assert cast.amina.open(f"{body}minutes/").text.count("To be confirmed") == 1


def the_statements_of_both_are_published(cast: Cast) -> None:
    """Once the rules of each say so; nobody is named in them."""
    for body, filled in ((GROUP, "7 of 8 (87.5%)"), (PARTY, "4 of 4 (100%)")):
        clara = cast.clara.open(f"{body}rules/new/").writes("From which day", "21/5/2027")
        clara.writes("Where was this decided?", "Agreed by the Working Party.")
        clara.ticks("The year’s attendance is published").press("See them in words")
        clara.press("Set these rules")
        with clock.set_to(date(2027, 5, 21)):
            clara.open(f"{body}attendance/2026/statement/").press("Publish the statement")
            anybody = Visitor().open(body).follow("Attendance in the year that began in 2026")
            anybody.sees(f"Seats were filled at {filled}, over 4 meetings in 2026/27.")
            anybody.does_not_see("Nia Quayle", "Amina Rees", "Hal Orton")
