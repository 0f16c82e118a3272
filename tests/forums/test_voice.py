"""From “you said” to “we did”, through the services and the pages; celebrations and surveys' years."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums.models import Celebration, Feedback, Forum, SurveyRun, ToldBack
from forums.voice import flow, services
from forums.voice.queries import celebrated
from pledges.models import Promise
from tests.factories import forums, pledges
from tests.support.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 12, 1)
ONE, TWO = UUID(int=1), UUID(int=2)
DONE = {
    "outcome": "did",
    "done_words": "There is a later bus.",
    "done_by_role": "Head of travel",
    "done_on": DAY,
}


@pytest.fixture
def forum() -> Forum:
    """A published forum."""
    return forums.ForumFactory(published=True, name="The Forum")


@pytest.fixture
def worker(forum: Forum) -> User:
    """Its worker."""
    return person(Role.PARTICIPATION_WORKER, forum.council, forum=forum)


@pytest.fixture
def clerk(forum: Forum) -> User:
    """The clerk of its council."""
    return person(Role.CLERK, forum.council)


@pytest.fixture
def promise(forum: Forum) -> Promise:
    """A published promise."""
    strategy = pledges.StrategyFactory(council=forum.council, published=True)
    made = pledges.PledgeSetFactory(strategy=strategy, published=True)
    return pledges.PromiseFactory(pledge_set=made)


def write(worker: User, forum: Forum, **more: object) -> Feedback:
    """A child said it."""
    given = {"words": "The last bus is too early.", "said_on": DAY, "source": "young_people"}
    return services.write_feedback(by=worker, forum=forum, **{**given, "submission": ONE, **more})


@pytest.fixture
def said(worker: User, clerk: User, forum: Forum, promise: Promise) -> Feedback:
    """Read by a second person."""
    row = write(worker, forum, promise=promise)
    return services.read_feedback(by=clerk, feedback=row, version=row.version)


def page_of(forum: Forum) -> str:
    """“You said, we did” as everybody reads it."""
    return Client().get(reverse("forums:you_said", args=[forum.council.slug])).content.decode()


def test_written_once_and_by_those_of_the_forum(worker: User, forum: Forum) -> None:
    """The same form twice is one row."""
    assert write(worker, forum) == write(worker, forum, words="other")
    with pytest.raises(Refused, match="workers of that forum"):
        write(person(Role.PARTICIPATION_WORKER, forum.council), forum, submission=TWO)
    with pytest.raises(ValidationError, match="still to come"):
        write(worker, forum, said_on=date(2027, 1, 1), submission=TWO)


def test_the_writer_is_not_the_second_person(worker: User, clerk: User, forum: Forum) -> None:
    """Of a child's words; whoever rewords them is their writer."""
    row = write(worker, forum)
    with pytest.raises(Refused, match="Somebody else has to read this"):
        services.read_feedback(by=worker, feedback=row, version=1)
    services.reword_feedback(by=clerk, feedback=row, version=1, words="A later bus is wanted.")
    with pytest.raises(Conflict):
        services.read_feedback(by=worker, feedback=row, version=1)
    with pytest.raises(Refused, match="Somebody else"):
        services.read_feedback(by=clerk, feedback=row, version=2)
    assert "later bus" not in page_of(forum)
    services.read_feedback(by=worker, feedback=row, version=2)
    services.read_feedback(by=worker, feedback=row, version=2)
    assert "A later bus is wanted." in page_of(forum)
    with pytest.raises(Refused, match="so they stay"):
        services.reword_feedback(by=clerk, feedback=row, version=3, words="Other")


def test_what_staff_said_needs_one_person(worker: User, forum: Forum) -> None:
    """Two people are for what a child said."""
    row = write(worker, forum, source="staff")
    assert services.read_feedback(by=worker, feedback=row, version=1).state == flow.State.SAID


def test_young_people_hear_it_before_everybody_else(
    worker: User, clerk: User, said: Feedback, promise: Promise
) -> None:
    """What was done stands on no public page before it is told back."""
    row = services.answer_feedback(by=clerk, feedback=said, version=said.version, **DONE)
    assert "later bus" not in page_of(said.forum)
    assert "No answer has been given" in page_of(said.forum)
    both = person(Role.CLERK, said.council, forum=said.forum)
    part = {**DONE, "outcome": "part"}
    row = services.answer_feedback(by=both, feedback=row, version=row.version, **part)
    told = {"feedback": row, "told_on": DAY, "words": "There is a bus now.", "submission": TWO}
    told["version"] = row.version
    with pytest.raises(Refused, match="Somebody else tells this back"):
        services.tell_feedback(by=both, **told)
    services.tell_feedback(by=worker, **told)
    services.tell_feedback(by=worker, **told)
    assert ToldBack.objects.get().promise == promise
    assert "There is a later bus." in page_of(said.forum)
    assert "The Forum was told on 1 December 2026" in page_of(said.forum)


