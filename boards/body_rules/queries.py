"""The rules of a body over time, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from boards import terms
from boards.models import Body, BodyRules, MeetingKind
from boards.queries import forum_name
from boards.seats.holding import period
from councils.models import Council

ONE_DAY = timedelta(days=1)
KINDS = dict(MeetingKind.choices)


@dataclass(frozen=True, slots=True)
class Period:
    """Rules with their time, their words, and what they changed; no end is until further notice."""

    rules: BodyRules
    ends_on: date | None
    words: list[tuple[str, str]]
    changed: list[tuple[str, str]]

    @property
    def title(self) -> str:
        """From when to when."""
        words = period(self.rules.in_force_from, self.ends_on)
        return words.replace("from", "From", 1)

    def standing(self, day: date) -> str:
        """Whether they are “past”, “now” or “to come” on a day."""
        if self.rules.in_force_from > day:
            return "to come"
        return "now" if self.ends_on is None or day <= self.ends_on else "past"


def words_of(rules: BodyRules, body: Body, council: Council, *, forum: str) -> list:
    """The rules in words, in the council's own."""
    return terms.in_words(
        rules,
        members=council.words.members,
        forum=forum,
        kinds=KINDS,
        template=template_title(rules, body),
    )


def template_title(rules: BodyRules, body: Body) -> str:
    """The form of its reports: the one the rules name, else the one the strategy brings, if any."""
    if rules.report_template_id:
        return rules.report_template.title
    template = next(iter(body.report_templates.all()), None)
    return template.title if template else ""


def periods(body: Body, council: Council) -> list[Period]:
    """The body's rules from the first to those furthest to come: three queries."""
    rows = list(body.rules.select_related("report_template", "set_by").order_by("in_force_from"))
    forum = forum_name(body, council)
    said = [words_of(row, body, council, forum=forum) for row in rows]
    ends = [row.in_force_from - ONE_DAY for row in rows[1:]] + [None]
    before = [[], *said]
    return [
        Period(row, end, words, changed(earlier, words))
        for row, end, words, earlier in zip(rows, ends, said, before, strict=False)
    ]


def changed(earlier: list[tuple[str, str]], words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The lines that say something else than they did; none where there was nothing before."""
    return [line for line in words if line not in earlier] if earlier else []
