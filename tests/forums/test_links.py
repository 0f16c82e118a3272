"""One-time links: a young person far away asks one question, and nobody else gets in by it."""

import logging
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from corporate_parenting.quiet import WithoutSecrets
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from forums.flow import Way
from forums.links import services
from forums.links.opening import CLOSED, LASTS, NOT_SENT, OVER, REVOKED
from forums.links.queries import link_of
from forums.models import Concern, ConcernWords, PrivateWords, Question, QuestionLink
from tests.journeys.visiting import Visitor
from tests.support.people import person
from tests.support.world import Furnished, World

WORDS = "zqfaraway can my social worker come more often"


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def address(ours: Furnished) -> str:
    """The link's address."""
    return f"/ourshire/forums/ask/{ours.rows.link_secret}/"


@pytest.fixture
def worker(ours: Furnished) -> User:
    """Who made the link."""
    return ours.people[Role.PARTICIPATION_WORKER]


def through(visitor: Visitor, *, safety: str = "No") -> Visitor:
    """All screens up to the last one."""
    visitor.ticks(safety).press("Continue")
    if safety == "No":
        visitor.ticks("Something else").press("Continue")
    return visitor.writes("What do you want to say?", WORDS).press("Continue")


def test_one_thing_on_each_screen_and_nothing_kept(ours: Furnished, address: str) -> None:
    """From the first screen to the thank-you: no sign-in, no session, no store, no referrer."""
    child = Visitor().open(address)
    child.sees_in_order("ring 999", "Is this about somebody not being safe?")
    assert len(child.soup.find("main").find_all("fieldset")) == 1
    through(child).ticks("Any of the workers").press("Send it")
    child.sees("Thank you. It has been sent.", "A question is read by Friday 4 December 2026.")
    question = Question.objects.get(private_words__text=WORDS)
    assert (question.way, question.asked_by, question.not_for) == (
        *(Way.LINK, ours.people[Role.PARTICIPATION_WORKER]),
        None,
    )
    assert set(child.client.cookies) <= {"csrftoken"}
    assert "no-store" in child.response["Cache-Control"]
    assert child.response["Referrer-Policy"] == "strict-origin"
    child.does_not_see(WORDS)


def test_back_keeps_what_was_said(ours: Furnished, address: str) -> None:
    """From each screen to the one before; nothing is asked for on the way, and nothing is lost."""
    child = Visitor().open(address)
    assert not child.offers("Back")
    through(child).press("Back").sees("3 of 4")
    assert child.reads_in("What do you want to say?").strip() == WORDS
    child.writes("What do you want to say?", "").press("Back").sees("2 of 4")
    child.press("Back").sees("1 of 4").ticks("Yes, or I am not sure").press("Continue")
    child.sees("2 of 3").writes("What do you want to say?", WORDS).press("Continue")
    child.press("Back").press("Back").sees("1 of 3")
    through(child).ticks("Any of the workers").press("Send it").sees("Thank you.")
    assert PrivateWords.objects.filter(text=WORDS).count() == 1
    assert not ConcernWords.objects.filter(text=WORDS).exists()
    assert ours.council


def test_it_asks_at_most_four_things(address: str) -> None:
    child = Visitor().open(address).sees("1 of 4")
    named = {field.get("name") for field in child.soup.find("main").find_all(["input", "textarea"])}
    assert named - {"csrfmiddlewaretoken", "submission", "screen"} == {
        *("safety", "theme", "words", "not_for")
    }


def test_somebody_not_safe_goes_to_the_lead_and_to_no_worker(ours: Furnished, address: str) -> None:
    """Three screens; no question is made, and the link says no more than of any other."""
    child = through(Visitor().open(address), safety="Yes, or I am not sure")
    child.sees("3 of 3").ticks("Anybody but").press("Send it").sees("It has been sent.")
    concern = Concern.objects.get(words__text=WORDS)
    assert (concern.raised_by, concern.about) == (None, ours.people[Role.PARTICIPATION_WORKER])
    assert not PrivateWords.objects.filter(text=WORDS).exists()
    link = QuestionLink.objects.get(pk=ours.rows.link.pk)
    assert (link.question, link.used_at) == (None, clock.now())
    worker = Visitor(ours.people[Role.PARTICIPATION_WORKER])
    worker.open(address, status=410).sees(CLOSED)


