"""When a PDF may be asked for again, in the words of the page and of the button.

A PDF that could not be made is offered again at once. One that is being made is left alone for a
quarter of an hour, which is many times as long as any has taken: after that, whoever was making it
has died.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

PATIENCE = timedelta(minutes=15)

IS_MADE = "This PDF is made already."
IS_REPLACED = "There are newer papers, with a PDF of their own."
BEING_MADE = "This PDF is being made. Look again in a minute."


@dataclass(frozen=True, slots=True)
class MayAsk:
    """Whether it may be asked for again; if not, why."""

    refusal: str = ""

    def __bool__(self) -> bool:
        return not self.refusal


def may_ask_again(
    *, ready: bool, failed: bool, newest: bool, asked_at: datetime, now: datetime
) -> MayAsk:
    """Whether a PDF may be made again: it failed, or has been waiting for too long."""
    if not newest:
        return MayAsk(IS_REPLACED)
    if ready:
        return MayAsk(IS_MADE)
    if not failed and now - asked_at < PATIENCE:
        return MayAsk(BEING_MADE)
    return MayAsk()
