"""What pages and the rooms above ask about promises that are said to be broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from councils import clock
from councils.models import Council, User
from councils.queries import number_of
from councils.roles import Role
from councils.vocabulary import Vocabulary
from councils.working_days import Calendar
from pledges import accountability as rule
from pledges.accountability import DEFAULTS, FIRST, Kind, Standing, State, Step, Whose
from pledges.models import (
    Breach,
    BreachAnswer,
    BreachKey,
    LineSteps,
    Owner,
    PledgeSet,
    Promise,
    Provider,
    Statement,
)

#: Of how many providers a kind is told outside: of one alone, the kind would be its name.
ENOUGH = 2
#: How a line stands, as a rating shows it: words and the tone that gives colour and shape.
RATINGS = {
    State.REPORTED: ("Waiting for an answer", "watch"),
    State.ANSWERED: ("Answered, not closed", "info"),
    State.ONE_KEY: ("One key turned", "info"),
    State.CLOSED: ("Closed", "good"),
}
KEYS = 2


@dataclass(frozen=True, slots=True)
class Said:
    """Something said in the course of a line: an answer, or the sentence of a key."""

    on: date
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line as a page tells it: where it stands, what was answered, and which keys are turned."""

    breach: Breach
    standing: Standing
    answers: tuple[Said, ...]
    keys: dict[Whose, Said]

    @property
    def rating(self) -> tuple[str, str]:
        """How it stands, in words and tone."""
        return RATINGS[self.standing.state]

    @property
    def steps(self) -> list[dict[str, object]]:
        """As the component steps takes them."""
        return [
            {"title": step.role, "text": step.words, "state": step.state}
            for step in self.standing.steps
        ]


# Steps --------------------------------------------------------------------------------------------


def kind_of(of: Promise | Statement) -> Kind:
    """Whose promise it is."""
    by_provider = isinstance(of, Promise) and of.pledge_set.promisor == PledgeSet.Promisor.PROVIDER
    return Kind.PROVIDER if by_provider else Kind.COUNCIL


def steps_set(council: Council, kind: Kind, day: date) -> LineSteps | None:
    """The steps the council has set for lines opened on a day; None where it has set none."""
    rows = LineSteps.objects.of(council).filter(kind=kind, in_force_from__lte=day)
    return rows.order_by("-in_force_from", "-pk").first()


def steps_of(breach: Breach) -> tuple[Step, ...]:
    """The steps a line was opened with."""
    return breach.steps.steps if breach.steps_id else DEFAULTS[kind_of(breach.of)]


def responsible_on(of: Promise | Statement, day: date) -> str:
    """The role named for it on a day; empty where nobody is."""
    named = Owner.objects.current(day).filter(**{of._meta.model_name: of}).first()
    return named.role if named else ""


# Lines --------------------------------------------------------------------------------------------


def _standing_keys() -> QuerySet[BreachKey]:
    return BreachKey.objects.filter(breach=OuterRef("pk"), taken_back_at__isnull=True)


def with_keys(rows: QuerySet[Breach]) -> QuerySet[Breach]:
    """Breaches with `.keys_turned`: how many of the two keys are."""
    turned = _standing_keys().order_by().values("breach").annotate(number=Count("pk"))
    return rows.annotate(keys_turned=Coalesce(Subquery(turned.values("number")), 0))


def open_lines(rows: QuerySet[Breach]) -> QuerySet[Breach]:
    """Those that are not closed, the oldest first."""
    return with_keys(rows).filter(keys_turned__lt=KEYS).order_by("said_at", "pk")


def closed_lines(rows: QuerySet[Breach]) -> QuerySet[Breach]:
    """Those that both keys have closed, the latest first."""
    closed_at = _standing_keys().order_by("-turned_at").values("turned_at")[:1]
    rows = with_keys(rows).filter(keys_turned=KEYS).annotate(closed_at=Subquery(closed_at))
    return rows.order_by("-closed_at", "-pk")


