"""The demo's measure with a long history: sixteen invented quarters, the last of them red.

It is judged by the rule that looks at last year, so it has a corrective action, and it has figures
enough for limits. Everything is played through the services.
"""

from datetime import date, timedelta
from decimal import Decimal

from councils import clock
from councils.models import Council, User
from measures.models import Measure, Observation, Target
from measures.periods import ends
from measures.services import record_figure, set_target, sign_off

QUARTERLY = "dental-checks"
SHARES = (80, 83, 81, 84, 82, 80, 83, 81, 84, 82, 84, 85, 83, 84, 82, 69)
CHILDREN = 440
#: A figure is recorded so long after the quarter it is for.
COUNTED = timedelta(days=40)
WHY = (
    "The practice that sees most children who live in the west closed in the summer. Children who "
    "had an appointment there wait for another."
)
ACTION = (
    "The lead nurse books two days a month with a second practice, from January; the head of care "
    "reports the waiting list to each meeting until nobody waits."
)


def play(council: Council, *, by: User, today: date) -> None:
    """Record the quarters of the measure, where the council has it."""
    for measure in Measure.objects.of(council).filter(key=QUARTERLY):
        until = today - COUNTED
        days = ends(3, since=until - timedelta(days=5 * 366), until=until)[-len(SHARES) :]
        with clock.set_to(days[0]):
            _aim(measure, by, days[0])
        for day, share in zip(days, SHARES, strict=True):
            with clock.set_to(day + COUNTED):
                _record(measure, by, day, share, is_last=day == days[-1])


def _aim(measure: Measure, by: User, day: date) -> None:
    """Nine in ten; within 10 per cent of it is green."""
    set_target(
        by=by,
        measure=measure,
        in_force_from=day,
        value=Decimal(90),
        tolerance=Decimal(10),
        tolerance_kind=Target.Tolerance.RELATIVE,
        rule=Target.Rule.LAST_YEAR,
    )


def _record(measure: Measure, by: User, day: date, share: int, *, is_last: bool) -> None:
    figure = record_figure(
        by=by,
        measure=measure,
        period_end=day,
        numerator=round(CHILDREN * share / 100),
        denominator=CHILDREN,
        narrative=WHY if is_last else "",
        corrective_action=ACTION if is_last else "",
        status=Observation.Status.FINAL,
        is_invented=True,
    )
    sign_off(by=by, figure=figure)