def test_it_is_not_done_after_all(worker: User, clerk: User, said: Feedback) -> None:
    """Then it waits for an answer again, and the old one is off the page."""
    row = services.answer_feedback(by=clerk, feedback=said, version=said.version, **DONE)
    told = {"told_on": DAY, "words": "Now", "submission": TWO, "version": row.version}
    services.tell_feedback(by=worker, feedback=row, **told)
    services.ask_again(by=worker, feedback=row)
    services.ask_again(by=worker, feedback=row)
    assert "later bus" not in page_of(said.forum)
    row.refresh_from_db()
    assert row.state == flow.State.SAID


def test_two_answers_at_odds(clerk: User, said: Feedback) -> None:
    """The second is told of the first; the same twice is one."""
    row = services.answer_feedback(by=clerk, feedback=said, version=said.version, **DONE)
    same = services.answer_feedback(by=clerk, feedback=said, version=said.version, **DONE)
    assert same.version == row.version
    with pytest.raises(Conflict):
        services.answer_feedback(
            by=clerk, feedback=said, version=said.version, **{**DONE, "outcome": "will_not"}
        )


@pytest.mark.parametrize("field", ["done_by_role", "done_words", "outcome"])
def test_an_answer_says_all_of_it(clerk: User, said: Feedback, field: str) -> None:
    """What, by which role; and a role is no name."""
    wrong = {**DONE, field: ""}
    with pytest.raises((ValidationError, ValueError)):
        services.answer_feedback(by=clerk, feedback=said, version=said.version, **wrong)
    with pytest.raises(ValidationError, match="Write a role"):
        services.answer_feedback(
            by=clerk, feedback=said, version=said.version, **{**DONE, "done_by_role": "Mr Brown"}
        )


def test_withdrawn_with_a_reason(worker: User, said: Feedback) -> None:
    """And gone from the page; what was told back cannot be."""
    with pytest.raises(ValidationError, match="Say why"):
        services.withdraw_feedback(by=worker, feedback=said, reason=" ")
    services.withdraw_feedback(by=worker, feedback=said, reason="It was said twice.")
    services.withdraw_feedback(by=worker, feedback=said, reason="Again")
    assert "too early" not in page_of(said.forum)
    told = forums.FeedbackFactory(forum=said.forum, told=True)
    with pytest.raises(Refused, match="Next it can only be"):
        services.withdraw_feedback(by=worker, feedback=told, reason="No")


# Pages --------------------------------------------------------------------------------------------


def test_every_page_on_the_way(forum: Forum, worker: User, clerk: User, promise: Promise) -> None:
    """Written, read by a second person, answered, told back."""
    slug = forum.council.slug
    working, clerking = sign_in(worker), sign_in(clerk)
    add = reverse("forums:feedback_add", args=[slug])
    assert "What was said" in working.get(add).content.decode()
    fields = {
        "forum": forum.pk,
        "source": "young_people",
        "said_on": "1/12/2026",
        "words": "The last bus is too early.",
        "about": f"promise-{promise.pk}",
        "submission": ONE,
    }
    assert (
        "Choose one of the answers" in working.post(add, {**fields, "source": ""}).content.decode()
    )
    detail = working.post(add, fields).url
    page = working.get(detail).content.decode()
    assert flow.SAME_PERSON in page
    assert "Everybody can read it" not in page
    change = working.get(detail + "change/").content.decode()
    assert "The last bus is too early." in change
    sent = {**fields, "words": "The last bus is at six.", "version": 1}
    assert working.post(detail + "change/", sent).status_code == 302
    assert "Everybody can read it" in clerking.get(detail).content.decode()
    clerking.post(detail + "read/", {"version": 2})
    row = Feedback.objects.get()
    assert (row.state, row.read_by) == (flow.State.SAID, clerk)
    form = clerking.get(detail + "answer/").content.decode()
    assert "What was done?" in form
    done = {**DONE, "done_on": "1/12/2026", "version": row.version}
    late = {**done, "version": 1}
    assert "Somebody else has changed" in clerking.post(detail + "answer/", late).content.decode()
    assert clerking.post(detail + "answer/", done).status_code == 302
    tell = working.get(detail + "tell/").content.decode()
    assert "We did: There is a later bus." in tell
    told = {"told_on": "1/12/2026", "words": "A bus runs at nine.", "submission": TWO}
    told["version"] = Feedback.objects.get().version
    assert working.post(detail + "tell/", told).status_code == 302
    assert "A bus runs at nine." in working.get(detail).content.decode()
    listed = clerking.get(reverse("forums:feedback_list", args=[slug])).content.decode()
    assert "Nothing waits." in listed
    assert "The last bus is at six." in listed
    working.post(detail + "again/")
    listed = clerking.get(reverse("forums:feedback_list", args=[slug])).content.decode()
    assert "1 days since" not in listed
    assert "1 day since" in listed
    withdraw = working.get(detail + "withdraw/").content.decode()
    assert "Why is it withdrawn?" in withdraw
    assert working.post(detail + "withdraw/", {"reason": "Twice."}).status_code == 302
    assert "Twice." in working.get(detail).content.decode()