def with_story(rows: QuerySet[Breach]) -> QuerySet[Breach]:
    """Breaches with all that is told of them: one query."""
    answers = BreachAnswer.objects.filter(breach=OuterRef("pk")).order_by("answered_at", "pk")
    keys = _standing_keys().order_by("turned_at")
    said = {"words": "words", "at": F("said_at_"), "who": F("who_")}
    alike = Provider.objects.current(clock.today()).filter(
        council=OuterRef("council"), kind=OuterRef("provider__kind")
    )
    return rows.select_related(
        *("council", "promise__pledge_set", "statement__strategy", "provider", "steps")
    ).annotate(
        alike=number_of(alike),
        story=ArraySubquery(
            answers.annotate(said_at_=F("answered_at"), who_=F("for_role")).values(
                each=JSONObject(**said)
            )
        ),
        turned=ArraySubquery(
            keys.annotate(said_at_=F("turned_at"), who_=F("whose")).values(each=JSONObject(**said))
        ),
    )


def lines_of(of: Promise | Statement) -> QuerySet[Breach]:
    """The lines of one promise or statement, the latest first."""
    return with_story(of.breach_set.order_by("-said_at", "-pk"))


def end_words(words: Vocabulary) -> str:
    """Whom the two keys are with."""
    return f"Portfolio holder and chair of the {words.forum}"


def first_words(breach: Breach, *, inward: bool) -> str:
    """Whom the first step is with: a provider by its name inward, and outward by its kind.

    The kind is told only where the council has several active providers of it.
    """
    if kind_of(breach.of) is Kind.COUNCIL:
        return breach.first_role or FIRST[Kind.COUNCIL]
    if breach.provider is None:
        return FIRST[Kind.PROVIDER]
    if inward:
        return breach.provider.name
    if breach.alike < ENOUGH:
        return FIRST[Kind.PROVIDER]
    return f"{FIRST[Kind.PROVIDER]}: {breach.provider.get_kind_display()}"


def told(breach: Breach, today: date, calendar: Calendar, *, inward: bool = False) -> Told:
    """One line as it is told on a day; `inward` names the provider itself."""
    answers = tuple(_said(each) for each in breach.story)
    keys = [(Whose(each["who"]), _said(each)) for each in breach.turned]
    line = rule.Line(
        opened_on=opened_on(breach),
        steps=steps_of(breach),
        first=first_words(breach, inward=inward),
        end=end_words(breach.council.words),
        answered_on=tuple(each.on for each in answers),
        turned_on=tuple(said.on for _, said in keys),
    )
    return Told(breach, rule.standing(line, today, calendar), answers, dict(keys))


def lines_told(
    breaches: Iterable[Breach], today: date, calendar: Calendar, *, inward: bool = False
) -> list[Told]:
    """Several, in their order."""
    return [told(each, today, calendar, inward=inward) for each in breaches]


def opened_on(breach: Breach) -> date:
    """The day it was said, from which the first step counts."""
    return clock.local(breach.said_at).date()


def _said(each: dict[str, str]) -> Said:
    at = datetime.fromisoformat(each["at"])
    return Said(on=clock.local(at).date(), who=each["who"], words=each["words"])


# Who does what ------------------------------------------------------------------------------------


def key_of(user: User, council: Council) -> Whose | None:
    """Which of the two keys a person holds: an adult who holds both roles holds the council's."""
    if user.holds(Role.PORTFOLIO_HOLDER, council):
        return Whose.COUNCIL
    return Whose.YOUNG_PEOPLE if user.holds(Role.FORUM_CHAIR, council) else None


def waiting() -> dict[str, object]:
    """How many lines are open, and since when the oldest is, as part of a query of councils."""
    mine = Breach.objects.filter(council=OuterRef("pk"))
    rows = open_lines(mine)
    unread = rows.filter(released_at__isnull=True)
    return {"broken": number_of(rows), "broken_unread": number_of(unread)}
