"""A municipal year of Buckinghamshire's Panel, from its seats to its annual statement.

The strategy is the council's own, from its fixture; everybody in it is invented. Each step is taken
on its day, by the person whose work it is, on the pages that person is shown.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, transaction

from boards.models import MinutesSection
from councils import clock
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from forums.models import Forum
from measures.models import Measure
from measures.services import record_figure, set_target, sign_off
from tests.factories.councils import MembershipFactory, UserFactory
from tests.factories.forums import ForumMemberFactory
from tests.five.conftest import ROOTS
from tests.journeys.recording import Recorder
from tests.journeys.visiting import Visitor, squeezed

HOME = "/buckinghamshire/"
PANEL, MEETINGS = f"{HOME}boards/panel/", f"{HOME}boards/meetings/"
SEATED = date(2026, 5, 21)
JUNE, AUGUST, OCTOBER = date(2026, 6, 10), date(2026, 8, 12), date(2026, 10, 14)
DECEMBER, FEBRUARY, APRIL = date(2026, 12, 9), date(2027, 2, 10), date(2027, 4, 14)
YEAR_OVER = date(2027, 5, 20)

COUNCILLORS = ("Councillor David Penn", "Councillor Amina Rees")
YOUNG = "Children and young people's representative"
OUTSIDE = "living outside the local authority area"
ISSUE = "Outside the area"
REVIEW = "Review of the Panel’s own progress and effectiveness"
LESSONS, BUSES = "Driving lessons for care leavers", "Free bus passes"
DECISION = "Each school names one person who welcomes a child that comes mid-year."
VIEW = "The council pays for twenty driving lessons."
TO_RATIFY = "This is recorded as the view of those present, to be ratified"
MISTAKE, RIGHT = "Children move schools four times.", "Children move schools three times."
WRONG = "A wrong number was noted: it is three schools."
THIRD_TIME = "the minutes say: “Noted for the third time; no reason given.”"
ACTION = "Write to all head teachers."


@dataclass
class Cast:
    """Those who sign in, each with a browser of their own."""

    clara: Recorder
    david: Recorder
    amina: Recorder
    nia: Recorder
    idris: Recorder
    jo: Recorder
    skye: Recorder

    def clerk_at(self, day: date) -> Recorder:
        """The clerk with the page of a meeting before her."""
        return self.clara.open(MEETINGS).follow(f"{day:%A %-d %B %Y}")


@pytest.fixture
def cast(buckinghamshire: Council) -> Cast:
    """The council with its strategy published, a figure that is far from its target, and its people."""
    forum = Forum.objects.get(council=buckinghamshire)
    with clock.set_to(SEATED):
        for root in ROOTS:
            publish(by=UserFactory(), rows=root.objects.of(buckinghamshire))
        _far_from_target(Measure.objects.of(buckinghamshire).get(title__contains=OUTSIDE))

    def enter(name: str, role: str, **more: object) -> Recorder:
        user = UserFactory(display_name=name, email=f"{name.split()[-1].lower()}@example.org")
        MembershipFactory(user=user, council=buckinghamshire, role=role)
        if more:
            ForumMemberFactory(user=user, **more)
        return Recorder(user)

    return Cast(
        clara=enter("Clara Holt", Role.CLERK),
        david=enter("Councillor David Penn", Role.CHAIR),
        amina=enter("Councillor Amina Rees", Role.BOARD_MEMBER),
        nia=enter("Nia Quayle", Role.BOARD_MEMBER),
        idris=enter("Idris Bell", Role.REPORT_AUTHOR),
        jo=enter("Jo Marsh", Role.PARTICIPATION_WORKER, forum=forum),
        skye=enter("Skye", Role.FORUM_REPRESENTATIVE, forum=forum),
    )


def _far_from_target(measure: Measure) -> None:
    by = UserFactory()
    day = date(2026, 3, 31)
    set_target(by=by, measure=measure, in_force_from=day, value=Decimal(30), tolerance=Decimal(5))
    figure = record_figure(
        by=by, measure=measure, period_end=day, numerator=230, denominator=500, is_invented=True
    )
    sign_off(by=by, figure=figure)


def test_a_year_of_the_panel(cast: Cast) -> None:
    """From empty seats in May to a statement of attendance a year later."""
    with clock.set_to(SEATED):
        the_clerk_seats_people(cast)
        the_clerk_plans_the_year_in_one_go(cast)
        the_clerk_invites_and_members_answer(cast)
    with clock.set_to(clock.moment(date(2026, 5, 27), time(9))):
        one_mail_a_day_says_what_waits()
        the_clerk_builds_the_agenda(cast)
    with clock.set_to(date(2026, 5, 29)):
        a_report_goes_through_its_gate(cast)
    with clock.set_to(date(2026, 6, 2)):
        the_papers_go_out_to_everybody_at_once(cast)
    with clock.set_to(clock.moment(JUNE, time(17, 30))):
        the_register_is_kept_as_people_come_and_go(cast)
    with clock.set_to(clock.moment(JUNE, time(18))):
        what_is_decided_with_a_quorum_is_a_decision(cast)
    with clock.set_to(clock.moment(JUNE, time(19, 30))):
        what_is_agreed_by_too_few_is_their_view(cast)
    with clock.set_to(date(2026, 6, 11)):
        the_forum_says_that_its_time_was_cut_short(cast)
        the_minutes_are_drafted_from_the_record(cast)
    with clock.set_to(date(2026, 6, 17)):
        the_minutes_go_round_in_time(cast)
    with clock.set_to(clock.moment(date(2026, 7, 24), time(9))):
        an_action_is_remembered_by_mail(cast)
    with clock.set_to(date(2026, 8, 4)):
        the_agenda_takes_over_what_is_owed(cast)
    with clock.set_to(clock.moment(AUGUST, time(19))):
        the_second_meeting_ratifies_and_confirms(cast)
    with clock.set_to(date(2026, 8, 13)):
        what_is_confirmed_is_unalterable(cast)
        the_action_moves_to_a_later_day(cast)
        a_mistake_is_put_right_in_a_further_version(cast)
    with clock.set_to(date(2026, 8, 20)):
        the_minutes_of_august_go_round(cast)
    with clock.set_to(clock.moment(date(2026, 9, 15), time(9))):
        who_does_it_says_that_it_is_done(cast)
    with clock.set_to(date(2026, 10, 6)):
        what_was_noted_twice_is_stuck(cast)
    with clock.set_to(clock.moment(OCTOBER, time(19))):
        noting_it_a_third_time_is_not_silent(cast)
    with clock.set_to(date(2026, 10, 15)):
        the_minutes_and_the_forum_say_so(cast)
    with clock.set_to(clock.moment(DECEMBER, time(19))):
        cast.clerk_at(DECEMBER).press("Publish the papers")
        acting_on_it_sets_it_going(cast)
    the_last_two_meetings(cast)
    with clock.set_to(YEAR_OVER):
        attendance_is_counted_exactly(cast)
        the_annual_statement_is_published(cast)


# May: seats, the year, invitations ----------------------------------------------------------------


def the_clerk_seats_people(cast: Cast) -> None:
    """All seats are vacant at first; one is listed twice; what a seat stands for is assumed."""
    clara = cast.clara.open(f"{PANEL}people/").sees("18 seats are vacant")
    _seat(clara, "Cabinet Member for Children's Services", "Councillor David Penn", signs_in=True)
    _seat(clara, "Elected Members", "Councillor Amina Rees", signs_in=True)
    _seat(clara, "Designated Nurse (Doctor) Looked After Children", "Nia Quayle", signs_in=True)
    _seat(clara, "Housing representative", "Hal Orton")
    clara.follow("Name a substitute for Hal Orton")
    _names_somebody_new(clara, "Ines Pryce").press("Save")
    clara.sees("Ines Pryce is the substitute from 21 May 2026.", "Housing. This is assumed")
    clara.follow("Decide what it stands for").writes("It stands for", "Housing").press("Save")
    clara.sees("This seat stands for Housing.", "Housing. The clerk has decided so.")
    clara.open(f"{PANEL}people/").follow(f"“{YOUNG}")
    clara.writes("How many young people?", "2").press("Save").sees(
        "This seat is for 2 young people."
    )
    clara.open(f"{PANEL}people/").follow("Co-opt somebody")
    clara.sees("Additional members can be co-opted for specific periods of time or agenda items.")
    _names_somebody_new(clara, "Fern Noble").writes("Why them?", "Runs a homework club.")
    clara.writes("Until", "31/7/2026").press("Co-opt them").sees("Fern Noble is co-opted.")
    clara.sees(
        "13 seats are vacant",
        "“CAMHS representative” is vacant: nobody has ever been recorded in it.",
        "is listed twice: it is the same seat as “CAMHS representative”.",
        "“Designated Nurse (Doctor) Looked After Children” has no substitute named",
    )


def the_clerk_plans_the_year_in_one_go(cast: Cast) -> None:
    """Six second Wednesdays, each with the next theme, the annual review last."""
    clara = cast.clara.open(f"{PANEL}year/").writes("Which day of the month?", "Second")
    clara.writes("Place", "The Gateway").press("Propose the days")
    days = (JUNE, AUGUST, OCTOBER, DECEMBER, FEBRUARY, APRIL)
    clara.sees_in_order(*(f"{day:%A %-d %B %Y}" for day in days))
    clara.press("Plan these meetings").sees("6 meetings are planned.")
    clara.open(HOME).follow("Meetings").sees_in_order(*(f"{day:%A %-d %B %Y}" for day in days))


def the_clerk_invites_and_members_answer(cast: Cast) -> None:
    """The page counts disciplines as the answers come in, and names whom to ask."""
    clara = cast.clerk_at(JUNE).follow("Invitations")
    clara.sees("Not quorate: 0 of the 3 disciplines needed.", "Nobody has been invited yet.")
    clara.press("Send the invitations").sees("Hal Orton: Housing representative")
    assert sorted(each.to[0] for each in mail.outbox) == [
        *("marsh@example.org", "penn@example.org", "quayle@example.org", "rees@example.org")
    ]
    mail.outbox.clear()
    for member in (cast.david, cast.amina):
        member.open(HOME).follow("You are invited: Wednesday 10 June")
        member.press("Yes, I come Wednesday 10 June 2026").sees("You come")
    cast.jo.open(HOME).follow("You are invited: Wednesday 10 June")
    cast.jo.writes("How many young people come?", "2").press("Save the number")
    cast.jo.sees("Saved for Wednesday 10 June 2026.")
    clara.open(clara.address).follow("Record an answer: Housing representative")
    clara.ticks("Cannot come").press("Record the answer")
    clara.sees(
        "Not quorate: 2 of the 3 disciplines needed.",
        "Housing : Ines Pryce (substitute, free to ask)",
        "Health : Nia Quayle (no answer yet)",
        "You could ask Ines Pryce, the substitute.",
        "2 adults and 2 young people have said they come",
    )
    clara.follow("Record an answer: Housing representative").ticks("Cannot come")
    clara.writes("Who comes instead?", "Ines Pryce, the nominated substitute")
    clara.press("Record the answer")
    clara.sees("Quorate: 3 of the 3 disciplines needed.", "Ines Pryce comes instead.")


def one_mail_a_day_says_what_waits() -> None:
    """Two weeks before: who has not answered is asked once, however often the round runs."""
    for _ in range(3):
        call_command("daily_round", stdout=StringIO())
    letters = {each.to[0]: each.body for each in mail.outbox}
    assert len(mail.outbox) == len(letters)
    reply = "Please say whether you are coming to the Panel meeting on Wednesday 10 June 2026."
    assert reply in letters["quayle@example.org"]
    assert "go out by Wednesday 3 June 2026" in letters["holt@example.org"]
    assert "penn@example.org" not in letters
    mail.outbox.clear()


def the_clerk_builds_the_agenda(cast: Cast) -> None:
    """Standing items around the forum's own time, without which nothing goes out."""
    clara = cast.clerk_at(JUNE).follow("Agenda")
    clara.sees_in_order(
        *("Apologies", "Declarations of interest", "Minutes and matters arising"),
        *("Questions from We Do Care!", "Education / Employment and Training outcomes"),
        *("Update from the Health sub-group", "Work programme", "Any other business"),
    )
    clara.follow("Education / Employment").writes("Minutes", "45").press("Save")
    for title in (LESSONS, BUSES):
        clara.follow("Add an item").writes("What it is about", title).ticks("For decision")
        clara.press("Add the item")
    clara.sees("“Free bus passes” is item 10.", "120 of 120 minutes are taken: all of them.")
    clara.follow("Questions from We Do Care!").press("Take it off Questions from We Do Care!")
    clara.sees("There is no item for We Do Care!'s own time.").follow("Overview")
    assert not clara.offers("Publish the papers")
    clara.follow("Agenda").press("Give the forum its 15 minutes")
    clara.sees("“Questions from We Do Care!” has 15 minutes.")


