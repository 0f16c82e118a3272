"""From the wording that two people agree to, to what the forum says of the answer."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from councils import clock
from councils.models import User
from councils.roles import Role
from councils.working_days import Calendar
from councils.writing import Conflict, Refused
from forums import services
from forums.answers.queries import days_of_agencies, days_taken, life_of
from forums.answers.services import answer, judge, tell
from forums.flow import State
from forums.models import Answer, Question
from tests.factories import forums
from tests.journeys.visiting import Visitor
from tests.support.people import person
from tests.support.world import TODAY, Furnished, World

ENGLAND = Calendar()
SAID = {"role": "Head of Housing", "agency": "housing", "how": "writing", "words": "Yes."}


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def worker(ours: Furnished) -> User:
    """The forum's worker."""
    return ours.people[Role.PARTICIPATION_WORKER]


@pytest.fixture
def lead(ours: Furnished) -> User:
    """The safeguarding lead."""
    return ours.people[Role.SAFEGUARDING_LEAD]


@pytest.fixture
def skye(ours: Furnished) -> User:
    """A representative."""
    return ours.people[Role.FORUM_REPRESENTATIVE]


def seen(question: Question) -> dict[str, object]:
    """The question as it is now, and its version."""
    question = Question.objects.get(pk=question.pk)
    return {"question": question, "version": question.version}


# Two people ---------------------------------------------------------------------------------------


def test_who_wrote_it_cannot_agree_and_the_second_can(ours, worker, lead) -> None:
    worded = services.word(by=worker, **seen(ours.rows.asked), wording="Why?")
    with pytest.raises(Refused, match="You wrote these words"):
        services.agree(by=worker, **seen(worded))
    agreed = services.agree(by=lead, **seen(worded))
    assert (agreed.state, agreed.agreed_by, agreed.agreed_at) == (
        *(State.AGREED, lead),
        clock.now(),
    )
    assert services.agree(by=lead, question=agreed, version=1).version == agreed.version


def test_words_written_anew_are_agreed_anew(ours, worker) -> None:
    again = services.word(by=worker, **seen(ours.rows.agreed), wording="Other words?")
    assert (again.state, again.agreed_by, again.agreed_at) == (State.WORDED, None, None)


def test_nobody_agrees_to_words_they_have_not_seen(ours, worker, lead) -> None:
    first = services.word(by=worker, **seen(ours.rows.asked), wording="First?")
    services.word(by=worker, **seen(first), wording="Second?")
    with pytest.raises(Conflict):
        services.agree(by=lead, question=first, version=first.version)


def test_what_is_found_is_kept_with_a_reason_that_the_second_person_sees(ours, worker, lead):
    typed = "Why may nobody visit from Aylesbury?"
    jo = Visitor(worker).open(f"/ourshire/forums/questions/{ours.rows.asked.pk}/words/")
    jo.writes("Public wording", typed).press("Save the public wording").sees("Aylesbury")
    jo.ticks("What was found stays, and I know it").press("Save the public wording")
    assert "Say why it stays." in jo.error_at("Why does it stay?")
    jo.writes("Why does it stay?", "The whole town is meant.").press("Save the public wording")
    question = Question.objects.get(pk=ours.rows.asked.pk)
    assert (question.public_wording, question.kept_reason) == (typed, "The whole town is meant.")
    Visitor(lead).open(f"/ourshire/forums/questions/{question.pk}/words/").sees(
        "Something stays in it knowingly", "The whole town is meant."
    )


# Going no further ---------------------------------------------------------------------------------


def test_who_asked_takes_it_back_with_a_reason_they_can_read(ours, skye) -> None:
    page = f"/ourshire/forums/questions/{ours.rows.asked.pk}/"
    young = Visitor(skye).open(page).follow("Take it back").press("Take it back")
    assert "Say why" in young.error_at("Why?")
    young.writes("Why?", "I know it now.").press_twice("Take it back")
    young.sees("Taken back", "I know it now.")


def test_a_worker_does_not_take_it_on_and_the_young_person_reads_why(ours, worker, skye) -> None:
    page = f"/ourshire/forums/questions/{ours.rows.asked.pk}/"
    jo = Visitor(worker).open(f"{page}words/").follow("Do not take this question on")
    jo.writes("Why?", "It was answered in May.").press("Do not take it on")
    Visitor(skye).open(page).sees("Not taken on", "It was answered in May.")


def test_somebody_else_does_not_take_it_back(ours, worker) -> None:
    with pytest.raises(Refused, match="taken back by whoever asked it"):
        services.withdraw(by=worker, **seen(ours.rows.asked), reason="x")


def test_what_is_at_a_meeting_stays_there(ours, skye) -> None:
    with pytest.raises(Refused, match="put to the meeting"):
        services.withdraw(by=skye, **seen(ours.rows.put), reason="x")


