"""A mail server that fails when it is told to."""

from collections.abc import Callable, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

PATH = "tests.support.mail.Faulty"


class ProcessEnds(BaseException):
    """The process is killed at this point: nothing below catches it."""


class Faulty(EmailBackend):
    """Keeps mails in the outbox, as in every test, after doing to each what it is told to do.

    `before` and `after` are called with each mail, as it is handed over and once it is accepted.
    """

    before: Callable[[EmailMessage], object] = staticmethod(lambda mail: None)  # noqa: ARG005
    after: Callable[[EmailMessage], object] = staticmethod(lambda mail: None)  # noqa: ARG005

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Take each mail, or fail as told."""
        for mail in messages:
            Faulty.before(mail)
        number = super().send_messages(messages)
        for mail in messages:
            Faulty.after(mail)
        return number
