"""What is odd about a loaded council: each a warning, because a strategy may well be odd.

One function for each kind, from a council and today's date to the oddities found.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby, takewhile

from django.db.models import F, QuerySet

from boards.models import Body, Seat
from corporate_parenting.strategy_check.findings import Oddity, listed, shortened
from councils.models import Council, FixtureModel
from forums.models import Forum
from measures.models import Measure, MeasureTheme
from pledges.models import (
    Approval,
    Plan,
    PledgeSet,
    Promise,
    PromiseTheme,
    StatedCount,
    Statement,
    StatementKind,
    Strategy,
    Theme,
)
from pledges.queries import with_owner
from pledges.review import ImpreciseDate, parse, review_words

#: Corporate parenting ends at 25: Children and Social Work Act 2017, section 3.
OLDEST = 25
ADULT = 18
YEARS = re.compile(r"\b((?:19|20)\d\d)\s?(?:[-–/]|to)\s?((?:19|20)\d\d)\b")
Found = Iterator[Oddity]


def _where(row: FixtureModel) -> str:
    return f"{row._meta.label_lower} {row.key}"


def _odd(kind: str, row: FixtureModel, what: str) -> Oddity:
    return Oddity(kind, _where(row), what)


# What the strategy says of itself -----------------------------------------------------------------


def stated_counts(council: Council, _today: date) -> Found:
    """A number the document states of its parts, beside the parts it lists."""
    for stated in StatedCount.objects.of(council):
        listed_there = Statement.objects.filter(strategy=stated.strategy_id, kind=stated.kind)
        number = listed_there.exclude(part_of__kind=F("kind")).count()
        if number != stated.number:
            kind = StatementKind(stated.kind).label.lower()
            said = f"{stated.number} {kind} are stated (“{stated.words}”), and {number} are listed."
            yield _odd("stated-count", stated, said)


def _read(when: str) -> ImpreciseDate | None:
    """A date, or None where it is empty or was loaded without being checked."""
    try:
        return parse(when)
    except ValueError:
        return None


def stated_period(council: Council, _today: date) -> Found:
    """Years in the strategy's own words that are not those of its period."""
    for strategy in Strategy.objects.of(council):
        period = [_read(when) for when in (strategy.period_from, strategy.period_to)]
        years = tuple(str(each.first_day.year) for each in period if each)
        words = " ".join((strategy.title, strategy.summary, strategy.source_note))
        for other in sorted({found for found in YEARS.findall(words) if found != years}):
            said = f"The text speaks of {' to '.join(other)}; the period is {' to '.join(years)}."
            yield _odd("stated-period", strategy, said)


def after_the_period(council: Council, _today: date) -> Found:
    """Something dated after the end of the period it belongs to."""
    for strategy in Strategy.objects.of(council):
        dated = [("last updated", strategy.last_updated), ("to be reviewed", strategy.review_due)]
        approvals = Approval.objects.filter(strategy=strategy)
        dated += [(f"before {each.who}", each.when) for each in approvals]
        end = _read(strategy.period_to)
        for what, when in dated:
            if end and _read(when) and _read(when).first_day > end.last_day:
                said = f"It is {what} ({when}) after its period ends ({strategy.period_to})."
                yield _odd("after-the-period", strategy, said)


def overdue_reviews(council: Council, today: date) -> Found:
    """A strategy whose review is overdue (R10): by its review date, else by its period's end."""
    for strategy in Strategy.objects.of(council):
        when = _read(strategy.review_due or strategy.period_to)
        if when and when.is_overdue(today):
            said = f"Its review: {review_words(when, done_on=None, today=today)}"
            yield _odd("review-overdue", strategy, said)


def open_approvals(council: Council, today: date) -> Found:
    """An approval that was planned for a day gone by, of which nothing more is known."""
    for approval in Approval.objects.of(council).filter(outcome=Approval.Outcome.PLANNED):
        when = _read(approval.when)
        if when and when.is_overdue(today):
            said = (
                f"{approval.who} was to see it ({approval.when}); what came of it is not recorded."
            )
            yield _odd("open-approval", approval, said)