def a_report_goes_through_its_gate(cast: Cast) -> None:
    """A draft without its parts is not taken; it goes out when somebody else has cleared it."""
    idris = cast.idris.open(HOME).follow("Your reports").follow("Begin a report")
    idris.writes("For which item?", f"Panel, 10 June 2026: 9. {LESSONS}")
    idris.writes("Title", "What a driving licence changes").press("Begin the report")
    idris.press("Save and submit").sees(
        "Saved, and not submitted yet.",
        "3 things are still to do before the report can be submitted.",
        "Write at least one recommendation: what the Panel is asked to do.",
    )
    assert "Write the executive summary." in idris.error_at("Executive summary")
    idris.writes("Executive summary", "A licence opens jobs that no bus reaches.")
    idris.writes("Recommendation 1", "Pay for twenty lessons for each care leaver who asks.")
    idris.writes("In plain English", "We could help you to learn to drive.")
    idris.press("Save and submit").sees("Submitted. Somebody else clears it now.")
    clara = cast.clerk_at(JUNE).follow("Reports")
    clara.sees("This item is for decision and has no report that is cleared.")
    clara.follow("What a driving licence changes").follow("Clear it or give it back")
    clara.ticks("Clear it for the papers").press("Save")
    clara.sees("Cleared: “What a driving licence changes”. It goes out with the next papers.")


