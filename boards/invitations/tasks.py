"""Inviting people to a meeting by mail: a link, and nothing of what is on the agenda.

Run by the worker. Each person is told once of a meeting on its day, and once that it is cancelled:
the record is written with the mail, and a mail that cannot be sent leaves no record, so that
running the task again tells whoever was missed.
"""

import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from boards.invitations.queries import gathering, why_closed
from boards.models import Invitation, Meeting
from councils import clock
from councils.models import User
from councils.writing import store

log = logging.getLogger(__name__)

SUBJECT = "Will you come on {day}?"
TEXT = """{name},

you are invited to a meeting of {body} on {day}. Please say whether you come:

{address}

It takes one click. You get this message because you are asked to this meeting.
"""


CANCELLED = "Cancelled: the meeting on {day}"
CANCELLED_TEXT = """{name},

the meeting of {body} on {day} is cancelled. You need not come. Your other meetings are here:

{address}

You get this message because you were invited.
"""


@task()
def invite(meeting_id: int) -> int:
    """Tell who is asked to a meeting and has an e-mail address; how many were told now.

    Raises:
        OSError: some mails could not be sent; run the task again for those.
    """
    meeting = _meeting(meeting_id)
    return 0 if why_closed(meeting) else _each(meeting, untold(meeting), _tell)


@task()
def call_off(meeting_id: int) -> int:
    """Tell who was invited that the meeting is cancelled; how many were told now.

    Raises:
        OSError: some mails could not be sent; run the task again for those.
    """
    meeting = _meeting(meeting_id)
    told = meeting.invitations.filter(held_on=meeting.held_on, called_off_at__isnull=True)
    people = User.objects.filter(pk__in=told.values("user"), is_active=True).exclude(email="")
    return _each(meeting, people, _call_off) if meeting.is_cancelled else 0


def _meeting(meeting_id: int) -> Meeting:
    return Meeting.objects.select_related("body", "council").get(pk=meeting_id)


def _each(meeting: Meeting, people: Iterable[User], tell: Callable[[Meeting, User], int]) -> int:
    told, missed = 0, []
    for user in people:
        try:
            told += tell(meeting, user)
        except OSError:
            log.warning("meeting %s: user %s could not be told", meeting.pk, user.pk)
            missed.append(user.pk)
    if missed:
        raise OSError(f"Could not tell {len(missed)} people of meeting {meeting.pk}.")
    return told


def untold(meeting: Meeting) -> list[User]:
    """Those who are asked, have an address, and have not been told of this day as it stands."""
    told = meeting.invitations.filter(held_on=meeting.held_on, called_off_at__isnull=True)
    told = set(told.values_list("user", flat=True))
    invited = gathering(meeting).invited
    return [each for each in invited if each.is_active and each.email and each.pk not in told]


@transaction.atomic
def _tell(meeting: Meeting, user: User) -> int:
    row, new = Invitation.objects.select_for_update().get_or_create(
        meeting=meeting,
        user=user,
        held_on=meeting.held_on,
        defaults={"council": meeting.council, "sent_at": clock.now()},
    )
    if not new and row.called_off_at is None:
        return 0
    if not new:
        row.sent_at, row.called_off_at = clock.now(), None
        store(row)
    _mail(meeting, user, SUBJECT, TEXT)
    return 1


@transaction.atomic
def _call_off(meeting: Meeting, user: User) -> int:
    rows = Invitation.objects.select_for_update().filter(called_off_at__isnull=True)
    row = rows.filter(meeting=meeting, user=user, held_on=meeting.held_on).first()
    if row is None:
        return 0
    row.called_off_at = clock.now()
    store(row)
    _mail(meeting, user, CANCELLED, CANCELLED_TEXT)
    return 1


def _mail(meeting: Meeting, user: User, subject: str, text: str) -> None:
    where = {"council": meeting.council.slug}
    said = {
        "day": f"{meeting.held_on:%-d %B %Y}",
        "name": user.display_name,
        "body": meeting.body.name,
        "address": settings.SITE_ADDRESS + reverse("boards:my_invitations", kwargs=where),
    }
    send_mail(subject.format(**said), text.format(**said), None, [user.email])
