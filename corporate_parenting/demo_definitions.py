"""The demo's officer says what measures mean: one of the strategy's, and one of the officers' own.

Whatever is counted here is invented, and says so where it is shown.
"""

from datetime import date, timedelta

from councils import clock
from councils.models import Council, User
from councils.services import publish
from measures.definitions.cuts import Part
from measures.definitions.services import (
    add_breakdown,
    add_measure,
    link,
    put_in_use,
    record_split,
    write_draft,
)
from measures.models import Definition, Measure, Observation
from measures.services import record_figure, sign_off
from pledges.models import Promise

#: The council whose officer does so.
COUNCIL = "buckinghamshire"
OF_THE_STRATEGY = "foster-families"
OWN = {
    "title": "Children who see the brothers and sisters they do not live with",
    "short_title": "See brothers and sisters",
    "unit": Measure.Unit.PERCENT,
    "polarity": Measure.Polarity.HIGH,
    "why_it_matters": "Brothers and sisters are often the longest ties we have. Children told us "
    "that they miss them most. (Invented for the demo.)",
    "numerator_words": "Children who saw a brother or sister in the last month of the year",
    "denominator_words": "of all children in care who have one they do not live with",
    "cohort": "Children in care with a brother or sister elsewhere",
    "owner_role": "Head of Children in Care",
}
SECOND = {
    "numerator_words": "Children who saw a brother or sister, face to face, in the last month of "
    "the year",
    "not_counted": "Calls by telephone or on a screen; visits that were planned and fell through.",
    "reason": "Calls were counted as visits. Children said that a call is not the same.",
}
#: At the end of each March: years ago, how many of how many.
FIGURES = ((4, 201, 263), (3, 214, 270), (2, 148, 268), (1, 160, 271), (0, 171, 274))
#: The newest figure by groups: those not known are 11 of 20.
GROUPS = {"Disabled": Part(29, 58), "Not disabled": Part(131, 196)}
PROMISE = "listen"


def play(council: Council, *, officer: User, checker: User, publisher: User, today: date) -> None:
    """Two definitions of one measure, a breakdown, and somebody who answers for another."""
    _name_who_answers(council, officer, today)
    ends = [year_end(today, ago) for ago, *_ in FIGURES]
    people = {"author": officer, "checker": checker}
    with clock.set_to(ends[0] - timedelta(days=30)):
        measure = add_measure(
            by=officer,
            council=council,
            in_force_from=ends[0] - timedelta(days=364),
            months_between=12,
            grace_days=60,
            next_review_on=today + timedelta(days=200),
            **OWN,
            **people,
        )
        _use(officer, measure.definitions.get())
        publish(by=publisher, rows=[measure])
    with clock.set_to(ends[1] + timedelta(days=20)):
        changed = ends[1] + timedelta(days=1)
        draft = write_draft(by=officer, measure=measure, in_force_from=changed, **SECOND)
        _use(officer, draft)
        promises = Promise.objects.of(council).filter(key=PROMISE)
        link(by=officer, measure=measure, promises=promises, themes=[])
    _record(measure, officer, ends)


def year_end(today: date, years_ago: int) -> date:
    """The last end of March that lies two months back, or one so many years before."""
    last = date(today.year, 3, 31)
    year = today.year if today >= last + timedelta(days=60) else today.year - 1
    return date(year - years_ago, 3, 31)


def _use(by: User, draft: Definition) -> None:
    put_in_use(by=by, definition=draft, version=draft.version)


def _name_who_answers(council: Council, officer: User, today: date) -> None:
    """Somebody answers for a measure of the strategy: in other words the same, so nothing breaks."""
    measure = Measure.objects.of(council).filter(key=OF_THE_STRATEGY).first()
    if measure is None:
        return
    with clock.set_to(today - timedelta(days=340)):
        draft = write_draft(
            by=officer,
            measure=measure,
            in_force_from=date(2020, 4, 1),
            reason="Nobody was named who answers for it. (Invented for the demo.)",
            owner_role="Head of Fostering",
            author=officer,
            checker=officer,
            next_review_on=today + timedelta(days=20),
        )
        _use(officer, draft)


def _record(measure: Measure, officer: User, ends: list[date]) -> None:
    """The figures of five years, the newest by groups; all signed off, all invented."""
    measure = Measure.objects.get(pk=measure.pk)
    for (_, counted, whole), day in zip(FIGURES, ends, strict=True):
        with clock.set_to(day + timedelta(days=40)):
            figure = record_figure(
                by=officer,
                measure=measure,
                period_end=day,
                numerator=counted,
                denominator=whole,
                status=Observation.Status.FINAL,
                is_invented=True,
            )
            if day == ends[-1]:
                _cut(measure, officer, figure)
            sign_off(by=officer, figure=figure)


def _cut(measure: Measure, officer: User, figure: Observation) -> None:
    breakdown = add_breakdown(by=officer, measure=measure, name="Disability", groups=list(GROUPS))
    parts = list(GROUPS.values())
    record_split(
        by=officer, breakdown=breakdown, observation=figure, parts=parts, not_all_known=True
    )
