"""Several people at the same minutes, each with a connection of their own to the database."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.urls import reverse

from boards.models import Circulation, Minutes, MinutesSection, Outcome
from boards.record import queries
from boards.record.services import (
    circulate,
    confirm,
    correct,
    draft_minutes,
    save_section,
    take_back,
)
from boards.register.queries import CLOSED
from boards.register.services import record_outcome
from councils import clock
from councils.writing import Conflict, Refused
from tests.factories import boards
from tests.journeys.test_at_once import at_once
from tests.support.minuted import DRAFTED, NEXT, Minuted, minuted
from tests.support.people import sign_in
from tests.support.waiting import second_waits_for_first

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, CLICKS, PARTS = 50, 20, 10
UPDATE = "UPDATE boards_minutessection SET text = 'By hand.' WHERE id = %s"


@pytest.fixture
def of() -> Minuted:
    """A meeting that is over, on the day of the next one."""
    with clock.set_to(NEXT):
        yield minuted()


def shown_on(answer: HttpResponse) -> tuple[str, str, str]:
    """What a page of a conflict shows: the other's words, one's own, and the version to save."""
    page = BeautifulSoup(answer.content, "html.parser")
    theirs = page.find(class_="cp-inset").find_all("p")[1]
    lines = [line.strip() for line in theirs.get_text("\n").splitlines() if line.strip()]
    version = page.find("input", {"name": "version"})["value"]
    return "\n".join(lines), page.find("textarea").get_text().lstrip("\n"), version


@dataclass
class Met:
    """What each of two people got, or the refusal the second got, who had to wait."""

    first: object
    second: object


def meet(first: Callable[[], object], second: Callable[[], object]) -> Met:
    """The first does something and has not ended when the second begins; the database is asked."""

    def told() -> object:
        try:
            return second()
        except (Refused, IntegrityError) as refused:
            return refused

    return Met(*second_waits_for_first(first, told))


# Fifty writers --------------------------------------------------------------------------------------


def test_of_fifty_writers_at_once_everything_acknowledged_is_kept(of: Minuted) -> None:
    """Each adds a line to one of ten parts through the page, five to each part.

    Whoever is shown somebody else's words puts both together and saves again, as the page asks.
    """
    minutes = of.draft()
    for number in range(PARTS):
        boards.MinutesSectionFactory(minutes=minutes, position=500 + number, text="")
    parts = list(minutes.sections.filter(position__gte=500).order_by("position"))

    def one(place: int) -> int:
        client, part, tries = sign_in(of.clerk), parts[place % PARTS], 0
        address = reverse(
            "boards:minutes_part",
            kwargs={"council": of.panel.council.slug, "pk": of.meeting.pk, "part": part.pk},
        )
        text, version = f"Line {place}.", part.version
        while True:
            tries += 1
            answer = client.post(address, {"text": text, "version": version})
            if answer.status_code == 302:
                return tries
            theirs, mine, version = shown_on(answer)
            assert theirs, "what the other saved is not shown"
            assert mine == text, "what was typed is lost"
            text = f"{theirs}\nLine {place}."

    tries = at_once(WRITERS, one)
    said = "\n".join(
        MinutesSection.objects.filter(position__gte=500).values_list("text", flat=True)
    )
    assert sorted(said.splitlines()) == sorted(f"Line {place}." for place in range(WRITERS))
    assert sum(tries) > WRITERS, "nobody met anybody: this proves nothing"
    kept = MinutesSection.objects.filter(position__gte=500)
    assert sum(each.version - 1 for each in kept) == WRITERS
    assert sum(each.history.count() for each in kept) == WRITERS + PARTS


def test_of_fifty_writers_of_one_part_one_is_kept_and_the_others_are_shown_it(of: Minuted) -> None:
    """Nobody overwrites what they have not seen."""
    part = of.part(of.draft())

    def one(place: int) -> object:
        own = {"section": part, "version": part.version}
        return save_section(by=of.clerk, **own, text=f"Writer {place}.")

    made = at_once(WRITERS, one)
    (kept,) = [each for each in made if isinstance(each, MinutesSection)]
    conflicts = [each for each in made if isinstance(each, Conflict)]
    assert len(conflicts) == WRITERS - 1
    assert {each.current.text for each in conflicts} == {kept.text}
    part.refresh_from_db()
    assert part.text == kept.text


# Twenty clicks --------------------------------------------------------------------------------------


def clicks(of: Minuted, name: str, sent: dict[str, object]) -> list[HttpResponse]:
    """The same form sent so many times at once, by one person in so many windows."""
    user = of.chair if name == "boards:minutes_confirm" else of.clerk
    where = {"council": of.panel.council.slug, "pk": of.meeting.pk}
    clients = [sign_in(user) for _ in range(CLICKS)]
    return at_once(CLICKS, lambda n: clients[n].post(reverse(name, kwargs=where), sent))


def test_twenty_clicks_on_draft_begin_one_version(of: Minuted) -> None:
    made = clicks(of, "boards:minutes_draft", {})
    assert {each.status_code for each in made} == {302}
    minutes = Minutes.objects.get()
    assert minutes.history.count() == 1
    assert minutes.sections.filter(item__isnull=False).count() == of.meeting.items.count()


def test_twenty_clicks_send_the_minutes_round_once(of: Minuted, mailoutbox) -> None:
    """And each member gets one mail."""
    minutes = of.draft()
    made = clicks(of, "boards:minutes_circulate", {"version": minutes.version})
    assert {each.status_code for each in made} == {302}
    minutes.refresh_from_db()
    assert (minutes.version, minutes.history.count()) == (2, 2)
    assert [mail.to for mail in mailoutbox] == [[of.chair.email]]
    assert Circulation.objects.get().user == of.chair


def test_twenty_clicks_confirm_once(of: Minuted) -> None:
    minutes = of.sent()
    sent = {"version": minutes.version, "meeting": of.later.pk}
    made = clicks(of, "boards:minutes_confirm", sent)
    assert {each.status_code for each in made} == {302}
    minutes.refresh_from_db()
    assert minutes.history.filter(confirmed_at__isnull=False).count() == 1


def test_twenty_clicks_begin_one_correction(of: Minuted) -> None:
    minutes = of.confirmed()
    sent = {"number": minutes.number, "reason": "A name was wrong."}
    made = clicks(of, "boards:minutes_correct", sent)
    assert {each.status_code for each in made} == {302}
    assert sorted(of.meeting.minutes.values_list("number", flat=True)) == [1, 2]


# Confirm against edit -------------------------------------------------------------------------------
#
# Minutes that have gone round are written only after they were taken back: that is the edit.


def acts(of: Minuted, minutes: Minutes) -> dict[str, Callable[[], object]]:
    """What the clerk and the chair do to the same version of the same minutes."""
    part, own = of.part(minutes), {"minutes": minutes, "version": minutes.version}

    def rewrite() -> object:
        draft = take_back(by=of.clerk, **own)
        save_section(by=of.clerk, section=part, version=part.version, text="Other words.")
        return circulate(by=of.clerk, minutes=draft, version=draft.version)

    def by_hand() -> object:
        with connection.cursor() as cursor:
            cursor.execute(UPDATE, [part.pk])

    item = of.panel.items[2]
    noted = {"item": item, "result": "noted", "words": "Said afterwards."}
    return {
        "confirm": lambda: confirm(by=of.chair, **own, at=of.later),
        "take back": lambda: take_back(by=of.clerk, **own),
        "rewrite": rewrite,
        "by hand": by_hand,
        "record": lambda: record_outcome(by=of.clerk, **noted),
    }


@contextmanager
def sealed(minutes: Minutes) -> None:
    """After the block the minutes are confirmed, and their hash is that of what they say."""
    yield
    minutes.refresh_from_db()
    assert minutes.state == "confirmed"
    assert minutes.sha256 == queries.seal(minutes)


@pytest.mark.parametrize("edit", ["take back", "rewrite", "by hand"])
def test_who_edits_after_the_chair_has_confirmed_waits_and_is_refused(
    of: Minuted, edit: str
) -> None:
    minutes = of.sent()
    does, before = acts(of, minutes), of.part(minutes).text
    with sealed(minutes):
        met = meet(does["confirm"], does[edit])
    assert isinstance(met.first, Minutes)
    assert isinstance(met.second, IntegrityError if edit == "by hand" else Refused)
    assert "never altered" in str(met.second) or "nothing in them changes" in str(met.second)
    assert of.part(minutes).text == before


def test_the_chair_who_confirms_while_they_are_taken_back_waits_and_is_told(of: Minuted) -> None:
    minutes = of.sent()
    does = acts(of, minutes)
    met = meet(does["take back"], does["confirm"])
    assert isinstance(met.second, Refused)
    assert "These minutes are a draft." in str(met.second)
    minutes.refresh_from_db()
    assert minutes.state == "draft"


def test_the_chair_does_not_confirm_what_was_rewritten_while_reading(of: Minuted) -> None:
    """They are shown that somebody changed it, and confirm nothing unseen."""
    minutes = of.sent()
    does = acts(of, minutes)
    met = meet(does["rewrite"], does["confirm"])
    assert isinstance(met.second, Conflict)
    minutes.refresh_from_db()
    assert (minutes.state, of.part(minutes).text) == ("circulated", "Other words.")


def test_a_statement_that_was_first_is_part_of_what_is_sealed(of: Minuted) -> None:
    """Even behind the application's back: confirming waits for it, and hashes what it left."""
    minutes = of.sent()
    does = acts(of, minutes)
    with sealed(minutes):
        met = meet(does["by hand"], does["confirm"])
    assert isinstance(met.second, Minutes)
    assert of.part(minutes).text == "By hand."