def the_papers_go_out_to_everybody_at_once(cast: Cast) -> None:
    """In time by a day; members, the forum and the public read the same numbers."""
    clara = cast.clerk_at(JUNE).press("Publish the papers")
    clara.sees("Published: members’ papers, the forum’s papers, public papers.")
    clara.sees("Done on Tuesday 2 June 2026, in time for Wednesday 3 June 2026.")
    readers = (
        cast.amina.open(HOME).follow("Panel member papers").sees("Members’ papers, edition 1"),
        cast.skye.open(HOME).follow("Your papers").sees("The forum’s papers, edition 1"),
        Visitor().open(HOME).follow("10 June 2026").sees("Public papers, edition 1"),
    )
    for reader in readers:
        reader.follow(LESSONS).sees_in_order(
            "What a driving licence changes",
            "9.1 We could help you to learn to drive.",
            "9.3 Pay for twenty lessons for each care leaver who asks.",
        )


# June: the meeting --------------------------------------------------------------------------------


def the_register_is_kept_as_people_come_and_go(cast: Cast) -> None:
    """The answers fill the register in; who comes late or leaves early changes the quorum."""
    clara = cast.clara.open(HOME).follow("Today’s register").press("The meeting begins now")
    clara.sees("Began at 5:30pm.", "Not quorate: 0 of the 3 disciplines needed.")
    clara.sees("5 rows are filled in from the replies and not saved yet. Check them and save.")
    clara.shows("Ines Pryce", "Substitute, Housing representative", "From the reply")
    clara.marks("Nia Quayle", "Apologies").marks("Fern Noble", "Absent")
    clara.types("Councillor Amina Rees", "Arrived", "17:40").press("Save the register")
    clara.sees("The register is saved.", "Quorate: 3 of the 3 disciplines needed.")