def test_what_was_typed_is_carried_from_screen_to_screen(address: str) -> None:
    child = Visitor().open(address).ticks("No").press("Continue").press("Continue")
    child.press("Continue").sees("There is a problem", "Write what you want to ask.")
    child.writes("What do you want to say?", "x" * 2001).press("Continue").sees("2000")
    child.writes("What do you want to say?", WORDS).press("Continue")
    assert child.field_named("words")["value"] == WORDS


def test_it_opens_nothing_once_it_is_used(address: str) -> None:
    """Sent twice, sent again after going back, opened again: one question."""
    child = through(Visitor().open(address))
    before = child.copy()
    child.press_twice("Send it").sees("It has been sent.")
    before.press("Send it").sees("It has been sent.")
    Visitor().open(address, status=410).sees(CLOSED).does_not_see("sent.")
    assert Question.objects.filter(private_words__text=WORDS).count() == 1


def test_another_question_through_a_used_link_is_refused(ours: Furnished) -> None:
    link = QuestionLink.objects.get(pk=ours.rows.link.pk)
    first = uuid4()
    asked = services.ask_through(link=link, theme=None, words=WORDS, submission=first)
    again = services.ask_through(link=link, theme=None, words="other", submission=first)
    assert asked == again
    with pytest.raises(Refused, match=f"^{re.escape(CLOSED)} {re.escape(NOT_SENT)}$"):
        services.ask_through(link=link, theme=None, words="other", submission=uuid4())


@pytest.mark.parametrize("change", [{"days": 14}, {"revoked": True}], ids=["too old", "taken back"])
def test_every_closed_link_says_the_same(ours: Furnished, address: str, change: dict) -> None:
    if change.get("revoked"):
        services.end_link(by=ours.people[Role.PARTICIPATION_WORKER], link=ours.rows.link)
    with clock.set_to(date(2026, 12, 2) + timedelta(days=change.get("days", 0))):
        child = Visitor().open(address, status=410).sees(CLOSED)
        with pytest.raises(Refused, match=re.escape(CLOSED)):
            services.ask_through(link=ours.rows.link, theme=None, words=WORDS, submission=uuid4())
    assert not child.offers("Continue")


@pytest.mark.parametrize("secret", ["guessed", "x" * 43, "../" * 3 + "x"])
def test_a_guess_is_not_found(world: World, secret: str) -> None:
    assert world.ours.slug == "ourshire"
    Visitor().open(f"/ourshire/forums/ask/{secret}/", status=404)


def test_below_another_council_it_is_not_found(ours: Furnished, world: World) -> None:
    Visitor().open(f"/testshire/forums/ask/{ours.rows.link_secret}/", status=404)
    assert link_of(world.theirs.council, ours.rows.link_secret) is None


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Forbidden (%s): %s", ("CSRF cookie not set.", "/ourshire/forums/ask/zqsecret/")),
        ("Gone: /ourshire/forums/ask/zqsecret/", ()),
        ("Not Found: %s", ("/accounts/calendar/zqsecret.ics",)),
        ("Not Found: %s", ("/ourshire/forums/sessions/7/kiosk/zqsecret/thanks/",)),
    ],
)
def test_its_secret_is_in_no_log(message: str, args: tuple) -> None:
    """Django writes down the address of what it refuses; the handler takes the secret out."""
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["quiet"]
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, args, None)
    assert WithoutSecrets().filter(record)
    assert "zqsecret" not in record.getMessage()
    assert "…" in record.getMessage()


def test_a_worker_makes_one_and_sees_it_once(ours: Furnished, worker: User) -> None:
    """Pressed twice it is one; only the hash is kept."""
    before = QuestionLink.objects.count()
    page = f"/ourshire/forums/{ours.rows.forum.key}/ask/link/"
    jo = Visitor(worker).open(page).press_twice("Make the link").sees("It is shown this once.")
    assert QuestionLink.objects.count() == before + 1
    made = QuestionLink.objects.order_by("-pk").first()
    secret = re.search(r"/forums/ask/([\w-]{43})/", jo.text).group(1)
    assert link_of(ours.council, secret) == made
    assert secret not in made.digest
    jo.open(page).does_not_see(secret)
    Visitor().open(f"/ourshire/forums/ask/{secret}/").sees("Ask your question")


