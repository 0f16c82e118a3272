"""Inviting people to a meeting by mail: a link, and nothing of what is on the agenda.

Run by the worker. Each person is told once of a meeting on its day: the record is written with the
mail, and a mail that cannot be sent leaves no record, so that running the task again tells whoever
was missed.
"""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from boards.invitations.queries import gathering, why_closed
from boards.models import Invitation, Meeting
from councils import clock
from councils.models import User

log = logging.getLogger(__name__)

SUBJECT = "Will you come on {day}?"
TEXT = """{name},

you are invited to a meeting of {body} on {day}. Please say whether you come:

{address}

It takes one click. You get this message because you are asked to this meeting.
"""


@task()
def invite(meeting_id: int) -> int:
    """Tell who is asked to a meeting and has an e-mail address; how many were told now.

    Raises:
        OSError: some mails could not be sent; run the task again for those.
    """
    meeting = Meeting.objects.select_related("body", "council").get(pk=meeting_id)
    if why_closed(meeting):
        return 0
    missed, told = [], 0
    for user in untold(meeting):
        try:
            told += _tell(meeting, user)
        except OSError:
            log.warning("meeting %s: user %s could not be invited", meeting.pk, user.pk)
            missed.append(user.pk)
    if missed:
        raise OSError(f"Could not invite {len(missed)} people to meeting {meeting.pk}.")
    return told


def untold(meeting: Meeting) -> list[User]:
    """Those who are asked, have an address, and have not been told of this day."""
    told = set(meeting.invitations.filter(held_on=meeting.held_on).values_list("user", flat=True))
    invited = gathering(meeting).invited
    return [each for each in invited if each.is_active and each.email and each.pk not in told]


@transaction.atomic
def _tell(meeting: Meeting, user: User) -> int:
    _, new = Invitation.objects.get_or_create(
        meeting=meeting,
        user=user,
        held_on=meeting.held_on,
        defaults={"council": meeting.council, "sent_at": clock.now()},
    )
    if new:
        where = {"council": meeting.council.slug}
        said = {
            "day": f"{meeting.held_on:%-d %B %Y}",
            "name": user.display_name,
            "body": meeting.body.name,
            "address": settings.SITE_ADDRESS + reverse("boards:my_invitations", kwargs=where),
        }
        send_mail(SUBJECT.format(**said), TEXT.format(**said), None, [user.email])
    return int(new)