def what_is_decided_with_a_quorum_is_a_decision(cast: Cast) -> None:
    """Noted with one tap; decided only with the decision; the forum's minutes as they were."""
    clara = cast.clara.open(HOME).follow("Today’s register").follow("Items")
    for item in ("1. Apologies", "2. Declarations", "3. Minutes"):
        clara.marks(item, "Noted")
    clara.marks("5. Education", "Decided").press("Save the outcomes")
    clara.sees("Item 5: Write the decision.").opens("5. Education").ticks("Decided")
    clara.writes("Decision", DECISION).writes("What is to be done", ACTION)
    clara.writes("Who does it", "Nia Quayle").writes("By when", "31/7/2026").press("Save")
    clara.sees("Item 5 is recorded.", f"Decision 1 {DECISION}", f"{ACTION} Nia Quayle")
    clara.does_not_see("View of those present")
    clara.follow("Items").opens("4. Questions").ticks("Noted")
    clara.writes("Minutes really given to the forum", "9").press("Save")
    clara.sees("9 of 15 minutes given.")


def what_is_agreed_by_too_few_is_their_view(cast: Cast) -> None:
    """Once Housing's substitute has left, two disciplines are too few."""
    clara = cast.clara.open(HOME).follow("Today’s register")
    clara.types("Ines Pryce", "Left", "18:40").press("Save the register")
    clara.sees("From 18:40 to the end Not quorate").follow("Items")
    for item in ("7. Update", "8. Update", "11. Work", "12. Any"):
        clara.marks(item, "Noted")
    clara.marks("10. Free bus", "Put off").press("Save the outcomes")
    clara.sees("The outcomes are saved.").opens("9. Driving").ticks("Decided")
    clara.writes("Decision", VIEW).press("Save")
    clara.sees(f"Decision 2 {VIEW} View of those present to be ratified")
    clara.follow("Somebody declares an interest").writes(
        "Who declares it?", "Councillor Amina Rees"
    )
    clara.writes("The interest", "Her brother is a driving instructor.").ticks("They left the room")
    clara.press("Record the interest").follow("Items")
    clara.shows("9. Driving", "Not quorate: 2 of the 3 disciplines needed.")
    clara.shows("9. Driving", "Her brother is a driving instructor. Left the room.")
    clara.opens("6. Update").ticks("Passed up").press("Save")
    clara.sees("Say to whom it is passed up, and why.")
    clara.writes("Pass it up to", "Housing and care leavers sub-group")
    clara.writes("Why it is passed up", "Damp homes make children ill.").press("Save")
    clara.sees("Passed up to Housing and care leavers sub-group: Damp homes make children ill.")
    _notes_the_issue(clara).follow("Register").press("The meeting ends now")
    clara.sees("Began at 5:30pm, ended at 7:30pm.")


