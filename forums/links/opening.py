"""Whether a one-time link still opens, and what is kept of its secret.

Source: the product's own rule. A link opens once, for two weeks, unless it is taken back. Its
secret is long and random, so that a plain hash gives nothing away and nobody guesses it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

#: How many bytes of chance a secret is made of: 43 letters.
SECRET_BYTES = 32
LASTS = timedelta(days=14)

CLOSED = "This link is closed. A link works once, and for two weeks."
NOT_SENT = "What you wrote was not sent."
OVER = "This link is too old."
REVOKED = "This link was taken back."


def digest_of(secret: str) -> str:
    """What is kept of a secret, and what it is found by: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a link opens, and where it does not, why, in a sentence."""

    opens: bool
    words: str


def opening(
    *, now: datetime, ends_at: datetime, used_at: datetime | None, revoked_at: datetime | None
) -> Opening:
    """Whether a link opens at a moment; one sentence for all that opens nothing any more."""
    opens = used_at is None and standing(now=now, ends_at=ends_at, revoked_at=revoked_at).opens
    return Opening(opens=opens, words="" if opens else CLOSED)


def standing(*, now: datetime, ends_at: datetime, revoked_at: datetime | None) -> Opening:
    """What a worker is told of a link: taken back is said first, then too old.

    Never that it was used: where no question arrived, it would tell them that it is about them, or
    that the safeguarding lead was told.
    """
    if revoked_at is not None:
        return Opening(opens=False, words=REVOKED)
    if now >= ends_at:
        return Opening(opens=False, words=OVER)
    return Opening(opens=True, words="")
