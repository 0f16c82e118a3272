"""What a provider signs: the words of a set of promises as they are on a day.

When the words change, whoever signed them has not signed the new ones: the signature is outdated and
says so, until the provider signs again.

Source: Bromley Corporate Parenting Strategy 2014–2016, Appendix One (“standard placement promises
that every placement provider is required to sign up to”). That a signature stands for the words of
its day, known by their SHA-256, is this product's own rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from councils.working_days import date_in_words

NOT_ACTIVE = "This provider looks after nobody for the council then."
IN_FUTURE = "Choose today or a day before it."
SIGNED_ALREADY = "This provider has signed these very words already."
NOT_BY_PROVIDERS = "This is not promised by placement providers, so none of them signs it."


def words_of(stem: str, promises: Iterable[tuple[str, str]]) -> str:
    """The words of a set as they are signed: its stem, then each promise, under its heading.

    `promises` are (heading, text) in their order; a heading may be empty.
    """
    lines, under = [" ".join(stem.split())], ""
    for heading, text in promises:
        if heading != under:
            lines.append(f"# {' '.join(heading.split())}")
            under = heading
        lines.append(f"- {' '.join(text.split())}")
    return "\n".join(line for line in lines if line)


def digest(words: str) -> str:
    """The SHA-256 of words, as 64 hexadecimal digits: the same words have the same one."""
    return sha256(words.encode()).hexdigest()


class Signing(StrEnum):
    """How a provider stands to a set of promises."""

    SIGNED = "signed"
    OUTDATED = "outdated"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class Signed:
    """How a provider stands, and the sentence that says it."""

    signing: Signing
    words: str


def standing(signed_on: date | None, signed_digest: str, digest_now: str) -> Signed:
    """How a provider stands whose latest signature is to words with that digest, if it has one."""
    if signed_on is None:
        return Signed(Signing.NOT_SIGNED, "Has not signed.")
    day = date_in_words(signed_on)
    if signed_digest == digest_now:
        return Signed(Signing.SIGNED, f"Signed on {day}.")
    return Signed(
        Signing.OUTDATED, f"Signed older words on {day}. They have changed since: sign again."
    )


def why_not_sign(
    *, signed_on: date, today: date, active_from: date, active_to: date | None, has_signed: bool
) -> str:
    """Why a signature of that day cannot be recorded, in words; empty where it can."""
    if signed_on > today:
        return IN_FUTURE
    if signed_on < active_from or (active_to is not None and signed_on > active_to):
        return NOT_ACTIVE
    return SIGNED_ALREADY if has_signed else ""
