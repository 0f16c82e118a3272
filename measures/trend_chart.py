"""What a trend adds to a measure's chart: median, mean, limits, and a shape for each rule.

Source: NHS England, "Making Data Count" (mean and limits as lines, special cause as marked points)
and WCAG 2.2, 1.4.1: each rule has a shape of its own, and the key names the rule and what it means
in words. A period that several rules cover has the shape of the first of them in the order of
`Rule`, and the words of all.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from measures.chance import Rule
from measures.chart_overlay import Key, Notice, Overlay, Stretch
from measures.rating import Number, figure
from measures.trend import Finding, Group, Terms, Trend

#: Each rule's shape, as a path from its middle.
DIAMOND, SQUARE = "m0-9 9 9-9 9-9-9z", "m-7-7h14v14h-14z"
UP, DOWN = "m0-9 9 16h-18z", "m0 9 9-16h-18z"
RING = "m-9 0a9 9 0 1 0 18 0 9 9 0 1 0-18 0z"

ORDER = list(Rule)


def overlay(trend: Trend, terms: Terms, targets: Sequence[Number | None] = ()) -> Overlay:
    """The lines of every group, a notice for each period that is covered, and the key.

    `targets` are those of each period, where they differ: they are drawn as steps.
    """
    stretches = [each for group in trend.groups for each in _stretches(group)]
    stretches += _steps(targets)
    covered = sorted({place for each in trend.findings for place in each.places})
    notices = [_notice(place, trend.at(place)) for place in covered]
    aim = [f"target, now {figure(targets[-1], terms.unit)}"] if stepped(targets) else []
    key = (
        *(Key("target", "", "", words) for words in aim),
        *_lines_key(trend, terms),
        *dict.fromkeys(_shapes_key(trend)),
    )
    return Overlay(tuple(stretches), tuple(notices), key)


def stepped(targets: Sequence[Number | None]) -> bool:
    """Whether the periods were aimed at different targets, the newest of which is one."""
    return len(set(targets)) > 1 and targets[-1] is not None


def _steps(targets: Sequence[Number | None]) -> list[Stretch]:
    """A stretch for as long as each target was in force, where they differ."""
    if not stepped(targets):
        return []
    steps = []
    for value, run in groupby(enumerate(targets), key=lambda each: each[1]):
        places = [place for place, _ in run]
        if value is not None:
            steps.append(Stretch("target", value, places[0], places[-1]))
    return steps


def shape_of(finding: Finding) -> str:
    """The path of the shape that marks what a rule found."""
    if finding.rule is Rule.TREND:
        return UP if finding.up else DOWN
    return {Rule.OUTSIDE: DIAMOND, Rule.NEAR: SQUARE, Rule.SIDE: RING}[finding.rule]


def named(finding: Finding) -> str:
    """The rule and what it means: “seven or more in a row going down: a concern”."""
    above, going = ("above", "up") if finding.up else ("below", "down")
    rule = {
        Rule.OUTSIDE: f"outside the limits, {above} them",
        Rule.NEAR: f"two of three close to the {'upper' if finding.up else 'lower'} limit",
        Rule.TREND: f"seven or more in a row going {going}",
        Rule.SIDE: f"seven or more in a row {above} the mean",
    }[finding.rule]
    return f"{rule}: {finding.meaning}"


def tone_of(finding: Finding) -> str:
    """What it means, in one word for the look."""
    return finding.meaning.name.lower()


def _stretches(group: Group) -> Iterator[Stretch]:
    if group.median is not None:
        yield Stretch("median", group.median, group.first, group.last)
    if group.lines:
        lines = group.lines
        for kind, value in (("mean", lines.mean), ("limit", lines.lower), ("limit", lines.upper)):
            yield Stretch(kind, value, group.first, group.last)


def _notice(place: int, findings: tuple[Finding, ...]) -> Notice:
    ordered = sorted(findings, key=lambda each: ORDER.index(each.rule))
    words = "; ".join(named(each) for each in ordered)
    return Notice(place, shape_of(ordered[0]), tone_of(ordered[0]), words)


def _lines_key(trend: Trend, terms: Terms) -> Iterator[Key]:
    """The lines with the last group's values."""
    if not trend.groups or trend.groups[-1].median is None:
        return
    last = trend.groups[-1]
    yield Key("median", "", "", f"median, half are above and half below: {terms.said(last.median)}")
    if last.lines:
        lower, upper = terms.said(last.lines.lower), terms.said(last.lines.upper)
        yield Key("mean", "", "", f"mean: {terms.said(last.lines.mean)}")
        yield Key("limit", "", "", f"limits of chance: {lower} to {upper}")


def _shapes_key(trend: Trend) -> Iterator[Key]:
    for each in sorted(trend.findings, key=lambda finding: ORDER.index(finding.rule)):
        yield Key("", shape_of(each), tone_of(each), named(each))
