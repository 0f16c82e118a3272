"""Young people of Buckinghamshire take over a meeting, from the dots to the minutes it owes them.

Everything goes through pages, as people without scripts see them. The forum is promised fifteen
minutes and has nine; it says so, and the next agenda has twenty-one.
"""

from collections.abc import Callable
from datetime import date, time

from boards.models import Meeting
from councils import clock
from councils.models import Council
from tests.journeys.visiting import Visitor

Enter = Callable[[str], Visitor]
HOME = "/buckinghamshire/"
DAY = date(2027, 1, 13)
PETS, CLUBS = "Pets and foster homes", "Getting to clubs after school"
OWN = "Questions from We Do Care!"


def at(hour: int, minute: int = 0):
    """The clock, on the meeting's day."""
    return clock.set_to(clock.moment(DAY, time(hour, minute)))


def test_a_takeover_from_the_dots_to_the_minutes_owed(enter: Enter, demo: Council) -> None:
    """Step by step, by the people who take it."""
    meeting = the_clerk_plans_it(enter, demo)
    nobody_else_finds_it(enter, meeting)
    the_forum_counts_its_dots(enter)
    the_clerk_follows_them(enter, meeting)
    the_papers_are_out_and_the_order_stays(enter, meeting)
    with at(17, 25):
        skye, jo = enter("Skye").open(HOME), enter("Jo Marsh").open(HOME)
    skye_starts_it(skye)
    two_press_at_once(skye, jo)
    a_slip_is_undone(skye)
    it_ends(skye)
    the_forum_says_that_it_was_cut_short(skye)
    the_record_says_so(enter, meeting)


def the_clerk_plans_it(enter: Enter, demo: Council) -> Meeting:
    """A meeting like any other, of another kind, with two things young people asked for."""
    clara = enter("Clara Holt").open("/buckinghamshire/boards/panel/plan/")
    clara.writes("Kind", "Takeover").writes("Date", "13/1/2027").writes("Place", "Room 1")
    clara.press("Plan the meeting").sees("Planned for Wednesday 13 January 2027")
    clara.follow("Agenda").sees("Young people take over this meeting", "There are no dots yet.")
    assert not clara.offers("Put the agenda in this order")
    for title in (PETS, CLUBS):
        clara.follow("Add an item").writes("What it is about", title).ticks("For discussion")
        clara.writes("Who brings it", "Martha Yeo").press("Add the item")
    return Meeting.objects.of(demo).get(held_on=DAY)


def nobody_else_finds_it(enter: Enter, meeting: Meeting) -> None:
    """Members are told who puts dots."""
    here = f"/buckinghamshire/boards/meetings/{meeting.pk}/takeover/"
    amina = enter("Councillor Amina Rees").open(f"{here}dots/", status=403)
    amina.sees("Dots are put on the agenda by the forum’s representatives and workers.")
    enter("Councillor Amina Rees").open(here, status=403).sees(
        "A meeting that young people take over is led by the forum’s representatives and workers"
    )


def the_forum_counts_its_dots(enter: Enter) -> None:
    """Jo and Skye both have the empty sheet open: nothing of either is lost."""
    jo, skye = enter("Jo Marsh").open(HOME), enter("Skye").open(HOME)
    for each in (jo, skye):
        each.follow("What matters most?").sees("You take over this meeting")
    jo.writes(PETS, "7").writes(OWN, "lots").press("Save the dots")
    assert "Enter a whole number, such as 4." in jo.error_at(OWN)
    assert jo.reads_in(PETS) == "7"
    jo.writes(OWN, "2").press_twice("Save the dots").sees("Saved: 9 dots from We Do Care!.")
    skye.writes(PETS, "8").writes(CLUBS, "5").press("Save the dots")
    assert "Somebody else saved 7 here while you were typing." in skye.error_at(PETS)
    assert (skye.reads_in(PETS), skye.reads_in(CLUBS)) == ("8", "5")
    assert (skye.error_at(OWN), skye.reads_in(OWN)) == ("15 minutes", "2")
    skye.press("Save the dots").sees("Saved: 15 dots from We Do Care!.")
    skye.sees_in_order(
        *("Your order", "The agenda is not in the order of the dots yet."),
        *("Apologies stays here", f"{PETS} 8 dots", f"{CLUBS} 5 dots", f"{OWN} 2 dots"),
        *("0 dots", "Any other business stays here", "The clerk can see your order"),
    )


