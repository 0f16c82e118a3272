"""Telling readers by mail that their papers are out: a link, and nothing of what they say.

Run by the worker. Each reader is told once: the record is written with the mail, and a mail that
cannot be sent leaves no record, so that running the task again tells whoever was missed.
"""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from boards.models import Announcement, BodyForum, Edition
from boards.seats.sitting.queries import people_on
from councils import clock
from councils.models import User
from forums.models import ForumMember

log = logging.getLogger(__name__)

SUBJECT = "Papers for {day} are ready"
TEXT = """{name},

the papers for the meeting on {day} are ready to read:

{address}

You get this message because you belong to {body} or its forum.
"""


@task()
def announce(edition_id: int) -> int:
    """Tell the readers of an edition who have an e-mail address; how many were told now.

    Raises:
        OSError: some mails could not be sent; run the task again for those.
    """
    edition = Edition.objects.select_related("meeting__body", "council").get(pk=edition_id)
    if edition.meeting.held_on < clock.today():
        return 0  # nobody needs to be called to a meeting that is over
    missed, told = [], 0
    for user in readers(edition):
        try:
            told += _tell(edition, user)
        except OSError:
            log.warning("edition %s: user %s could not be told", edition.pk, user.pk)
            missed.append(user.pk)
    if missed:
        raise OSError(f"Could not tell {len(missed)} readers of edition {edition.pk}.")
    return told


def readers(edition: Edition) -> list[User]:
    """Those whose papers these are, have an address, and have not been told."""
    meeting = edition.meeting
    if edition.kind == Edition.Kind.MEMBERS:
        users = people_on(meeting.body_id, clock.today(), meeting=meeting.pk)
    elif edition.kind == Edition.Kind.FORUM:
        heard = BodyForum.objects.filter(body=meeting.body_id).values("forum")
        places = ForumMember.objects.current(clock.today()).filter(forum__in=heard)
        users = User.objects.filter(pk__in=places.order_by().values("user"))
    else:
        return []
    users = users.filter(is_active=True).exclude(email="")
    return list(users.exclude(pk__in=edition.announcements.values("user")))


@transaction.atomic
def _tell(edition: Edition, user: User) -> int:
    _, new = Announcement.objects.get_or_create(
        edition=edition,
        user=user,
        defaults={"council": edition.council, "sent_at": clock.now()},
    )
    if new:
        meeting = edition.meeting
        where = {"council": edition.council.slug, "pk": meeting.pk}
        said = {
            "day": f"{meeting.held_on:%-d %B %Y}",
            "name": user.display_name,
            "body": meeting.body.name,
            "address": settings.SITE_ADDRESS + reverse("boards:papers", kwargs=where),
        }
        send_mail(SUBJECT.format(**said), TEXT.format(**said), None, [user.email])
    return int(new)