def the_forum_says_that_its_time_was_cut_short(cast: Cast) -> None:
    """One question; what was lost is given back at the next meeting."""
    skye = cast.skye.open(HOME).follow("Was your time cut short?")
    skye.sees("It is written down that you had 9.").ticks("Yes").press("Send our answer")
    skye.sees("The minutes you lost are added to your time at the next meeting.")


def the_minutes_are_drafted_from_the_record(cast: Cast) -> None:
    """Adults by name, young people by number, and nothing that was not recorded."""
    clara = cast.clara.open(HOME).follow("Minutes to send round")
    clara.sees("Nothing is written yet.", "Wednesday 24 June 2026").press("Draft the minutes")
    clara.sees_in_order(
        "Councillor Amina Rees, Elected Members",
        "2 young people represented We Do Care! at the meeting.",
        "Ines Pryce for Hal Orton",
        "Councillor Amina Rees arrived at 5:40pm.",
        "Ines Pryce left at 6:40pm.",
        "1 Apologies Hal Orton, Housing representative",
        "Councillor Amina Rees declared an interest in item 9: Her brother is a driving instructor.",
        "The young people of We Do Care! say that their time was cut short. 6 minutes are owed next time.",
        f"Outside the area: noted. Agreed. Decision 1: {DECISION}",
        f"Action for Nia Quayle, by Friday 31 July 2026: {ACTION}",
        "Passed up to Housing and care leavers sub-group: Damp homes make children ill.",
        f"The Panel was not quorate. {TO_RATIFY}",
        f"View of those present 2: {VIEW}",
        "10 Free bus passes The Panel was not quorate. Put off to a later meeting.",
    )
    clara.follow("Change: Education")
    drafted = clara.reads_in("Education")
    clara.writes("Education", f"{MISTAKE}\n\n{drafted}").press("Save").sees("Saved: Education")


def the_minutes_go_round_in_time(cast: Cast) -> None:
    """A week before they are due; members are told by mail, with a link and none of the words."""
    mail.outbox.clear()
    clara = cast.clara.open(HOME).follow("Minutes to send round").follow("Send the minutes round")
    clara.press("Send the minutes round").sees("in time for Wednesday 24 June 2026", MISTAKE)
    assert sorted(each.to[0] for each in mail.outbox) == [
        *("penn@example.org", "quayle@example.org", "rees@example.org")
    ]
    assert not any(DECISION in each.body for each in mail.outbox)
    cast.amina.open(f"{PANEL}minutes/").sees("Went round on 17 June 2026 To be confirmed")
    cast.amina.follow("Wednesday 10 June 2026").sees(MISTAKE, f"Decision 1: {DECISION}")


# August: what the last meeting left ---------------------------------------------------------------


def an_action_is_remembered_by_mail(cast: Cast) -> None:
    """A week before it is due its owner is told, in one letter, that there is one."""
    mail.outbox.clear()
    call_command("daily_round", stdout=StringIO())
    letters = {each.to[0]: each.body for each in mail.outbox}
    assert "You have an action to do by Friday 31 July 2026." in letters["quayle@example.org"]
    assert ACTION not in letters["quayle@example.org"]
    cast.nia.open(HOME).sees("You have 1 action", "None overdue")


def the_agenda_takes_over_what_is_owed(cast: Cast) -> None:
    """What was put off, what is to be ratified, and the six minutes the forum lost."""
    clara = cast.clara.open(f"{PANEL}people/")
    clara.sees("The co-option of Fern Noble lapsed on Friday 31 July 2026.")
    clara = cast.clerk_at(AUGUST).follow("Agenda")
    clara.sees(
        f"{BUSES} Put off at the meeting on Wednesday 10 June 2026.",
        f"To ratify: {LESSONS} Decision 2 was the view of those present",
        "1 action of the Panel is open and overdue.",
    )
    clara.press("Take all of it over").sees("2 items were carried in")
    clara.press("Give the forum its 21 minutes").sees("141 of 120 minutes are taken: 21 too many.")
    clara.follow("Overview").press("Publish the papers")
    clara.sees("Published: members’ papers")
    amina = cast.amina.open(HOME).follow("Panel member papers")
    amina.sees("Questions from We Do Care! For discussion The forum’s own time 21 minutes")
    amina.follow("Minutes and matters arising").sees_in_order(
        "They went round on Wednesday 17 June 2026. This meeting is asked to agree that they are",
        MISTAKE,
        f"Action 1: {ACTION} Nia Quayle. Overdue by 12 days: it was due on Friday 31 July 2026.",
    )


