"""Section 7: somebody's safety, on the Friday evening before a bank holiday.

Skye writes on Friday 28 May 2027 at 6:40pm. Monday is a bank holiday: nobody reads until Tuesday. The
safeguarding lead does not answer; the deputy is told in the night; after 24 hours it is passed up;
on Sunday the deputy takes it, and closes it. It is about a worker, who sees nothing of it, ever.
"""

from collections.abc import Callable
from datetime import date, time
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection

from councils import clock
from councils.models import Council
from forums.models import Concern, ConcernTold
from tests.journeys.test_private_words import reachable
from tests.journeys.visiting import Visitor

Enter = Callable[[str], Visitor]
CANARY = "grey heron under a bridge of words"
WHO, DONE = "The duty social worker of heron street", "The heron was looked after"
FRIDAY, SATURDAY, SUNDAY = date(2027, 5, 28), date(2027, 5, 29), date(2027, 5, 30)
HERE = "/buckinghamshire/forums/safety/"


def at(day: date, hour: int, minute: int = 0):
    """The clock, at that time of the council's own day."""
    return clock.set_to(clock.moment(day, time(hour, minute)))


def hourly() -> str:
    """The round that runs each hour; what it prints."""
    said = StringIO()
    call_command("daily_round", stdout=said)
    return said.getvalue()


def mailed(before: int = 0) -> list[str]:
    """To whom mails about a list went since then, in order."""
    return [
        to
        for each in mail.outbox[before:]
        for to in each.to
        if "waits for you to read" in each.subject or "24 hours" in each.subject
    ]


@pytest.fixture
def raised(enter: Enter, demo: Council) -> Concern:
    """The deputy is named for the week; on Friday evening Skye writes."""
    with at(date(2027, 5, 26), 10):
        lead = enter("Sam Okafor").follow("Restricted list").follow("Who stands in for you")
        lead.writes("Who stands in for you?", "Priya Lowell")
        lead.writes("From", "26/5/2027").writes("To", "4/6/2027").press("Name the deputy")
        lead.sees("The deputy is named.")
    mail.outbox.clear()
    with at(FRIDAY, 18, 40):
        skye = enter("Skye").follow("Ask a question")
        skye.sees_in_order(
            "Nobody is reading this right now",
            "Somebody reads again on Tuesday 1 June 2027 at 9am",
            "Do not wait: until then, ring 01632 960 999",
            "Your question",
        )
        skye.follow("This is about someone’s safety")
        skye.sees_in_order("Nobody is reading this right now", "01632 960 999", "What is going on?")
        skye.writes("What is going on?", CANARY).ticks("Jo Marsh").press_twice("Send it now")
        skye.sees("It is handed on", "Nobody is reading this right now", "01632 960 999")
        skye.does_not_see(CANARY)
    return Concern.objects.of(demo).latest("raised_at")


def test_in_office_hours_the_page_says_nothing_of_the_kind(enter: Enter) -> None:
    with at(FRIDAY, 10):
        skye = enter("Skye").follow("Ask a question").sees("This page is not for emergencies")
        skye.does_not_see("Nobody is reading this right now")


def test_from_friday_evening_to_sunday(raised: Concern, enter: Enter) -> None:
    """The lead does not answer; the deputy does."""
    assert Concern.objects.of(raised.council).filter(raised_at=raised.raised_at).count() == 1
    number = f"Number {raised.pk}"
    with at(FRIDAY, 18, 45):
        assert mailed() == ["safeguarding-lead@example.org"]
        hourly()
        deputy = enter("Priya Lowell").open(HERE).sees("Nothing waits for you.")
        deputy.open(f"{HERE}{raised.pk}/", status=404)
        enter("Sam Okafor").open(HERE).sees(number, "23 hours left, until Saturday 29 May 2027")
    with at(FRIDAY, 22, 40):
        hourly()
        hourly()
        assert mailed() == ["safeguarding-lead@example.org", "deputy@example.org"]
        enter("Priya Lowell").follow("Restricted list").sees(number).does_not_see(CANARY)
    with at(SATURDAY, 18, 39):
        hourly()
        assert len(mailed()) == 2
    with at(SATURDAY, 18, 40):
        hourly()
        assert mailed()[2:] == ["director@buckinghamshire.example.org"]
    with at(SUNDAY, 9):
        deputy = enter("Priya Lowell").follow("Restricted list").follow(number)
        deputy.sees(CANARY, "Nobody took it within 24 hours", "Jo Marsh")
        deputy.sees_in_order("Sam Okafor", "Priya Lowell", "Director of children’s services")
        deputy.press("I have it").sees("The clock has stopped")
        deputy.follow("Put down who else was told").writes("Who was told?", WHO)
        deputy.press_twice("Put it down").sees(WHO)
        deputy.follow("Close it").writes("What was done?", DONE).press("Close it")
        deputy.sees("Closed by", "Priya Lowell", DONE)
    with at(date(2027, 6, 1), 9, 5):
        hourly()
        assert len(mailed()) == 3
        enter("Sam Okafor").open(f"{HERE}{raised.pk}/").sees("Taken late", DONE)
    told = ConcernTold.objects.filter(concern=raised).values_list("told_as", flat=True)
    assert list(told) == ["lead", "deputy", "passed_up", "other"]