def plans_without_items(council: Council, _today: date) -> Found:
    """A plan that is named, and whose items are not in the source."""
    for plan in Plan.objects.of(council).filter(has_text=False):
        yield _odd("plan-without-items", plan, f"“{plan.title}” is named; its items are not here.")


def sets_without_words(council: Council, _today: date) -> Found:
    """A set of promises that is announced or mentioned, without its words."""
    for pledges in PledgeSet.objects.of(council).filter(has_text=False):
        said = f"“{pledges.title}” has no words: it is {pledges.get_state_display()}."
        yield _odd("set-without-words", pledges, said)


def two_wordings(council: Council, _today: date) -> Found:
    """A statement that one document words in two ways."""
    for statement in Statement.objects.of(council).exclude(also_worded=""):
        one, other = where_they_differ(statement.text, statement.also_worded)
        said = f"“{one}” is elsewhere worded “{other}”."
        yield _odd("two-wordings", statement, said)


def where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Two wordings, shortened, from two words before the first in which they differ."""
    words = (one.split(), other.split())
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(*words, strict=False))))
    start = max(alike - 2, 0)
    return tuple(("… " if start else "") + shortened(" ".join(each[start:])) for each in words)


# Promises -----------------------------------------------------------------------------------------


def promises_without_theme(council: Council, _today: date) -> Found:
    """A promise that no meeting comes to look at; all of a strategy's at once, if it has no themes."""
    for strategy in Strategy.objects.of(council):
        promises = Promise.objects.filter(pledge_set__strategy=strategy)
        bare = promises.filter(theme_links__isnull=True)
        if not Theme.objects.filter(strategy=strategy).exists():
            if number := promises.count():
                said = f"It names no themes, so no meeting comes to its {number} promises."
                yield _odd("promise-without-theme", strategy, said)
            continue
        for promise in bare:
            yield _odd("promise-without-theme", promise, f"{_quoted(promise)} is under no theme.")


def promises_without_owner(council: Council, today: date) -> Found:
    """A promise in force, or a statement made to young people, for which nobody is named today."""
    sets = PledgeSet.objects.of(council).in_force().filter(has_text=True)
    for pledges in sets:
        promises = with_owner(pledges.promises.all(), today)
        yield from _without_owner(pledges, promises, f"promises of “{pledges.title}”")
    for strategy in Strategy.objects.of(council):
        to_them = strategy.statements.filter(is_to_young_people=True)
        yield from _without_owner(
            strategy, with_owner(to_them, today), "statements to young people"
        )


def _without_owner(whole: PledgeSet | Strategy, rows: QuerySet, what: str) -> Found:
    """Each row for which nobody is named; one line where that is so of all."""
    missing = [row for row in rows if not row.responsible]
    if 1 < len(missing) == len(rows):
        said = f"None of the {len(rows)} {what} has an owner: nobody is named as responsible."
        yield _odd("promise-without-owner", whole, said)
        return
    for row in missing:
        said = f"{_quoted(row)} has no owner: nobody is named as responsible."
        yield _odd("promise-without-owner", row, said)


def promises_without_measure(council: Council, _today: date) -> Found:
    """A promise, or a statement made to young people, that no measure tells about."""
    promises = Promise.objects.of(council).standing().exclude(pk__in=_measured_promises(council))
    to_them = Statement.objects.of(council).filter(
        is_to_young_people=True, measures__isnull=True, part_of__measures__isnull=True
    )
    number = promises.count() + to_them.count()
    if number and not Measure.objects.of(council).exists():
        said = f"No measure is loaded, so nothing tells whether its {number} promises are kept."
        yield Oddity("promise-without-measure", council.name, said)
        return
    for row in (*promises, *to_them):
        said = f"No measure tells whether {_quoted(row)} is kept."
        yield _odd("promise-without-measure", row, said)


def _measured_promises(council: Council) -> QuerySet:
    themes = MeasureTheme.objects.of(council).values("theme")
    return PromiseTheme.objects.of(council).filter(theme__in=themes).values("promise")