def test_words_that_may_show_who_it_is_are_looked_at_again(forum: Forum, worker: User) -> None:
    """Nothing is refused for good: a person looks, and says so."""
    client = sign_in(worker)
    add = reverse("forums:feedback_add", args=[forum.council.slug])
    fields = {
        "forum": forum.pk,
        "source": "young_people",
        "said_on": "1/12/2026",
        "words": "My sister Ella is moved to Oakfield School.",
        "submission": ONE,
    }
    page = client.post(add, fields).content.decode()
    assert "“Oakfield School” says where" in page
    assert "I have looked at it" in page
    assert not Feedback.objects.exists()
    detail = client.post(add, {**fields, "looked": "on"}).url
    assert "“Oakfield School” says where" in client.get(detail).content.decode()


def test_the_longest_waiting_comes_first(forum: Forum, clerk: User) -> None:
    """By the day it was said, not the day it was written down."""
    for day, words in ((DAY, "later"), (date(2026, 3, 1), "sooner")):
        forums.FeedbackFactory(forum=forum, said_on=day, words=words, said=True)
    page = sign_in(clerk).get(reverse("forums:feedback_list", args=[forum.council.slug]))
    html = page.content.decode()
    assert html.index("sooner") < html.index("later")


def test_an_owner_reads_nothing_before_a_second_person_has(forum: Forum) -> None:
    """Nor does the inspector."""
    row = forums.FeedbackFactory(forum=forum, words="unread words")
    for role in (Role.PROMISE_OWNER, Role.INSPECTOR):
        client = sign_in(person(role, forum.council))
        where = {"council": forum.council.slug, "pk": row.pk}
        assert client.get(reverse("forums:feedback_detail", kwargs=where)).status_code == 404
        listed = client.get(reverse("forums:feedback_list", args=[forum.council.slug]))
        assert "unread words" not in listed.content.decode()


# Celebrations -------------------------------------------------------------------------------------


def celebrate(worker: User, forum: Forum, **more: object) -> Celebration:
    """With consent, until the end of January."""
    given = {
        "words": "Somebody learnt to swim.",
        "consent_on": DAY,
        "consent_words": "Asked at the session.",
        "show_until": date(2027, 1, 31),
        "submission": ONE,
    }
    return services.write_celebration(by=worker, forum=forum, **{**given, **more})


def test_two_people_and_a_last_day(worker: User, clerk: User, forum: Forum) -> None:
    """Shown from the second person's reading to its last day; the day after, on no page."""
    row = celebrate(worker, forum)
    assert celebrate(worker, forum) == row
    with pytest.raises(Refused, match="Somebody else has to read this"):
        services.read_celebration(by=worker, celebration=row)
    assert not celebrated(forum.council, clock.today())
    services.read_celebration(by=clerk, celebration=row)
    assert list(celebrated(forum.council, date(2027, 1, 31))) == [row]
    assert "learnt to swim" in page_of(forum)
    listed = reverse("forums:celebration_list", args=[forum.council.slug])
    about = reverse("forums:forum_detail", args=[forum.council.slug, forum.key])
    assert "learnt to swim" in sign_in(clerk).get(listed).content.decode()
    assert "learnt to swim" in Client().get(about).content.decode()
    with clock.set_to(date(2027, 2, 1)):
        assert not celebrated(forum.council, clock.today())
        for who, address in ((clerk, listed), (worker, listed), (None, about)):
            assert "learnt to swim" not in sign_in(who).get(address).content.decode()
        with pytest.raises(Refused, match="not shown any more"):
            services.read_celebration(by=clerk, celebration=forums.CelebrationFactory(forum=forum))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"consent_on": date(2026, 12, 3)}, "in the future"),
        ({"show_until": date(2026, 12, 1)}, "over already"),
        ({"show_until": date(2027, 12, 31)}, "within a year"),
        ({"consent_words": ""}, "cannot be blank"),
    ],
)
def test_what_a_consent_cannot_be(worker: User, forum: Forum, wrong: dict, words: str) -> None:
    """A day to come, a day that is over, longer than a year, or nothing said of it."""
    with pytest.raises(ValidationError, match=words):
        celebrate(worker, forum, **wrong)