def the_second_meeting_ratifies_and_confirms(cast: Cast) -> None:
    """What too few agreed becomes a decision; the chair confirms the minutes."""
    clara = cast.clara.open(HOME).follow("Today’s register").press("The meeting begins now")
    _register(clara, present=(*COUNCILLORS, "Nia Quayle", "Hal Orton"))
    _notes_all_but(clara, "4. Free", "5. To ratify")
    clara.opens("4. Free").ticks("Decided").writes("Decision", "Buses are free for care leavers.")
    clara.press("Save").sees("Decision 3 Buses are free for care leavers.").follow("Items")
    clara.opens("5. To ratify").press("Ratify at this item Decision 2")
    clara.sees(f"Decision 4 Decision 2 is ratified: {VIEW}")
    _notes_the_issue(clara)
    cast.david.open(HOME).follow("Minutes to confirm")
    cast.david.press("Confirm the minutes")
    cast.david.sees("Confirmed. Nothing in these minutes changes any more.")
    cast.david.open(f"{PANEL}decisions/").sees_in_order(
        f"Decision 4 Decision 2 is ratified: {VIEW} Ratifies decision 2.",
        f"Decision 2 Ratified {VIEW} View of those present, ratified by decision 4.",
    )


def what_is_confirmed_is_unalterable(cast: Cast) -> None:
    """No page takes another word, and neither does the admin site."""
    clara = (
        cast.clerk_at(JUNE)
        .follow("Minutes")
        .sees(
            "Confirmed as a true record.",
            "By the meeting on Wednesday 12 August 2026; recorded by Councillor David Penn.",
        )
    )
    assert not clara.soup.find("a", string="Change")
    assert not clara.offers("Take them back to change something")
    clara.follow("Items").sees("The minutes of this meeting are confirmed, so its record stays")
    clara.open("/admin/boards/minutes/").follow("Panel, 10 June 2026").sees("Panel, 10 June 2026")
    assert not any(clara.offers(words) for words in ("Save", "Delete"))
    with (
        pytest.raises(DatabaseError, match="Confirmed minutes are never altered"),
        transaction.atomic(),
    ):
        MinutesSection.objects.filter(text__contains=MISTAKE).update(text=RIGHT)


def a_mistake_is_put_right_in_a_further_version(cast: Cast) -> None:
    """With the reason; the version confirmed before counts until this one is confirmed too."""
    clara = cast.clerk_at(JUNE).follow("Minutes").follow("Correct these minutes")
    clara.writes("What is wrong in them", WRONG).press("Begin a corrected version")
    clara.follow("Change: Education")
    clara.writes("Education", clara.reads_in("Education").replace(MISTAKE, RIGHT))
    clara.press("Save").sees("Saved: Education").follow("Send the minutes round")
    clara.press("Send the minutes round").sees(f"Version 2, a correction: {WRONG}", RIGHT)
    clara.follow("Version 1").sees("Confirmed as a true record.", MISTAKE)


def the_minutes_of_august_go_round(cast: Cast) -> None:
    """They say which minutes that meeting confirmed, and what it ratified."""
    clara = cast.clara.open(HOME).follow("Minutes to send round").press("Draft the minutes")
    clara.sees(
        "The minutes of the meeting on Wednesday 10 June 2026 were confirmed as a true record.",
        f"Decision 4: Decision 2 is ratified: {VIEW}",
    )
    clara.follow("Send the minutes round").press("Send the minutes round")
    clara.sees("in time for Wednesday 26 August 2026")


def the_action_moves_to_a_later_day(cast: Cast) -> None:
    """With a reason, which stands in its story; “done” alone closes nothing."""
    clara = cast.clara.open(f"{PANEL}actions/").follow("Action 1")
    clara.sees("Overdue by 13 days").follow("Close it as done")
    clara.writes("What was done", "Done.").press("Close the action")
    clara.sees("Say what was done and what changed. “Done” alone tells nobody.")
    clara.follow("Action 1").follow("Write how it goes")
    clara.writes("How it goes", "Schools are closed until September.")
    clara.writes("A new day", "30/9/2026").press("Save")
    clara.sees(
        "Carried forward once, first due 31 July 2026.", "Schools are closed until September."
    )


# October: noted for the third time ----------------------------------------------------------------


