"""The worker's part of the reminders: one round over everybody who has something waiting.

Each person gets one letter a day, however often the round runs and however many run at once. The
row of the day is made first. Whoever then holds it locked, and finds it not sent, sends the mail
and writes down that it went, in one transaction: another round that comes at the same moment passes
it over, and a mail that the server refuses leaves the row for the next round. Should the process
die between the server's answer and the end of the transaction, the next round sends the mail again
under the same Message-ID, by which a mailbox knows it for the same: of losing a letter and
repeating it, repeating is the lesser.
"""

import logging
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks import task

from boards.models import Reminder
from boards.reminders.queries import Post, post
from councils import clock
from councils.models import User

log = logging.getLogger(__name__)


@task()
def remind(day: str) -> int:
    """Send the letters of a day that are not out yet; how many went out now.

    A round that comes late, on another day, sends nothing: that day has a round of its own.

    Raises:
        OSError: some could not be sent; the next round of the day tries those again.
    """
    today = clock.today()
    if date.fromisoformat(day) != today:
        return 0
    went = [send(post=each, day=today) for each in post(clock.now())]
    if False in went:
        raise OSError(f"{went.count(False)} of {len(went)} reminders could not be sent.")
    return went.count(True)


def send(*, post: Post, day: date) -> bool | None:
    """Send somebody's letter of a day.

    True where it went out now, False where the mail server refused it, and None where there was
    nothing to do: it went out before, or somebody else is sending it at this moment.
    """
    Reminder.objects.get_or_create(user=post.user, day=day, defaults={"lines": post.lines})
    with transaction.atomic():
        free = Reminder.objects.select_for_update(of=("self",), skip_locked=True)
        reminder = free.filter(user=post.user, day=day, sent_at__isnull=True).first()
        if reminder is None or not _wants(post.user):
            return None
        reminder.tries += 1
        reminder.lines = post.lines
        reminder.sent_at = clock.now() if _mailed(reminder, post) else None
        reminder.save()
        return reminder.sent_at is not None


def _wants(user: User) -> bool:
    """Whether they still want it: they may have switched it off a moment ago."""
    return User.objects.filter(pk=user.pk, is_active=True, wants_reminders=True).exists()


def _mailed(reminder: Reminder, post: Post) -> bool:
    mail = EmailMessage(
        post.letter.subject,
        post.letter.text,
        to=[post.user.email],
        headers={"Message-ID": message_id(reminder), "Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(mail.send())
    except (OSError, ValueError) as error:  # the server's answer; an address that cannot be written
        log.warning("reminder %s could not be sent: %s", reminder.pk, type(error).__name__)
        return False


def message_id(reminder: Reminder) -> str:
    """The same for each try, so that a mailbox keeps one of two copies."""
    host = urlsplit(settings.SITE_ADDRESS).hostname
    return f"<reminder-{reminder.pk}-{reminder.day:%Y%m%d}@{host}>"