def test_a_worker_takes_one_back(worker: User, address: str) -> None:
    jo = Visitor(worker).open("/ourshire/forums/questions/links/")
    jo.press("Take it back Made on 2 December 2026")
    jo.sees("Taken back.", REVOKED)
    Visitor().open(address, status=410)


def test_somebody_of_another_forum_neither_makes_nor_ends_one(ours: Furnished) -> None:
    stranger = ours.people["worker of another forum"]
    for act in (
        lambda: services.make_link(by=stranger, forum=ours.rows.forum, secret="s" * 43),
        lambda: services.end_link(by=stranger, link=ours.rows.link),
    ):
        with pytest.raises(Refused, match="made and taken back by this forum’s workers"):
            act()


def test_a_question_about_the_worker_who_sent_it_goes_to_another(
    ours: Furnished, worker: User, address: str
) -> None:
    """They see neither the question nor that the link was used."""
    other = person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum)
    child = through(Visitor().open(address))
    child.ticks(f"Anybody but {worker.display_name}").press("Send it")
    question = Question.objects.get(private_words__text=WORDS)
    page = f"/ourshire/forums/questions/{question.pk}/"
    for path in (page, f"{page}words/"):
        Visitor(worker).open(path, status=404)
    Visitor(other).open(f"{page}words/").sees(WORDS)
    links = Visitor(worker).open("/ourshire/forums/questions/links/")
    links.sees("It opens until 16 December 2026.", "Take it back").does_not_see(WORDS)
    assert not ConcernWords.objects.filter(text=WORDS).exists()


def test_the_list_says_the_same_of_a_used_link(ours: Furnished, worker: User) -> None:
    """Used or not: until when it opens, that it is too old, and “Taken back.”"""
    page = "/ourshire/forums/questions/links/"
    before = Visitor(worker).open(page).soup.find("main").get_text()
    services.tell_through(link=ours.rows.link, words=WORDS, submission=uuid4())
    jo = Visitor(worker).open(page)
    assert jo.soup.find("main").get_text() == before
    with clock.set_to(date(2026, 12, 16)):
        Visitor(worker).open(page).sees(OVER)
    jo.press("Take it back Made on 2 December 2026").sees("Taken back.", REVOKED)
    assert QuestionLink.objects.get(pk=ours.rows.link.pk).revoked_by == worker


def test_thank_you_is_said_for_ten_minutes(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    child = through(Visitor().open(address)).press("Send it").sees("Thank you.")
    thanks = child.response.request["PATH_INFO"] + "?" + child.response.request["QUERY_STRING"]
    child.open(thanks).sees("Thank you.")
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 10 * 60 + 1)
    child.open(thanks, status=410).sees(CLOSED)
    child.open(f"{address}?sent=guessed", status=410)


@pytest.fixture(params=["used", "taken back", "too old"])
def closed(request: pytest.FixtureRequest, ours: Furnished, worker: User):
    """Close the link while a child writes."""

    def close() -> None:
        link = ours.rows.link
        if request.param == "used":
            services.ask_through(link=link, theme=None, words="Other", submission=uuid4())
        elif request.param == "taken back":
            services.end_link(by=worker, link=link)
        else:
            link.made_at, link.ends_at = link.made_at - LASTS, link.made_at
            link.save()

    return close


def test_somebody_not_safe_is_heard_through_a_closed_link(address: str, closed) -> None:
    child = through(Visitor().open(address), safety="Yes, or I am not sure")
    closed()
    before = child.copy()
    child.press("Send it").sees("Thank you.")
    before.press("Send it").sees("Thank you.")
    assert Concern.objects.filter(words__text=WORDS).count() == 1


def test_a_question_through_a_closed_link_stays_on_the_screen(address: str, closed) -> None:
    child = through(Visitor().open(address))
    closed()
    child.press("Send it", status=410).sees(CLOSED, NOT_SENT, WORDS)
    assert not PrivateWords.objects.filter(text=WORDS).exists()


def test_the_screen_of_the_theme_is_not_asked_about_safety(address: str) -> None:
    """Going back from “No” to “Yes” and sending the screen in between goes on with the words."""
    said = {"screen": "theme", "safety": "yes", "submission": str(uuid4())}
    answer = Client().post(address, said)
    assert answer.status_code == 200
    assert "What do you want to say?" in answer.content.decode()