def who_does_it_says_that_it_is_done(cast: Cast) -> None:
    """The owner says so with evidence; the clerk closes it with what was done."""
    nia = (
        cast.nia.open(HOME).follow("You have 1 action").follow("Action 1").ticks("Yes, it is done")
    )
    nia.writes("How it goes, or what was done", "All 41 head teachers have the letter.")
    nia.writes("Evidence", "The letter of 14 September 2026").press("Save")
    nia.sees("Thank you. The clerk sees it in the log.")
    mail.outbox.clear()
    with clock.set_to(clock.moment(date(2026, 9, 16), time(9))):
        call_command("daily_round", stdout=StringIO())
    (letter,) = (each.body for each in mail.outbox if each.to == ["holt@example.org"])
    assert "2 things wait for you." in letter
    assert "Somebody says that an action of the Panel is done." in letter
    assert "Something was passed up to the Housing sub-group." in letter
    clara = cast.clara.open(f"{PANEL}actions/").follow("Action 1").follow("Close it as done")
    assert clara.reads_in("What was done") == "All 41 head teachers have the letter."
    clara.press("Close the action")
    clara.sees("Done on Tuesday 15 September 2026, in time.", "The letter of 14 September 2026")


def what_was_noted_twice_is_stuck(cast: Cast) -> None:
    """It opens the papers with its history, whatever the theme is."""
    clara = (
        cast.clerk_at(OCTOBER).follow("Agenda").sees("Stuck: the agenda must make room for this")
    )
    clara.follow("Overview").press("Publish the papers").sees("Published: members’ papers")
    cast.amina.open(HOME).follow("Panel member papers").sees_in_order(
        "What is stuck",
        f"{ISSUE} is stuck: red on Wednesday 10 June 2026; red on Wednesday 12 August 2026.",
        "Decide today: act (who, by when), pass it up (to whom) or explain (why nothing is done).",
        "Agenda",
    )


def noting_it_a_third_time_is_not_silent(cast: Cast) -> None:
    """It can be noted, for minutes are true; but the minutes and the forum are told what that is."""
    clara = cast.clara.open(HOME).follow("Today’s register").press("The meeting begins now")
    _register(clara, present=("Councillor David", "Nia", "Hal"), away=("Councillor Amina",))
    _notes_all_but(clara)
    clara.follow("Issues").sees("Act, pass it up or explain.", f"If it stays so, {THIRD_TIME}")
    _notes_the_issue(clara).sees("10 June 2026: red, noted", "12 August 2026: red, noted")
    clara.sees(f"Noted. T{THIRD_TIME[1:]}").follow("Register").press("The meeting ends now")
    for day in ("10 June 2026", "12 August 2026"):
        cast.david.open(HOME).follow("Minutes to confirm").sees(f"Confirm the minutes of {day}")
        cast.david.press("Confirm the minutes").sees("By the meeting on Wednesday 14 October 2026")
    cast.amina.open(f"{PANEL}minutes/").follow("Wednesday 10 June 2026").sees(RIGHT)
    cast.amina.follow("Version 1").sees("A later version is in force", MISTAKE)


def the_minutes_and_the_forum_say_so(cast: Cast) -> None:
    """Who reads the draft, and who opens the forum’s page, reads the same sentence."""
    clara = cast.clara.open(HOME).follow("Minutes to send round").press("Draft the minutes")
    clara.sees(f"{ISSUE}: noted for the third time; no reason given.")
    cast.skye.open(f"{HOME}forums/we-do-care/").sees_in_order(
        "Nothing was done about this at the meeting on Wednesday 14 October 2026",
        ISSUE,
        "Noted for the third time; no reason given.",
        "You can ask the Panel why.",
    )


# December to April --------------------------------------------------------------------------------


def acting_on_it_sets_it_going(cast: Cast) -> None:
    """Who, what and by when; from then on it is not stuck."""
    clara = cast.clara.open(HOME).follow("Today’s register").press("The meeting begins now")
    _register(clara, present=(*COUNCILLORS, "Hal"), away=("Nia",))
    clara.follow("Issues").follow(ISSUE).ticks("Act").press("Save")
    clara.sees("Write what is to be done.", "Say who does it.", "Say by when.")
    clara.writes("What is to be done", "Find ten foster homes in the county.")
    clara.writes("Who does it", "Hal Orton").writes("By when", "31/3/2027").press("Save")
    clara.sees("Find ten foster homes in the county. Hal Orton, by 31 March 2027.")
    _notes_all_but(clara)


