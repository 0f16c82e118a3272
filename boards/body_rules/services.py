"""How terms of reference are written: always as a further row; what was in force stays as it was."""

import logging
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.body_rules.limits import why_below_the_law, why_half_said, why_no_room
from boards.deadlines import Offset
from boards.models import Body, BodyRules
from councils import clock
from councils.models import User
from councils.working_days import Unit, date_in_words
from councils.writing import Refused, lock, store

log = logging.getLogger(__name__)

#: What the clerk decides; the rest of a row says which body, from when, and by whom.
TERMS = (
    *("legal_status", "meetings_a_year", "frequency_words", "slot_minutes"),
    *("quorum_kind", "quorum_number", "online_counts", "coopted_count", "attenders_count"),
    *("papers_number", "papers_unit", "forum_number", "forum_unit"),
    *("minutes_number", "minutes_unit", "protected_minutes"),
    *("personal_attendance", "seat_attendance", "attendance_kinds", "publishes_attendance"),
    *("report_template", "summary_words", "plain_grade", "co_option"),
)
TAKEN = "There are rules from this day already, and they stay as they are. Choose another day."
OF_ANOTHER_BODY = "This form of report is another body’s."
IN_FORCE = "These rules are in force already. Set new ones from a later day."
OF_THE_STRATEGY = "These rules come with the strategy. Set new ones from a later day."


def draft_rules(
    *, by: User, body: Body, in_force_from: date, source: str, **given: object
) -> BodyRules:
    """Rules as they would be, checked whole and not saved: what the clerk is shown first.

    Raises:
        ValidationError: names each field that is wrong, with the reason.
    """
    rules = BodyRules(
        council=body.council,
        body=body,
        key=f"{body.key[:60]}-{in_force_from:%Y-%m-%d}",
        in_force_from=in_force_from,
        source_note=source,
        set_by=by,
        set_at=clock.now(),
        **given,
    )
    if wrong := _wrong(rules):
        raise ValidationError(wrong)
    if body.rules.filter(in_force_from=in_force_from).exists():
        raise ValidationError({"in_force_from": TAKEN})
    rules.full_clean()
    return rules


def _wrong(rules: BodyRules) -> dict[str, str]:
    """Field by field, what terms of reference may not say."""
    papers, unit = rules.papers_number, rules.papers_unit
    notice = Offset(papers, Unit(unit)) if papers is not None and unit else None
    formal = rules.legal_status == BodyRules.LegalStatus.COMMITTEE
    template = rules.report_template
    found = {
        "in_force_from": _why_not_from(rules.body, rules.in_force_from),
        "papers_number": why_below_the_law(notice, formal_committee=formal)
        or why_half_said(papers, unit),
        "forum_number": why_half_said(rules.forum_number, rules.forum_unit),
        "minutes_number": why_half_said(rules.minutes_number, rules.minutes_unit),
        "protected_minutes": why_no_room(rules.protected_minutes, rules.slot_minutes),
        "report_template": OF_ANOTHER_BODY if template and template.body != rules.body else "",
    }
    return {field: words for field, words in found.items() if words}


def _why_not_from(body: Body, day: date) -> str:
    """Why rules cannot begin on a day: a meeting was held under those of then; else empty."""
    held = body.meetings.filter(cancelled_at__isnull=True, held_on__gte=day)
    last = held.filter(held_on__lt=clock.today()).order_by("held_on").last()
    if last is None:
        return ""
    when = date_in_words(last.held_on)
    return f"The meeting on {when} was held under the rules of that day. Choose a day after it."


@transaction.atomic
def set_rules(
    *, by: User, body: Body, in_force_from: date, source: str, **given: object
) -> BodyRules:
    """Set a body's rules from a day on; those before stay, and hold for the meetings until then.

    Raises:
        ValidationError: names each field that is wrong, with the reason.
    """
    body = lock(body)
    same = body.rules.filter(in_force_from=in_force_from, source_note=source).first()
    if same and all(getattr(same, name) == value for name, value in given.items()):
        return same  # the same form sent twice
    return store(draft_rules(by=by, body=body, in_force_from=in_force_from, source=source, **given))


@transaction.atomic
def withdraw_rules(*, by: User, rules: BodyRules) -> None:
    """Take back rules that a clerk has set and that are not in force yet.

    No meeting was ever held under them, so they leave a line in the log and no row.

    Raises:
        Refused: they are in force, or were; or they came with the strategy.
    """
    rules = lock(rules)
    if refused := why_not_withdraw(rules):
        raise Refused(refused)
    log.info("Rules %s of body %s withdrawn by user %s", rules.pk, rules.body_id, by.pk)
    rules.delete()


def why_not_withdraw(rules: BodyRules) -> str:
    """Why rules stay, in words; empty where they can be taken back."""
    if rules.set_by_id is None:
        return OF_THE_STRATEGY
    return IN_FORCE if rules.in_force_from <= clock.today() else ""
