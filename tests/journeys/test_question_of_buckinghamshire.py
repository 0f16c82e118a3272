"""A question of Buckinghamshire's, from asking to “no, that is not an answer” and a second answer.

Each step is taken by the person whose work it is, on the pages that person is shown.
"""

from collections.abc import Callable
from datetime import date

from councils import clock
from forums.models import Question
from tests.journeys.visiting import Visitor

Enter = Callable[[str], Visitor]

CANARY = "my canary wants to see her brother Kieran in Aylesbury"
GIVES_AWAY = "Why can Kieran not visit from Aylesbury every week?"
WORDING = "Why can brothers and sisters who live apart not meet every week?"
CLOUDY = "We keep contact under review."
CLEAR = "From March on, a worker drives every week. Ask yours for a day that suits you."
TOLD_BACK = "We read out what was said at the meeting."
TOLD_AGAIN = "A driver comes every week from March on. Tell us if nobody rings you."


def test_a_question_and_its_two_answers(enter: Enter) -> None:
    """Two people agree to its words; a “no” goes one level up, and the next pack shows it first."""
    question = when_skye_asks(enter)
    when_jo_words_it_the_detector_finds_who_it_is(enter, question)
    then_jo_cannot_agree_alone_and_sam_does(enter, question)
    when_it_is_put_to_the_meeting_and_answered_there(enter, question)
    then_the_forum_says_no_and_it_goes_one_level_up(enter, question)
    then_the_next_pack_shows_it_and_what_was_told(enter, question)
    when_the_director_answers_the_forum_says_yes(enter, question)


def _page(question: Question, step: str = "") -> str:
    return f"/buckinghamshire/forums/questions/{question.pk}/{step}"


def when_skye_asks(enter: Enter) -> Question:
    """In her own words, and not about a worker."""
    skye = enter("Skye").follow("Ask a question").writes("Your question", CANARY)
    skye.sees("Is your question about one of the workers?", "Yes, about Jo Marsh")
    skye.press("Send my question").sees("Thank you. A worker reads it by Friday 4 December 2026.")
    skye.sees("Now: a worker reads it.").does_not_see(CANARY)
    return Question.objects.get(private_words__text=CANARY)


def when_jo_words_it_the_detector_finds_who_it_is(enter: Enter, question: Question) -> None:
    """What is found is said; saving asks to change it, and what was typed is kept."""
    jo = enter("Jo Marsh").open(_page(question, "words/")).sees(CANARY)
    jo.writes("Public wording", GIVES_AWAY).press("Save the public wording")
    jo.sees("There is a problem", "Kieran", "Aylesbury", "Change what was found")
    assert jo.reads_in("Public wording") == GIVES_AWAY
    question.refresh_from_db()
    assert question.public_wording == ""
    jo.writes("Public wording", WORDING).press("Save the public wording")
    jo.sees("Saved. Now a second person agrees to these words.", WORDING)


def then_jo_cannot_agree_alone_and_sam_does(enter: Enter, question: Question) -> None:
    """The page says why, and offers no button; nor can it be put to a meeting yet."""
    jo = enter("Jo Marsh").open(_page(question, "words/"))
    jo.sees("You wrote these words, so somebody else agrees to them")
    assert not jo.offers("I agree to these words")
    assert not jo.open(_page(question)).offers("Put it to a meeting")
    sam = enter("Sam Okafor").open("/buckinghamshire/").follow("Agree to a wording")
    sam.open(_page(question, "words/")).sees(WORDING, "Jo Marsh wrote this.")
    sam.press("I agree to these words").sees("Agreed.", WORDING)


def when_it_is_put_to_the_meeting_and_answered_there(enter: Enter, question: Question) -> None:
    """The clerk writes down what the head of service says on the day."""
    clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
    clerk.writes("Date", "13/1/2027").writes("Place", "Room 1").press("Plan the meeting")
    jo = enter("Jo Marsh").open(_page(question)).follow("Put it to a meeting")
    jo.ticks("Panel, 13 January 2027").press("Put the question").sees("The question is on the")
    with clock.set_to(date(2027, 1, 13)):
        clerk = enter("Clara Holt").open("/buckinghamshire/").follow("Answer the forum’s questions")
        clerk.follow(WORDING).sees("The head of service answers.", "it was due by")
        clerk.ticks("children’s social care").ticks("at the meeting")
        clerk.writes("The answer", CLOUDY).press_twice("Save the answer")
    question.refresh_from_db()
    assert (question.state, question.answers.count()) == ("answered", 1)


def then_the_forum_says_no_and_it_goes_one_level_up(enter: Enter, question: Question) -> None:
    """Told back by name and day; “no” is theirs to say, and the next level has ten days of its own."""
    with clock.set_to(date(2027, 1, 28)):
        jo = enter("Jo Marsh").open(_page(question)).follow("Tell the answer back")
        jo.writes("What was told", TOLD_BACK).press("Save what was told")
        jo.sees("The answer is told back by Jo Marsh", "Thursday 28 January 2027")
    with clock.set_to(date(2027, 1, 29)):
        skye = enter("Skye").open(_page(question)).follow("Say if it is an answer")
        skye.sees(WORDING, TOLD_BACK).ticks("No, that is not an answer")
        skye.press("This is what we say").sees(
            "The forum said: no, that is not an answer",
            "Now: answer from the director of children’s services. By Friday 12 February 2027.",
        )


def then_the_next_pack_shows_it_and_what_was_told(enter: Enter, question: Question) -> None:
    """Nobody asks again: it stands in the forum's own time, with how long it has waited."""
    with clock.set_to(date(2027, 2, 2)):
        clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
        clerk.writes("Date", "10/2/2027").writes("Place", "Room 1").press("Plan the meeting")
        clerk.press("Publish the papers")
        anybody = Visitor().open("/buckinghamshire/").follow("10 February 2027")
        anybody.follow("Questions from We Do Care!").sees_in_order(
            "We Do Care! asks, and has waited 8 working days",
            WORDING,
            "What young people were told since the last papers",
            "Told back on",
            "28 January 2027",
        )
        anybody.does_not_see(CANARY, TOLD_BACK)
    assert question.answers.get().verdict == "no"


def when_the_director_answers_the_forum_says_yes(enter: Enter, question: Question) -> None:
    """A second answer, with the first one beside it; then it is settled."""
    with clock.set_to(date(2027, 2, 11)):
        clerk = enter("Clara Holt").open(_page(question, "answer/"))
        clerk.sees("What was answered before", CLOUDY, "no, that is not an answer")
        assert clerk.reads_in("Who answers") == "Director of children’s services"
        clerk.ticks("children’s social care").ticks("in writing")
        clerk.writes("The answer", CLEAR).press("Save the answer")
        jo = enter("Jo Marsh").open(_page(question, "tell/"))
        jo.writes("What was told", TOLD_AGAIN).press("Save what was told")
        skye = enter("Skye").open(_page(question, "judge/")).ticks("Yes, that is an answer")
        skye.press("This is what we say").sees("The forum said: yes, that is an answer")
        skye.sees_in_order(CLOUDY, TOLD_BACK, CLEAR, TOLD_AGAIN)
        days = enter("Councillor Amina Rees").open("/buckinghamshire/forums/questions/days/")
        days.sees("How long answers take", "children’s social care")
    question.refresh_from_db()
    assert (question.state, question.level) == ("settled", 2)