def test_without_a_reason_nothing_ends(ours, skye) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        services.withdraw(by=skye, **seen(ours.rows.asked), reason="  ")
    assert Question.objects.get(pk=ours.rows.asked.pk).state == State.ASKED


# About a worker -----------------------------------------------------------------------------------


def test_who_it_is_about_finds_it_nowhere(ours, worker, lead) -> None:
    question = ours.rows.about_worker
    for step in ("", "words/", "refuse/", "withdraw/", "answer/", "tell/", "judge/"):
        Visitor(worker).open(f"/ourshire/forums/questions/{question.pk}/{step}", status=404)
    Visitor(worker).open("/ourshire/forums/questions/").does_not_see(question.public_wording)
    Visitor(lead).open(f"/ourshire/forums/questions/{question.pk}/words/").sees(
        "This question is about one of the forum’s workers"
    )
    for act in (services.mark_read, lambda **k: services.word(**k, version=1, wording="x")):
        with pytest.raises(Refused):
            act(by=worker, question=question)
    with pytest.raises(Refused, match="Somebody else answers"):
        answer(by=worker, **seen(question), **SAID)


def test_who_asks_is_told_who_reads_it(ours, skye, worker) -> None:
    young = Visitor(skye).open(f"/ourshire/forums/{ours.rows.forum.key}/ask/")
    young.ticks(f"Yes, about {worker.display_name}").writes("Your question", "why")
    young.press("Send my question").sees(
        f"{worker.display_name} will not see your question. It is read by the safeguarding lead."
    )


def test_only_a_worker_of_the_forum_can_be_named(ours, skye, lead) -> None:
    with pytest.raises(ValidationError, match="one of this forum’s workers"):
        services.ask(
            by=skye,
            forum=ours.rows.forum,
            theme=None,
            words="x",
            submission=uuid4(),
            not_for=lead,
        )


# Answering ----------------------------------------------------------------------------------------


def test_an_answer_is_given_once_however_often_it_is_sent(ours, worker) -> None:
    before = seen(ours.rows.agreed)
    given = answer(by=worker, **before, **SAID)
    assert answer(by=worker, **before, **SAID) == given
    assert (given.turn, given.level, given.since) == (1, 1, TODAY)
    with pytest.raises(Refused, match="already answered"):
        answer(by=worker, **before, **(SAID | {"words": "No."}))


def test_an_answer_comes_after_two_people_have_agreed(ours, worker) -> None:
    with pytest.raises(Refused, match="put into words for everyone"):
        answer(by=worker, **seen(ours.rows.worded), **SAID)


def test_a_role_is_never_a_name(ours, worker) -> None:
    with pytest.raises(ValidationError, match="Write a role"):
        answer(by=worker, **seen(ours.rows.agreed), **(SAID | {"role": "Mrs Smith"}))


@pytest.mark.parametrize(
    ("told_on", "why"),
    [(TODAY + timedelta(days=1), "has been"), (date(2026, 1, 1), "answered after that day")],
)
def test_it_is_told_on_a_day_that_can_be(ours, worker, told_on, why) -> None:
    with pytest.raises(ValidationError, match=why):
        tell(by=worker, **seen(ours.rows.answered), told_on=told_on, words="x")
    assert Question.objects.get(pk=ours.rows.answered.pk).state == State.ANSWERED


def test_no_opens_it_again_one_level_up_with_ten_days_of_its_own(ours, skye, worker) -> None:
    forums.AnswerLevelFactory(council=ours.council, position=1000, role="director")
    before = seen(ours.rows.told)
    given = judge(by=skye, **before, verdict="no", words="It says nothing.")
    assert judge(by=skye, **before, verdict="no", words="It says nothing.") == given
    question = Question.objects.get(pk=ours.rows.told.pk)
    assert (question.state, question.level, question.waits_since) == (
        *(State.REOPENED, 2),
        clock.now(),
    )
    assert life_of(question).turns[-1].role == "director"
    second = answer(by=worker, **seen(question), **SAID)
    assert (second.turn, second.level, second.since) == (2, 2, TODAY)


@pytest.mark.parametrize(("verdict", "state"), [("yes", "settled"), ("partly", "partly")])
def test_yes_and_partly_settle_it(ours, skye, verdict, state) -> None:
    judge(by=skye, **seen(ours.rows.told), verdict=verdict)
    question = Question.objects.get(pk=ours.rows.told.pk)
    assert (question.state, question.level) == (state, 1)


