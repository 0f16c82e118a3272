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


def words_of(
    rules: BodyRules, council: Council, *, forum: str, brought: str
) -> list[tuple[str, str]]:
    """The rules in words, in the council's own.

    `brought` is the title of the form of reports that the strategy brings; the one that the rules
    name goes before it.
    """
    template = rules.report_template.title if rules.report_template_id else brought
    return terms.in_words(
        rules, members=council.words.members, forum=forum, kinds=KINDS, template=template
    )


def brought_template(body: Body) -> str:
    """The title of the form of reports that the body's strategy brings; empty without one."""
    templates = body.report_templates.order_by("pk")
    return templates.values_list("title", flat=True).first() or ""


def periods(body: Body, council: Council) -> list[Period]:
    """The body's rules from the first to those furthest to come: three queries."""
    rows = list(body.rules.select_related("report_template", "set_by").order_by("in_force_from"))
    own = {"forum": forum_name(body, council), "brought": brought_template(body)}
    said = [words_of(row, council, **own) for row in rows]
    ends = [row.in_force_from - ONE_DAY for row in rows[1:]] + [None]
    before = [[], *said]
    return [
        Period(row, end, words, changed(earlier, words))
        for row, end, words, earlier in zip(rows, ends, said, before, strict=False)
    ]


def changed(earlier: list[tuple[str, str]], words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The lines that say something else than they did; none where there was nothing before."""
    return [line for line in words if line not in earlier] if earlier else []