def test_taken_down_at_once(worker: User, clerk: User, forum: Forum) -> None:
    """Through the page, by whoever may read it."""
    row = services.read_celebration(by=clerk, celebration=celebrate(worker, forum))
    where = {"council": forum.council.slug, "pk": row.pk}
    sign_in(worker).post(reverse("forums:celebration_down", kwargs=where))
    services.take_down(by=clerk, celebration=row)
    assert "learnt to swim" not in page_of(forum)
    row.refresh_from_db()
    assert row.taken_down_by == worker


def test_a_celebration_through_its_pages(worker: User, clerk: User, forum: Forum) -> None:
    """Written by a worker, let through by the clerk."""
    slug = forum.council.slug
    client, add = sign_in(worker), reverse("forums:celebration_add", args=[slug])
    assert "Something to celebrate" in client.get(add).content.decode()
    fields = {
        "forum": forum.pk,
        "words": "Somebody learnt to swim.",
        "consent_on": "1/12/2026",
        "consent_words": "Asked at the session.",
        "show_until": "31/1/2027",
        "submission": ONE,
    }
    wrong = client.post(add, {**fields, "show_until": "31/12/2027"}).content.decode()
    assert "within a year of the consent" in wrong
    assert client.post(add, fields).status_code == 302
    where = {"council": slug, "pk": Celebration.objects.get().pk}
    client.post(reverse("forums:celebration_read", kwargs=where))
    assert "learnt to swim" not in page_of(forum)
    sign_in(clerk).post(reverse("forums:celebration_read", kwargs=where))
    assert "learnt to swim" in page_of(forum)


# Surveys ------------------------------------------------------------------------------------------


def test_a_year_of_a_survey(forum: Forum, worker: User) -> None:
    """Recorded, looked at by everybody, and changed."""
    strategy = pledges.StrategyFactory(council=forum.council, published=True)
    survey = forums.SurveyFactory(strategy=strategy)
    where = {"council": forum.council.slug, "key": survey.key}
    record = reverse("forums:survey_record", kwargs=where)
    client = sign_in(worker)
    assert survey.title in client.get(record).content.decode()
    fields = {"year": 2026, "asked": 200, "answered": 80, "version": 0}
    assert client.post(record, fields).status_code == 302
    public = Client().get(reverse("forums:survey_detail", kwargs=where)).content.decode()
    assert "Not presented yet" in public
    assert "Not published yet" in public
    assert "40%" in public
    again = client.post(record, {**fields, "answered": 90}).content.decode()
    assert "Somebody else has changed" in again
    more = {"presented_on": "1/12/2026", "presented_to": "The Panel", "version": 1}
    assert client.post(f"{record}?year=2026", {**fields, **more}).status_code == 302
    run = SurveyRun.objects.get()
    assert (run.presented_on, run.presented_to) == (DAY, "The Panel")
    wrong = client.post(record, {**fields, "year": 2025, "answered": 201}).content.decode()
    assert "More answered than were asked." in wrong


def test_few_answers_are_not_told(forum: Forum) -> None:
    """R18: neither how many nor which share."""
    strategy = pledges.StrategyFactory(council=forum.council, published=True)
    run = forums.SurveyRunFactory(
        survey=forums.SurveyFactory(strategy=strategy), asked=200, answered=3
    )
    where = {"council": forum.council.slug, "key": run.survey.key}
    public = Client().get(reverse("forums:survey_detail", kwargs=where)).content.decode()
    assert "2%" not in public
    assert "c answered" in public
    assert "200" not in public