def _quoted(row: Promise | Statement) -> str:
    return f"“{shortened(row.text)}”"


# Forums, bodies and seats -------------------------------------------------------------------------


def age_gaps(council: Council, _today: date) -> Found:
    """Ages up to 25 for which no forum is; a forum that states no ages is for all."""
    forums = list(Forum.objects.of(council))
    if not forums:
        yield Oddity("no-forum", council.name, "No forum is loaded: nobody is asked.")
        return
    for first, last in uncovered([(forum.from_age, forum.to_age) for forum in forums]):
        said = f"No forum is for age{'' if first == last else 's'} {in_words(first, last)}."
        if last >= ADULT and any(forum.open_to_care_leavers for forum in forums):
            said += " Care leavers may come, whatever their age."
        yield Oddity("age-gap", council.name, said)


def in_words(first: int, last: int) -> str:
    """“11”, “22 to 25”."""
    return f"{first}" if first == last else f"{first} to {last}"


def uncovered(ranges: list[tuple[int | None, int | None]]) -> list[tuple[int, int]]:
    """The ages from 0 to 25 in none of the ranges, as ranges; an end not stated is open."""
    missing = [
        age
        for age in range(OLDEST + 1)
        if not any(
            (first or 0) <= age <= (OLDEST if last is None else last) for first, last in ranges
        )
    ]
    runs = (list(run) for _, run in groupby(enumerate(missing), key=lambda each: each[1] - each[0]))
    return [(run[0][1], run[-1][1]) for run in runs]


def silent_rules(council: Council, _today: date) -> Found:
    """A body that meets, of which it is not stated how often, or how many make a quorum."""
    for body in Body.objects.of(council).filter(rules__isnull=False).distinct():
        rules = body.rules.order_by("in_force_from").last()
        missing = [
            what
            for what, stated in (
                ("how often it meets", rules.meetings_a_year or rules.frequency_words),
                ("what its quorum is", rules.quorum_kind != rules.Quorum.NONE),
            )
            if not stated
        ]
        if missing:
            yield _odd("silent-rules", body, f"It is not stated {listed(missing)}.")


def seats_listed_twice(council: Council, _today: date) -> Found:
    """A seat that the source lists a second time."""
    for seat in Seat.objects.of(council).filter(same_as__isnull=False).select_related("same_as"):
        said = f"“{seat.title}” is the seat “{seat.same_as.title}”, listed twice."
        yield _odd("seat-twice", seat, said)


# Measures -----------------------------------------------------------------------------------------


def lines_with_two_measures(council: Council, _today: date) -> Found:
    """One line of the source that holds two measures."""
    numbered = Measure.objects.of(council).filter(source_line__isnull=False)
    in_order = numbered.order_by("source", "source_line", "position")
    for (_, line), found in groupby(in_order, key=lambda each: (each.source, each.source_line)):
        measures = list(found)
        if len(measures) > 1:
            titles = listed((f"“{each.short_title}”" for each in measures), "and")
            said = f"Line {line} of the source holds {len(measures)} measures: {titles}."
            yield _odd("two-on-a-line", measures[0], said)


def silent_measures(council: Council, _today: date) -> Found:
    """A measure of which there is no figure, and of which nobody says when one is due."""
    silent = Measure.objects.of(council).filter(
        months_between__isnull=True, observations__isnull=True
    )
    for measure in silent:
        said = f"“{measure.short_title}” has no figure, and it is not stated when one is due."
        yield _odd("silent-measure", measure, said)


KINDS = (
    stated_counts,
    stated_period,
    after_the_period,
    overdue_reviews,
    open_approvals,
    plans_without_items,
    sets_without_words,
    two_wordings,
    promises_without_theme,
    promises_without_owner,
    promises_without_measure,
    age_gaps,
    silent_rules,
    seats_listed_twice,
    lines_with_two_measures,
    silent_measures,
)


def oddities(council: Council, *, today: date) -> list[Oddity]:
    """Everything odd about a loaded council, kind by kind."""
    return [odd for kind in KINDS for odd in kind(council, today)]