def the_last_two_meetings(cast: Cast) -> None:
    """A young person takes the chair; the annual review comes last."""
    with clock.set_to(clock.moment(FEBRUARY, time(19))):
        clara = cast.clara.open(HOME).follow("Today’s register").press("The meeting begins now")
        clara.follow("Times and chair").ticks("A young person chaired").press("Save")
        clara.sees("A young person chairs.").does_not_see("Skye")
        _register(clara, present=(*COUNCILLORS, "Nia", "Hal"))
        clara.follow("Agenda").sees("1 action of the Panel is open.").does_not_see("Stuck")
    with clock.set_to(clock.moment(APRIL, time(19))):
        clara = cast.clara.open(HOME).follow("Today’s register")
        _register(clara, present=(*COUNCILLORS, "Nia", "Hal"))
        clara.open(f"{PANEL}duties/").sees(f"{REVIEW}, and of what it needs")
        clara.follow(f"Record it as done: {REVIEW}").sees("Owed by Tuesday 18 May 2027.")
        clara.writes("When was it done?", "14/4/2027").writes("How can it be seen?", "Item 5.")
        clara.press("Record it as done").sees("How it can be seen: Item 5. Recorded by Clara Holt.")


# May: the year is over ----------------------------------------------------------------------------


def attendance_is_counted_exactly(cast: Cast) -> None:
    """Five of six is enough for 75 %, four of six is not; a substitute fills the seat."""
    clara = cast.clara.open(f"{PANEL}attendance/?year=2026")
    clara.sees(
        "Each person is asked to attend 75% of the meetings.",
        "Councillor Amina Rees Elected Members 5 of 6 (83.3%) Reaches 75%",
        "Hal Orton Housing representative 5 of 6 (83.3%) Reaches 75%",
        "Nia Quayle Designated Nurse (Doctor) Looked After Children 4 of 6 (66.7%) Below 75%",
        "Housing representative Housing 6 of 6 (100%) Reaches 100%",
        "Young people represented We Do Care! at 6 of 6 meetings.",
    )


def the_annual_statement_is_published(cast: Cast) -> None:
    """Once the rules say so; it names seats and nobody who sits on them."""
    clara = cast.clara.follow("See the annual statement")
    clara.sees("do not say that its attendance is published.")
    assert not clara.offers("Publish the statement")
    clara.open(f"{PANEL}rules/new/").writes("From which day", "20/5/2027")
    clara.writes("Where was this decided?", "Agreed at the meeting of 14 April 2027.")
    clara.ticks("The year’s attendance is published").press("See them in words")
    clara.sees("What changes on 20 May 2027", "Published once a year, by seat and discipline.")
    clara.press("Set these rules").open(f"{PANEL}attendance/2026/statement/")
    clara.press("Publish the statement").sees("Published. Anyone can read the statement now.")
    anybody = Visitor().open(PANEL).follow("Attendance in the year that began in 2026")
    anybody.sees("Seats were filled at 21 of 24 (87.5%), over 6 meetings in 2026/27.")
    anybody.sees("Designated Nurse (Doctor) Looked After Children 4 of 6 (66.7%) Below 100%")
    anybody.does_not_see("Nia Quayle", "Hal Orton", "Councillor")


# Steps --------------------------------------------------------------------------------------------


def _seat(clara: Recorder, seat: str, name: str, *, signs_in: bool = False) -> None:
    clara.open(f"{PANEL}people/").follow(f"“{seat}”")
    _names_somebody_new(clara, name)
    if signs_in:
        clara.writes("Sign-in", name)
    clara.press("Save").sees(f"{name} holds the seat from 21 May 2026.")


def _names_somebody_new(clara: Recorder, name: str) -> Recorder:
    return clara.writes("Who?", "Somebody new, named below").writes("Name", name)


def _notes_the_issue(clara: Recorder) -> Recorder:
    """What is written about the figure that is far from its target: noted, and no more."""
    clara.follow("Items").follow("Issues")
    clara.follow(ISSUE).ticks("Note it, and no more").press("Save")
    return clara


def _register(clara: Recorder, *, present: tuple[str, ...], away: tuple[str, ...] = ()) -> None:
    """Adults who came and who did not; one young person."""
    for name in present:
        clara.marks(name, "Present")
    for name in away:
        clara.marks(name, "Apologies")
    clara.marks(YOUNG, "Present").types(YOUNG, "How many", "1").press("Save the register")
    clara.sees("The register is saved.")


def _notes_all_but(clara: Recorder, *others: str) -> None:
    """Every item is noted with one tap, save for those that begin like this."""
    clara.follow("Items")
    headings = [squeezed(tag.get_text(" ")) for tag in clara.soup.find_all("legend")]
    for heading in headings:
        if not heading.startswith(others):
            clara.marks(heading, "Noted")
    clara.press("Save the outcomes").sees("The outcomes are saved.")
