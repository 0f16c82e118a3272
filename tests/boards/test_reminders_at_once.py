"""Rounds of reminders at the very same moment, each with a connection of its own."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier, Lock
from time import sleep

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection

from boards.models import Reminder
from boards.reminders.tasks import remind
from councils import clock
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.support.mail import PATH, Faulty, ProcessEnds

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 12, 2)
ROUNDS = 20


@pytest.fixture
def people() -> Iterator[list[User]]:
    """Five people with an action that is due today; on the morning of that day."""
    with clock.set_to(clock.moment(DAY, time(8))):
        item = boards.AgendaItemFactory(meeting__held_on=date(2026, 8, 5))
        yield [_owner(item, number) for number in range(5)]


def _owner(item: object, number: int) -> User:
    user = councils.UserFactory(email=f"person{number}@example.org")
    councils.MembershipFactory(user=user, council=item.council, role=Role.BOARD_MEMBER)
    owner = councils.PersonFactory(council=item.council, user=user)
    boards.ActionFactory(item=item, owner=owner, due_on=DAY)
    return user


@pytest.fixture
def server(settings) -> Iterator[type[Faulty]]:
    """A mail server that takes its time, so that rounds meet in the middle of each other."""
    settings.EMAIL_BACKEND = PATH
    before = Faulty.before
    Faulty.before = lambda message: sleep(0.02)  # noqa: ARG005
    yield Faulty
    Faulty.before = staticmethod(before)


def rounds(number: int) -> list[object]:
    """What so many rounds that begin at once say: how many letters, or how they failed."""
    gate = Barrier(number)

    def one(_: int) -> object:
        try:
            gate.wait(timeout=20)
            return remind.call(DAY.isoformat())
        except (OSError, ProcessEnds) as failed:
            return failed
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


def received() -> Counter:
    """How many letters each has got."""
    return Counter(message.to[0] for message in mail.outbox)


@pytest.mark.usefixtures("server")
def test_twenty_rounds_at_once_make_one_message_for_each_person(people: list[User]) -> None:
    """They share the letters among them, and none waits for another."""
    went = rounds(ROUNDS)
    assert sum(went) == len(people)
    assert received() == Counter(user.email for user in people)
    assert Reminder.objects.filter(sent_at__isnull=False, tries=1).count() == len(people)


@pytest.mark.parametrize("fault", [OSError("refused"), ProcessEnds()])
def test_though_the_server_fails_now_and_then_each_gets_exactly_one(
    people: list[User], server: type[Faulty], fault: BaseException
) -> None:
    """Every third hand-over fails, in whichever round it falls; the next rounds make up for it."""
    server.before = _every(3, fault)
    for _ in range(4):
        rounds(ROUNDS)
    server.before = lambda message: None  # noqa: ARG005
    rounds(2)
    assert received() == Counter(user.email for user in people)
    assert Reminder.objects.filter(sent_at__isnull=False).count() == len(people)


def _every(number: int, fault: BaseException) -> Callable[[EmailMessage], None]:
    """A fault that comes with every so manieth mail."""
    seen, lock = [0], Lock()

    def act(_: EmailMessage) -> None:
        with lock:
            seen[0] += 1
            fails = seen[0] % number == 1
        sleep(0.01)
        if fails:
            raise fault

    return act
