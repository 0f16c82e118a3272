"""Telling who has to know that something is on the restricted list: a link, and not one word of it.

Run by the worker when a concern is raised, and over all that wait by the hourly round: at any hour,
on any day. The concern is locked while its mails go out, and a row is written with each mail that
the server took, so that everybody is told once; a mail that cannot be sent leaves no row, and the
next round tries again. Somebody without an address is put down as told through their list.
"""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from councils import clock
from councils.models import User
from councils.writing import store
from forums.concerns import Told
from forums.models import Concern, ConcernTold
from forums.safety.queries import Watch, telling_of, waiting_concerns, watch_of

log = logging.getLogger(__name__)

SUBJECT = "Something waits for you to read"
TEXT = """Hello {name},

something new is on a list that only you, and whoever stands in for you, can read. Please read it as
soon as you can, whatever the hour:

{address}

This message says nothing about what it is. It is sent once.
"""
PASSED_UP = "Something has waited for 24 hours"
PASSED_UP_TEXT = """To the {name} of {council},

something on the safeguarding lead’s restricted list has not been taken by the lead or a deputy in
time. Please reach one of them now, or see to it that somebody does.

This message says nothing about what it is, and the list is not open to you. It is sent once.
"""


@task()
def tell_of(concern_id: int) -> int:
    """Tell everybody who has to know of a concern by now; how many were told now.

    Raises:
        OSError: some mails could not be sent; the next round tries those again.
    """
    concern = Concern.objects.select_related("council").filter(pk=concern_id).first()
    return _tell(concern, watch_of(concern.council)) if concern else 0


def tell_waiting() -> int:
    """Tell who has to know by now of everything that waits, of all councils; how many were told.

    One that cannot be told of does not keep back the others: it is logged, and tried again.
    """
    told, watches = 0, {}
    for concern in waiting_concerns():
        watch = watches.setdefault(concern.council_id, None) or watch_of(concern.council)
        watches[concern.council_id] = watch
        try:
            told += _tell(concern, watch)
        except OSError:
            log.warning("concern %s: some could not be told", concern.pk)
    return told


def _tell(concern: Concern, watch: Watch) -> int:
    now = telling_of(concern, watch)
    told = missed = 0
    people = [(Told.LEAD, user) for user in now.leads]
    people += [(Told.DEPUTY, user) for user in now.deputies]
    people += [(Told.PASSED_UP, None)] if now.passed_up else []
    for told_as, user in people:
        try:
            told += _tell_one(concern, watch, told_as, user)
        except (OSError, ValueError) as error:  # the server's answer; an address nobody can write
            missed += 1
            log.warning("concern %s: %s could not be told", concern.pk, type(error).__name__)
    if missed:
        raise OSError(f"Could not tell {missed} people of concern {concern.pk}.")
    return told


@transaction.atomic
def _tell_one(concern: Concern, watch: Watch, told_as: Told, user: int | None) -> int:
    concern = Concern.objects.select_for_update().filter(pk=concern.pk).first()
    if concern is None or _is_told(concern, told_as, user):
        return 0
    if told_as is not Told.LEAD and concern.taken_at is not None:
        return 0
    row = ConcernTold(
        council_id=concern.council_id,
        concern=concern,
        told_as=told_as.value,
        user_id=user,
        whom=watch.passed_up_to if user is None else "",
        told_at=clock.now(),
    )
    row.by_mail = _mail_passed_up(concern, watch) if user is None else _mail(concern, row.user)
    store(row)
    return 1


def _is_told(concern: Concern, told_as: Told, user: int | None) -> bool:
    return concern.told.filter(told_as=told_as.value, user=user).exists()


def _mail(concern: Concern, user: User) -> bool:
    here = {"council": concern.council.slug}
    address = settings.SITE_ADDRESS + reverse("forums:concern_list", kwargs=here)
    text = TEXT.format(name=user.display_name, address=address)
    return _send(SUBJECT, text, user.email)


def _mail_passed_up(concern: Concern, watch: Watch) -> bool:
    text = PASSED_UP_TEXT.format(name=watch.passed_up_to, council=concern.council.name)
    return _send(PASSED_UP, text, watch.passed_up_email)


def _send(subject: str, text: str, address: str) -> bool:
    if not address:
        return False
    headers = {"Auto-Submitted": "auto-generated"}
    return bool(EmailMessage(subject, text, to=[address], headers=headers).send())
