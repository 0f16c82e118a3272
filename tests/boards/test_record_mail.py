"""The mail about minutes that went round: once to each member, a link, and nothing of the words."""

import smtplib

import pytest
from django.core import mail

from boards.models import Circulation, Minutes
from boards.record.services import circulate, take_back
from boards.record.tasks import readers, tell_members
from councils import clock
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.support.minuted import NEXT, ROUND, Minuted, minuted

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(today) -> Minuted:  # noqa: ARG001
    """The meeting of last week; its chair has an address, and a member has."""
    made = minuted()
    member(made, "member@example.org")
    return made


def member(of: Minuted, email: str, role: str = Role.BOARD_MEMBER) -> User:
    """Somebody with a seat on the panel."""
    user = councils.UserFactory(email=email)
    councils.MembershipFactory(user=user, council=of.panel.council, role=role)
    person = councils.PersonFactory(council=of.panel.council, user=user)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=of.panel.body), person=person)
    return user


def told() -> list[str]:
    """The addresses that mails went to."""
    return sorted(to for each in mail.outbox for to in each.to)


def again(of: Minuted, minutes: Minutes) -> Minutes:
    """Taken back, and round again."""
    draft = take_back(by=of.clerk, minutes=minutes, version=minutes.version)
    return circulate(by=of.clerk, minutes=draft, version=draft.version)


def test_each_member_gets_one_mail_with_a_link_and_none_of_the_words(of: Minuted) -> None:
    minutes = of.draft()
    of.write(minutes, "A secret word: zanzibar.")
    with clock.set_to(ROUND):
        circulate(by=of.clerk, minutes=minutes, version=minutes.version)
    assert told() == ["member@example.org", "penn@example.org"]
    for each in mail.outbox:
        assert each.subject == "Minutes of 25 November 2026 to read"
        assert f"/boards/meetings/{of.meeting.pk}/minutes/" in each.body
        assert "zanzibar" not in each.body + each.subject
        assert "Homes" not in each.body


def test_the_task_run_again_tells_nobody_twice(of: Minuted) -> None:
    minutes = of.sent()
    assert tell_members.func(minutes.pk) == 0
    assert (len(mail.outbox), Circulation.objects.count()) == (2, 2)


def test_round_again_they_are_told_again(of: Minuted) -> None:
    again(of, of.sent())
    assert told() == ["member@example.org"] * 2 + ["penn@example.org"] * 2


def test_a_mail_that_could_not_be_sent_goes_out_next_time(of: Minuted, monkeypatch) -> None:
    """The others have theirs; nobody has two."""
    refuse = {"penn@example.org"}
    send = mail.backends.locmem.EmailBackend.send_messages

    def broken(self: object, messages: list) -> int:
        if refuse.intersection(messages[0].to):
            raise smtplib.SMTPServerDisconnected
        return send(self, messages)

    monkeypatch.setattr(mail.backends.locmem.EmailBackend, "send_messages", broken)
    minutes = of.sent()
    assert told() == ["member@example.org"]
    with pytest.raises(OSError, match="Could not tell 1 members"):
        tell_members.func(minutes.pk)
    refuse.clear()
    assert tell_members.func(minutes.pk) == 1
    assert told() == ["member@example.org", "penn@example.org"]


@pytest.mark.parametrize("when", ["taken back", "confirmed"])
def test_who_comes_to_it_too_late_tells_nobody(of: Minuted, when: str, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    if when == "confirmed":
        minutes = of.confirmed()
    else:
        minutes = of.sent()
        take_back(by=of.clerk, minutes=minutes, version=minutes.version)
    with clock.set_to(NEXT):
        assert tell_members.func(minutes.pk) == 0
    assert not mail.outbox


def test_only_those_who_may_read_them_are_told(of: Minuted) -> None:
    """A seat without a role that reads the record, somebody shut out, another body’s member."""
    member(of, "rep@example.org", role=Role.FORUM_REPRESENTATIVE)
    gone = member(of, "gone@example.org")
    gone.is_active = False
    gone.save()
    elsewhere = councils.UserFactory(email="elsewhere@example.org")
    councils.MembershipFactory(user=elsewhere, council=of.panel.council, role=Role.BOARD_MEMBER)
    no_address = member(of, "")
    minutes = of.sent()
    assert told() == ["member@example.org", "penn@example.org"]
    assert no_address in readers(minutes)


def test_who_is_co_opted_for_the_time_is_told_and_who_comes_for_an_item_is_not(of: Minuted) -> None:
    for email, item in (("whole@example.org", None), ("item@example.org", of.panel.items[0])):
        user = councils.UserFactory(email=email)
        councils.MembershipFactory(user=user, council=of.panel.council, role=Role.BOARD_MEMBER)
        person = councils.PersonFactory(council=of.panel.council, user=user)
        boards.CoOptionFactory(body=of.panel.body, person=person, item=item)
    of.sent()
    assert told() == ["member@example.org", "penn@example.org", "whole@example.org"]
