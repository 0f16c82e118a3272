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

USED = "This link has been used."
OVER = "This link is too old."
REVOKED = "This link was taken back."


def digest_of(secret: str) -> str:
    """What is kept of a secret, and what it is found by: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a link opens, and where it does not, why, in a sentence."""

    opens: bool
    is_used: bool
    words: str


def opening(
    *, now: datetime, ends_at: datetime, used_at: datetime | None, revoked_at: datetime | None
) -> Opening:
    """Whether a link opens at a moment: used is said first, then taken back, then too old."""
    if used_at is not None:
        return Opening(opens=False, is_used=True, words=USED)
    if revoked_at is not None:
        return Opening(opens=False, is_used=False, words=REVOKED)
    if now >= ends_at:
        return Opening(opens=False, is_used=False, words=OVER)
    return Opening(opens=True, is_used=False, words="")