def the_clerk_follows_them(enter: Enter, meeting: Meeting) -> None:
    """With one button; pressed twice it is done once."""
    clara = enter("Clara Holt").open(f"/buckinghamshire/boards/meetings/{meeting.pk}/agenda/")
    clara.sees("The agenda is not in the order of the dots yet. We Do Care!: 15 dots.")
    clara.press_twice("Put the agenda in this order")
    clara.sees("The agenda is in the order of the dots now.")
    clara.sees_in_order("In this order", "Minutes and matters arising", PETS, CLUBS, OWN)
    assert not clara.offers("Put the agenda in this order")
    clara.follow("Overview")
    clara.press("Publish the papers").sees("Published: members’ papers, the forum’s papers")


def the_papers_are_out_and_the_order_stays(enter: Enter, meeting: Meeting) -> None:
    """No number moves any more; the screen waits for the day."""
    here = f"/buckinghamshire/boards/meetings/{meeting.pk}/takeover/"
    skye = enter("Skye").open(HOME).does_not_see("What matters most?")
    skye.open(f"{here}dots/").sees("The papers are out, so the order stays as it is.")
    assert not skye.offers("Save the dots")
    skye.open(here).sees("This meeting is on Wednesday 13 January 2027. Come back on that day")
    assert not skye.offers("Start")


def skye_starts_it(skye: Visitor) -> None:
    """A young person is in the chair, and counted."""
    with at(17, 30):
        skye.follow("Chair the meeting").sees("You chair this meeting", f"{OWN} 15 minutes")
        skye.sees("Your own time is still to come: 15 minutes.")
        skye.press("Start").sees_in_order("Apologies", "5 minutes left", "Next: Declarations")


def two_press_at_once(skye: Visitor, jo: Visitor) -> None:
    """Both have the first item in front of them: it goes on by one."""
    with at(17, 35):
        jo.follow("Chair the meeting").sees("Item 1 of", "Time is up")
        skye.press("Next Declarations of interest").sees("Item 2 of")
        jo.press("Next Declarations of interest").sees("somebody had pressed a button already")
        jo.sees("Item 2 of")
    with at(17, 40):
        skye.press("Next Minutes and matters arising")
    with at(17, 45):
        skye.press(f"Next {PETS}").sees("Martha Yeo speaks to it.", "10 minutes left")
    with at(17, 58):
        skye.follow("Look at the clock again").sees("3 minutes over")


def a_slip_is_undone(skye: Visitor) -> None:
    """Next, next: the second was one too many, and the clubs get their minutes all the same."""
    with at(18, 0):
        skye.press(f"Next {CLUBS}").press(f"Next {OWN}").sees("Your own time", "15 minutes left")
        skye.press("Back to undo the last press").sees(CLUBS, "10 minutes left")
    with at(18, 10):
        skye.press(f"Next {OWN}").sees("This is your own time: 15 minutes.")


def it_ends(skye: Visitor) -> None:
    """After nine minutes somebody goes on; the summary says so at the end."""
    for minute in range(19, 60):
        with at(18, minute):
            if skye.offers("End the meeting"):
                skye.press("End the meeting")
                break
            skye.press(next_of(skye))
    skye.sees("You were promised 15 minutes. You had 9. That is 6 too few.")
    skye.sees_in_order("A young person chaired", PETS, "15 minutes (5 over)", OWN, "9 minutes")


def next_of(visitor: Visitor) -> str:
    """The words of the button that goes on."""
    found = [tag.get_text(" ", strip=True) for tag in visitor.soup.find_all("button")]
    return next(words for words in found if words.startswith("Next"))


def the_forum_says_that_it_was_cut_short(skye: Visitor) -> None:
    """The clerk need not have written anything."""
    with at(19, 30):
        skye.follow("Say whether your time was cut short").sees("that you had 9.")
        skye.ticks("Yes").press("Send our answer").sees("added to your time at the next meeting")


def the_record_says_so(enter: Enter, meeting: Meeting) -> None:
    """In the draft of the minutes, and on the next agenda."""
    with at(20, 0):
        clara = enter("Clara Holt").open(f"/buckinghamshire/boards/meetings/{meeting.pk}/minutes/")
        clara.press("Draft the minutes").sees(
            "We Do Care! had 9 minutes; 15 were planned.", "6 minutes are owed next time."
        )
        clara.open("/buckinghamshire/boards/panel/plan/")
        clara.writes("Date", "20/1/2027").writes("Place", "Room 1").press("Plan the meeting")
        clara.follow("Agenda").sees("The time for We Do Care! is 21 minutes: 15 and 6 owed")