def _closed(raised: Concern, enter: Enter) -> None:
    with at(SUNDAY, 9):
        deputy = enter("Priya Lowell").open(f"{HERE}{raised.pk}/").press("I have it")
        deputy.follow("Put down who else").writes("Who was told?", WHO).press("Put it down")
        deputy.follow("Close it").writes("What was done?", DONE).press("Close it")


@pytest.mark.parametrize(
    "name", ["Jo Marsh", "Skye", "Helen Brook", "Ellis Grant", "Clara Holt", "Ruth Adeyemi"]
)
def test_nobody_else_sees_anything_of_it(raised: Concern, enter: Enter, name: str) -> None:
    """The worker whom it is about, the inspector, the administrator: on no page they can reach."""
    with at(SUNDAY, 8):
        visitor, seen = enter(name), 0
        for page in reachable(visitor, most=60):
            seen += 1
            page.does_not_see(CANARY, f"safety/{raised.pk}", "not taken yet")
        assert seen > 20
        for address in (HERE, f"{HERE}{raised.pk}/", f"{HERE}{raised.pk}/close/"):
            visitor.open(address, status=403).does_not_see(CANARY)
            visitor.sees("read by the safeguarding lead")


def test_the_words_are_nowhere_else(
    raised: Concern, enter: Enter, caplog: pytest.LogCaptureFixture
) -> None:
    """In one table, in no mail, in no log, and in the title of no page."""
    _closed(raised, enter)
    hourly()
    assert tables_with(CANARY) == ["forums_concernwords"]
    assert tables_with(WHO) == ["forums_concerntold"]
    assert tables_with(DONE) == ["forums_concern"]
    for each in mail.outbox:
        assert CANARY not in str(each.message()) + each.subject + each.body
    assert CANARY not in caplog.text
    with at(SUNDAY, 10):
        page = enter("Priya Lowell").open(f"{HERE}{raised.pk}/")
        assert page.response["Cache-Control"].startswith("max-age=0")
        assert CANARY not in page.soup.title.text
        assert CANARY not in page.address


def test_when_their_time_is_over_the_words_are_nowhere_at_all(
    raised: Concern, enter: Enter
) -> None:
    """A year later: a dry run, the round, and the administrator's page, which says how many."""
    _closed(raised, enter)
    later = date(2028, 5, 30)
    with at(later, 6):
        hourly()
        assert tables_with(CANARY) == ["forums_concernwords"], "a day too early"
    with at(date(2028, 5, 31), 6):
        enter("Ellis Grant").open("/buckinghamshire/retention/").sees(
            "Safety concerns 1 year closed"
        )
        said = StringIO()
        call_command("purge", "--dry-run", stdout=said)
        assert "Safety concerns: some" in said.getvalue()
        assert tables_with(CANARY)
        for _ in range(2):
            hourly()
        for words in (CANARY, WHO, DONE):
            assert tables_with(words) == []
        assert not Concern.objects.filter(pk=raised.pk).exists()
        page = enter("Ellis Grant").open("/buckinghamshire/retention/")
        page.sees("Safety concerns 31 May 2028 some")


def tables_with(words: str) -> list[str]:
    """The tables of the database in which the words stand, in any column."""
    with connection.cursor() as cursor:
        return [
            table
            for table in sorted(connection.introspection.table_names(cursor))
            if _holds(cursor, table, words)
        ]


def _holds(cursor: object, table: str, words: str) -> bool:
    cursor.execute(f'SELECT 1 FROM "{table}" AS t WHERE t::text LIKE %s LIMIT 1', [f"%{words}%"])  # noqa: S608
    return cursor.fetchone() is not None