def test_who_still_records_what_came_of_the_meeting_waits_for_the_chair(of: Minuted) -> None:
    minutes = of.sent()
    does = acts(of, minutes)
    with sealed(minutes):
        met = meet(does["confirm"], does["record"])
    assert str(met.second) == CLOSED
    assert not Outcome.objects.filter(words="Said afterwards.").exists()


def test_the_chair_waits_for_who_still_records(of: Minuted) -> None:
    minutes = of.sent()
    does = acts(of, minutes)
    with sealed(minutes):
        met = meet(does["record"], does["confirm"])
    assert isinstance(met.first, Outcome)
    assert isinstance(met.second, Minutes)


# Edit against sending round -------------------------------------------------------------------------


def test_who_writes_while_the_minutes_go_round_waits_and_is_refused(of: Minuted) -> None:
    minutes = of.draft()
    part = of.part(minutes)
    met = meet(
        lambda: circulate(by=of.clerk, minutes=minutes, version=minutes.version),
        lambda: save_section(by=of.clerk, section=part, version=1, text="Other words."),
    )
    assert "These minutes are circulated." in str(met.second)
    assert of.part(minutes).text == part.text


def test_what_was_written_first_goes_round(of: Minuted) -> None:
    minutes = of.draft()
    part = of.part(minutes)
    met = meet(
        lambda: save_section(by=of.clerk, section=part, version=1, text="Other words."),
        lambda: circulate(by=of.clerk, minutes=minutes, version=minutes.version),
    )
    assert isinstance(met.second, Minutes)
    assert of.part(met.second).text == "Other words."


def test_two_corrections_with_two_reasons_are_one_and_the_other_is_told(of: Minuted) -> None:
    minutes = of.confirmed()
    met = meet(
        lambda: correct(by=of.clerk, minutes=minutes, reason="A name was wrong."),
        lambda: correct(by=of.chair, minutes=minutes, reason="A number was wrong."),
    )
    assert "Version 2 is a correction already under way" in str(met.second)
    assert Minutes.objects.filter(meeting=of.meeting).count() == 2


def test_two_who_draft_at_once_have_one_draft(of: Minuted) -> None:
    with clock.set_to(DRAFTED):
        met = meet(
            lambda: draft_minutes(by=of.clerk, meeting=of.meeting),
            lambda: draft_minutes(by=of.chair, meeting=of.meeting),
        )
    assert met.first == met.second
    assert met.second.drafted_by == of.clerk
