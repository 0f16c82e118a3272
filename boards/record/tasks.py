"""Telling members by mail that minutes have gone round: a link, and nothing of what they say.

Run by the worker. Each member is told once each time the minutes go round: the record is written
with the mail, and a mail that cannot be sent leaves no record, so that running the task again
tells whoever was missed.
"""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django_tasks import task

from boards.minutes import State
from boards.models import Circulation, Minutes
from boards.record.queries import members_of
from councils import clock
from councils.models import Membership, User
from councils.roles import roles_that

log = logging.getLogger(__name__)

SUBJECT = "Minutes of {day} to read"
TEXT = """{name},

the minutes of the meeting on {day} are ready to read:

{address}

A later meeting will be asked to confirm them. If something in them is wrong, please tell the clerk
before then.

You get this message because you sit on {body}.
"""


@task()
def tell_members(minutes_id: int) -> int:
    """Tell the members that minutes have gone round; how many were told now.

    Raises:
        OSError: some mails could not be sent; run the task again for those.
    """
    minutes = Minutes.objects.select_related("meeting__body", "council").get(pk=minutes_id)
    if minutes.state != State.CIRCULATED:
        return 0  # taken back before the worker came to it, or confirmed: nobody needs to be asked
    missed, told = [], 0
    for user in to_tell(minutes):
        try:
            told += _tell(minutes, user)
        except OSError:
            log.warning("minutes %s: user %s could not be told", minutes.pk, user.pk)
            missed.append(user.pk)
    if missed:
        raise OSError(f"Could not tell {len(missed)} members of minutes {minutes.pk}.")
    return told


def to_tell(minutes: Minutes) -> QuerySet[User]:
    """The members who may read them, have an address, and have not been told this time."""
    told = minutes.circulations.filter(circulated_at=minutes.circulated_at)
    return readers(minutes).exclude(email="").exclude(pk__in=told.values("user"))


def readers(minutes: Minutes) -> QuerySet[User]:
    """Those who sit on the body and hold a role that reads its record."""
    roles = Membership.objects.current(clock.today()).filter(
        council=minutes.council_id, role__in=roles_that("boards.read_record")
    )
    return members_of(minutes.meeting.body).filter(memberships__in=roles).distinct()


@transaction.atomic
def _tell(minutes: Minutes, user: User) -> int:
    _, new = Circulation.objects.get_or_create(
        minutes=minutes,
        user=user,
        circulated_at=minutes.circulated_at,
        defaults={"council": minutes.council, "sent_at": clock.now()},
    )
    if new:
        meeting = minutes.meeting
        where = {"council": minutes.council.slug, "pk": meeting.pk}
        said = {
            "day": f"{meeting.held_on:%-d %B %Y}",
            "name": user.display_name,
            "body": meeting.body.name,
            "address": settings.SITE_ADDRESS + reverse("boards:minutes_detail", kwargs=where),
        }
        send_mail(SUBJECT.format(**said), TEXT.format(**said), None, [user.email])
    return int(new)
