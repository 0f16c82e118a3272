"""What the kiosk is known by: the code of a session, and the mark of a single screen.

Both are signed with the service's key and kept nowhere. The code opens the questions of one session
and nothing else; it works while its latest round is not older than `LASTS`. The mark makes a screen
count once: a second tap of the same hand brings the same mark, the next child's screen a new one.
"""

import secrets
from base64 import b32encode

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from councils import clock
from forums.models import Round, Session
from forums.sessions.rounds import LASTS, Screen

CODE, SCREEN = "forums.kiosk.code", "forums.kiosk.screen"
LENGTH = 12


def code_of(session: Session) -> str:
    """The code that opens a session's kiosk: twelve letters and digits that cannot be guessed."""
    digest = salted_hmac(CODE, str(session.pk), algorithm="sha256").digest()
    return b32encode(digest).decode()[:LENGTH].lower()


def opens(session: Session, code: str) -> bool:
    """Whether the code is that of this session."""
    return constant_time_compare(code, code_of(session))


def is_alive(latest: Round | None) -> bool:
    """Whether the kiosk still works: not when its latest round was opened long ago."""
    return latest is not None and clock.now() - latest.opened_at < LASTS


def mark_of(asked: Round, *, asks_heard: bool) -> str:
    """The mark of a new screen, to be sent back with the answer."""
    return signing.dumps([asked.pk, asks_heard, secrets.token_urlsafe(12)], salt=SCREEN)


def read_mark(mark: str) -> Screen | None:
    """The screen of a mark; None where it is none of ours."""
    try:
        number, asks_heard, secret = signing.loads(mark, salt=SCREEN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Screen(number, asks_heard, secret)
