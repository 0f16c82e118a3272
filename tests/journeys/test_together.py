"""Two people at one thing, or one person twice: nothing is lost and nothing is there double."""

from collections.abc import Callable

import pytest

from boards.models import Edition, Meeting
from forums.models import Question
from tests.journeys.visiting import Visitor

Enter = Callable[[str], Visitor]
SOMEBODY_ELSE = "Somebody else has changed this since you opened it."


@pytest.fixture
def clerk(enter: Enter) -> Visitor:
    """The clerk at a meeting she has just planned."""
    clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
    clerk.writes("Date", "13/1/2027").writes("Place", "Room 1")
    return clerk.press("Plan the meeting")


def test_the_second_of_two_editors_of_a_meeting_is_shown_both(clerk: Visitor) -> None:
    """What the first saved and what the second typed; a second save decides."""
    first = clerk.follow("Change the day, place, theme")
    second = first.copy()
    first.writes("Place", "Room of the first").writes("Start", "10:00").press("Save").sees("Saved.")
    second.writes("Place", "Room of the second").press("Save")
    second.sees(SOMEBODY_ELSE, "What the other person saved", "Room of the first", "10am")
    assert second.reads_in("Place") == "Room of the second"
    assert Meeting.objects.get(held_on="2027-01-13").place == "Room of the first"
    second.press("Save").sees("Saved.", "Room of the second")
    meeting = Meeting.objects.get(held_on="2027-01-13")
    assert list(meeting.history.values_list("place", flat=True)) == [
        *("Room of the second", "Room of the first", "Room 1")
    ]


def test_the_second_of_two_workers_at_a_wording_is_shown_both(enter: Enter) -> None:
    """Neither worker's sentence is lost before somebody has compared them."""
    question = Question.objects.get(state="asked")
    page = f"/buckinghamshire/forums/questions/{question.pk}/words/"
    first = enter("Jo Marsh").open(page)
    second = first.copy()
    first.writes("Public wording", "The first wording?").press("Save the public wording")
    second.writes("Public wording", "The second wording?").press("Save the public wording")
    second.sees(SOMEBODY_ELSE, "What the other person saved", "The first wording?")
    assert second.reads_in("Public wording") == "The second wording?"
    second.press("Save the public wording").sees("Saved.", "The second wording?")
    question.refresh_from_db()
    assert question.public_wording == "The second wording?"


def test_two_clicks_on_send_ask_once(enter: Enter) -> None:
    """The second click arrives at the question that the first one made."""
    before = Question.objects.count()
    skye = enter("Skye").follow("Ask a question").writes("Your question", "Twice?")
    skye.press_twice("Send my question").sees("A question from We Do Care!")
    assert Question.objects.count() == before + 1


def test_the_same_words_asked_on_another_day_are_another_question(enter: Enter) -> None:
    """It is the form that is sent once, not the words."""
    before = Question.objects.count()
    skye = enter("Skye")
    for _ in range(2):
        skye.open("/buckinghamshire/").follow("Ask a question")
        skye.writes("Your question", "When will it end?").press("Send my question")
    assert Question.objects.count() == before + 2


def test_two_clicks_on_plan_make_one_meeting(enter: Enter) -> None:
    """And one agenda."""
    before = Meeting.objects.count()
    clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
    clerk.writes("Date", "20/1/2027").writes("Place", "Room 1").press_twice("Plan the meeting")
    clerk.sees("20 January 2027")
    assert Meeting.objects.count() == before + 1
    assert Meeting.objects.get(held_on="2027-01-20").items.count() == 10


def test_another_meeting_of_the_body_on_the_same_day_is_refused(clerk: Visitor) -> None:
    """In words, at the field, with what was typed still there."""
    clerk.open("/buckinghamshire/boards/panel/plan/")
    clerk.writes("Date", "13/1/2027").writes("Place", "Room 2").press("Plan the meeting")
    assert "There is a meeting on Wednesday 13 January 2027 already." in clerk.error_at("Date")
    assert clerk.reads_in("Place") == "Room 2"


def test_two_clicks_on_publish_make_one_edition_of_each_kind(clerk: Visitor) -> None:
    """The second click says that nothing has changed."""
    clerk.press_twice("Publish the papers").sees("Nothing has changed since last time.")
    editions = Edition.objects.filter(meeting__held_on="2027-01-13")
    assert sorted(editions.values_list("kind", "number")) == [
        *(("forum", 1), ("members", 1), ("public", 1))
    ]


def test_two_clicks_on_put_put_the_question_once(clerk: Visitor, enter: Enter) -> None:
    """The second click changes nothing and ends on the same page."""
    assert clerk
    question = Question.objects.get(state="asked")
    worker = enter("Jo Marsh").open(f"/buckinghamshire/forums/questions/{question.pk}/words/")
    worker.writes("Public wording", "May we stay at our schools?").press("Save the public wording")
    lead = enter("Sam Okafor").open(f"/buckinghamshire/forums/questions/{question.pk}/words/")
    lead.press("I agree to these words").sees("Agreed.")
    worker.open(worker.address).follow("Put it to a meeting").ticks("Panel, 13 January 2027")
    worker.press_twice("Put the question").sees("It is on the agenda of Corporate Parenting Panel")
    assert (
        Meeting.objects.get(held_on="2027-01-13").items.filter(put_questions__isnull=False).count()
        == 1
    )