def test_the_forum_judges_and_nobody_else(ours, lead) -> None:
    stranger = ours.people["representative of another forum"]
    for by in (lead, stranger):
        with pytest.raises(Refused, match="for this forum to say"):
            judge(by=by, **seen(ours.rows.told), verdict="yes")
    with pytest.raises(Refused, match="told back"):
        tell(by=stranger, **seen(ours.rows.answered), told_on=TODAY, words="x")


def test_days_are_counted_for_steps_and_agencies(ours, worker) -> None:
    for _ in range(3):
        question = forums.QuestionFactory(forum=ours.rows.forum, theme=None, agreed=True)
        answer(by=worker, **seen(question), **SAID)
    since = date(2026, 1, 1)
    agencies = days_of_agencies(ours.council, ENGLAND, since=since)
    assert sum(each.step == "housing" for each in agencies) == 3
    assert Answer.objects.of(ours.council).count() == len(agencies)
    steps = {each.step for each in days_taken(ours.council, ENGLAND, since=since)}
    assert {"Read by a worker", "Answered"} <= steps


def test_a_worker_asks_beside_a_young_person(ours, worker) -> None:
    other = person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum)
    Visitor(other).open(f"/ourshire/forums/{ours.rows.forum.key}/ask/").writes(
        "Your question", "zqbeside"
    ).press("Send my question").sees("Asked with a worker")
    assert worker != other


# What nobody has agreed to ------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.FORUM_REPRESENTATIVE, Role.INSPECTOR])
def test_a_wording_is_a_draft_until_a_second_person_agrees(ours, worker, lead, role) -> None:
    """Whoever reads the private words reads the draft; also once it is withdrawn."""
    question, draft = ours.rows.worded, ours.rows.worded.public_wording
    pages = ("/ourshire/forums/questions/", f"/ourshire/forums/questions/{question.pk}/")
    for page in pages:
        Visitor(ours.people[role]).open(page).does_not_see(draft)
        for reader in (worker, lead):
            Visitor(reader).open(page).sees(draft)
    services.refuse(by=worker, **seen(question), reason="It is answered.")
    for page in pages:
        Visitor(ours.people[role]).open(page).does_not_see(draft)
    agreed = ours.rows.agreed
    services.refuse(by=worker, **seen(agreed), reason="It is answered.")
    Visitor(ours.people[role]).open(pages[0]).sees(agreed.public_wording)


def test_what_was_put_before_two_people_agreed_can_be_answered(ours, worker) -> None:
    question = ours.rows.put
    question.agreed_at = question.agreed_by = None
    question.save()
    page = f"/ourshire/forums/questions/{question.pk}/answer/"
    Visitor(worker).open(page).sees(question.public_wording)
    assert question.shared_wording == question.public_wording


def test_what_tells_of_somebody_is_looked_at_before_it_is_told(ours, worker) -> None:
    page = f"/ourshire/forums/questions/{ours.rows.answered.pk}/tell/"
    jo = Visitor(worker).open(page).sees("Who can read this")
    jo.writes("What was told", "The flat in Aylesbury is ready.").press("Save what was told")
    assert "Aylesbury" in jo.error_at("What was told")
    assert Question.objects.get(pk=ours.rows.answered.pk).state == State.ANSWERED
    jo.ticks("I have looked at it. Nothing here shows who it is.").press("Save what was told")
    assert Question.objects.get(pk=ours.rows.answered.pk).state == State.TOLD


def test_a_second_click_on_no_says_the_same_role(ours, skye) -> None:
    """The question has moved by then; the answer has not."""
    for position, role in ((1000, "director"), (1001, "chief executive")):
        forums.AnswerLevelFactory(council=ours.council, position=position, role=role)
    jo = Visitor(skye).open(f"/ourshire/forums/questions/{ours.rows.told.pk}/judge/")
    jo.ticks("No, that is not an answer").press_twice("This is what we say")
    jo.sees("Now the director answers").does_not_see("chief executive")


def test_days_of_what_is_about_a_worker_stand_in_no_figures(ours, worker) -> None:
    since = date(2026, 1, 1)
    forums.AnswerFactory(question=ours.rows.about_worker)
    agencies = days_of_agencies(ours.council, ENGLAND, since=since)
    assert len(agencies) == Answer.objects.of(ours.council).count() - 1
    before = len(days_taken(ours.council, ENGLAND, since=since))
    forums.QuestionFactory(forum=ours.rows.forum, theme=None, worded=True, not_for=worker)
    assert len(days_taken(ours.council, ENGLAND, since=since)) == before


def test_the_back_button_brings_no_words_back(ours, skye, worker) -> None:
    for by, page in (
        (skye, f"{ours.rows.forum.key}/ask/"),
        (worker, f"questions/{ours.rows.asked.pk}/words/"),
    ):
        client = Client()
        client.force_login(by)
        answer = client.get(f"/ourshire/forums/{page}")
        assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
