"""The question pages: safety first, typed words kept, and steps a young person can follow."""

from datetime import date
from types import SimpleNamespace

import pytest

from councils.roles import Role
from forums.models import Question
from tests.factories import forums
from tests.factories.base import moment
from tests.journeys.visiting import Visitor
from tests.support.world import Furnished, World

QUESTIONS = "/ourshire/forums/questions/"


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def skye(ours: Furnished) -> Visitor:
    """A representative at the page where questions are asked."""
    visitor = Visitor(ours.people[Role.FORUM_REPRESENTATIVE])
    return visitor.open(f"/ourshire/forums/{ours.rows.forum.key}/ask/")


def test_safety_comes_before_the_first_field(skye: Visitor) -> None:
    """In the page as it is sent, whatever it looks like."""
    main = skye.soup.find("main")
    sections = [tag.name for tag in main.find_all(["section", "form"])]
    assert sections[:2] == ["section", "form"]
    assert "not for emergencies" in main.find("section")["aria-label"]
    skye.sees_in_order("ring 999", "01632 960001", "01632 960002", "0800 1111", "Your question")


def test_without_settings_the_page_still_says_whom_to_ring(ours: Furnished, skye: Visitor) -> None:
    ours.rows.settings.delete()
    skye.open(skye.address).sees_in_order("ring 999", "0800 1111", "Your question")


@pytest.mark.parametrize(("words", "error"), [("", "Write your question."), ("x" * 2001, "2000")])
def test_words_that_cannot_be_kept_come_back(skye: Visitor, words: str, error: str) -> None:
    """With what is wrong, and with everything typed."""
    before = Question.objects.count()
    skye.ticks("Theme of Ourshire").writes("Your question", words).press("Send my question")
    skye.sees("There is a problem")
    assert error in skye.error_at("Your question")
    assert skye.reads_in("Your question") == words
    assert skye.field("Theme of Ourshire").has_attr("checked")
    assert Question.objects.count() == before


def test_the_annual_review_is_no_subject_to_ask_about(skye: Visitor) -> None:
    assert "Review of Ourshire" not in skye.text


def test_the_list_has_the_forums_own_questions(ours: Furnished, skye: Visitor) -> None:
    skye.open(QUESTIONS).sees("Put question of Ourshire")
    skye.does_not_see(ours.rows.elsewhere.public_wording)


def test_a_long_list_comes_in_pages(ours: Furnished, skye: Visitor) -> None:
    """Those that wait stand on the first ones, whoever has waited longest first of all."""
    forum = ours.rows.forum
    Question.objects.of(ours.council).update(asked_at=moment(date(2026, 3, 2)))
    older = [moment(date(2026, 1, day)) for day in range(1, 20)]
    for at in reversed(older):
        forums.QuestionFactory(forum=forum, agreed=True, asked_at=at)
    back = forums.QuestionFactory(
        forum=forum, agreed=True, asked_at=older[0], reopened_at=moment(date(2026, 3, 4))
    )
    over = forums.QuestionFactory(forum=forum, told=True, asked_at=moment(date(2025, 1, 7)))
    skye.open(QUESTIONS)
    wait = skye.response.context["wait"]
    first, second = (_listed(skye.open(f"{QUESTIONS}?page={page}")) for page in (1, 2))
    assert [question.asked_at for question, _ in first.waiting[:19]] == older
    assert (len(first.waiting), first.over) == (20, [])
    assert second.waiting[-1][0] == back
    assert len(first.waiting) + len(second.waiting) == wait > 20
    assert second.over[-1] == over
    skye.sees(f"{wait} questions wait.").follow("Previous page").does_not_see("What became of")
    assert _listed(skye) == first


def _listed(visitor: Visitor) -> SimpleNamespace:
    shown = visitor.response.context
    return SimpleNamespace(waiting=shown["waiting"], over=shown["over"])


def test_a_question_of_another_forum_is_not_found(ours: Furnished, skye: Visitor) -> None:
    skye.open(f"{QUESTIONS}{ours.rows.elsewhere.pk}/", status=404)


@pytest.mark.parametrize(("name", "done"), [("asked", 1), ("worded", 3), ("agreed", 4), ("put", 5)])
def test_steps_show_how_far_it_has_come(
    ours: Furnished, skye: Visitor, name: str, done: int
) -> None:
    """One is now, unless all are done."""
    skye.open(f"{QUESTIONS}{getattr(ours.rows, name).pk}/")
    steps = skye.response.context["steps"]
    states = [step.state for step in steps]
    assert states[: done + 1] == ["done"] * done + ["now"]
    assert set(states[done + 1 :]) <= {"next"}


def test_a_worker_says_it_is_read_by_a_button_alone(ours: Furnished) -> None:
    worker = Visitor(ours.people[Role.PARTICIPATION_WORKER])
    page = f"{QUESTIONS}{ours.rows.asked.pk}/"
    assert worker.client.get(f"{page}read/").status_code == 405
    worker.open(f"{page}words/").press("I have read it").sees("Marked as read.")
    assert not worker.offers("I have read it")


def test_a_wording_that_is_empty_comes_back(ours: Furnished) -> None:
    worker = Visitor(ours.people[Role.PARTICIPATION_WORKER])
    worker.open(f"{QUESTIONS}{ours.rows.asked.pk}/words/")
    worker.writes("Public wording", " ").press("Save the public wording")
    assert "Write the public wording." in worker.error_at("Public wording")


def test_a_wording_at_a_meeting_stays(ours: Furnished) -> None:
    """The page shows it, offers no form, and takes none."""
    worker = Visitor(ours.people[Role.PARTICIPATION_WORKER])
    page = f"{QUESTIONS}{ours.rows.put.pk}/words/"
    worker.open(page).sees("It is with a meeting, or with those who answer, so its wording stays.")
    assert not worker.offers("Save the public wording")
    token = {"csrfmiddlewaretoken": worker.client.cookies["csrftoken"].value}
    sent = worker.client.post(page, {"wording": "Mine", "version": 1, **token})
    assert sent.status_code in {403, 404}


def test_a_representative_puts_nothing_to_a_meeting(ours: Furnished, skye: Visitor) -> None:
    skye.open(f"/ourshire/boards/questions/{ours.rows.agreed.pk}/put/", status=403)
    skye.sees("Only a participation worker of this council can put a question to a meeting.")
