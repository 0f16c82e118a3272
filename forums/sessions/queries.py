"""What pages and the rooms above ask about sessions: verdicts, awareness, what was told back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from councils import disclosure
from councils.disclosure import WITHHELD, Published, is_small, publish_count
from councils.models import Council, CouncilSettings, User
from councils.queries import settings_of
from councils.roles import Role
from councils.working_days import date_in_words
from forums.models import Forum, Round, Session, ToldBack, Verdict
from forums.models.sessions import is_by_providers
from forums.queries import forums_of
from forums.sessions.counting import Awareness, Hands, said, split_for_everybody
from forums.sessions.homes import told_to_everybody
from forums.sessions.rounds import State
from pledges import status
from pledges.models import PledgeSet, Promise, Provider, Statement

#: A promise, or a statement made to young people, with its number.
About = tuple[str, int]


def _counted(council: Council) -> list[Verdict]:
    """The verdicts that count, with their sessions and forums, oldest first: one query.

    Only of forums that are published: everybody reads whose verdict it is.
    """
    rows = Verdict.objects.of(council).counted().select_related("session__forum")
    rows = rows.filter(session__forum__in=Forum.objects.of(council).public())
    return list(rows.order_by("session__held_on", "session_id", "pk"))


def verdict_of(row: Verdict) -> status.Verdict:
    """A verdict as the rule of two keys knows it."""
    session = row.session
    hands = (row.kept, row.partly, row.not_kept, row.dont_know)
    return status.Verdict(session.forum.name, session.held_on, *hands)


def verdicts_of(council: Council) -> dict[About, list[status.Verdict]]:
    """Every verdict that counts, oldest first, by what it is of: one query.

    Those of finished sessions, each in its latest correction. One in which young people were only
    asked whether they had heard of the promise is no verdict.
    """
    found: dict[About, list[status.Verdict]] = defaultdict(list)
    for row in _counted(council):
        if row.hands.answered:
            found[row.about].append(verdict_of(row))
    return dict(found)


def awareness_of(council: Council) -> dict[About, list[Awareness]]:
    """How many had heard of each promise, session by session, oldest first: one query."""
    found: dict[About, list[Awareness]] = defaultdict(list)
    for row in _counted(council):
        if row.hands.asked_if_heard:
            session = row.session
            heard = (row.had_heard, row.had_not_heard)
            found[row.about].append(Awareness(session.forum.name, session.held_on, *heard))
    return dict(found)


def told_back_of(council: Council) -> dict[About, date]:
    """The last day on which young people were told what became of each promise: one query."""
    rows = ToldBack.objects.of(council).exclude(promise=None, statement=None).order_by()
    last = rows.values_list("promise", "statement").annotate(Max("told_on"))
    return {
        ("promise", promise) if promise else ("statement", statement): told_on
        for promise, statement, told_on in last
    }


# What pages ask -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """What young people can be asked about together: a set of promises, or statements to them."""

    key: str
    title: str
    stem: str
    rows: tuple[Promise | Statement, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One promise in one session: what stands, and the round that is open or was last."""

    of: Promise | Statement
    verdict: Verdict | None = None
    asked: Round | None = None

    @property
    def kind(self) -> str:
        """“promise” or “statement”."""
        return self.of._meta.model_name

    @property
    def stem(self) -> str:
        """The words its text hangs on, such as “We will”; empty where there are none."""
        return (self.of.pledge_set if self.kind == "promise" else self.of).stem

    @property
    def key(self) -> str:
        """What its row is called on a screen."""
        return f"{self.kind}-{self.of.pk}"

    @property
    def hands(self) -> Hands:
        """The hands that stand."""
        return self.verdict.hands if self.verdict else Hands()

    @property
    def is_by_providers(self) -> bool:
        """Whether it can be counted by kind of home: hands are, and providers promise it."""
        return self.hands.answered > 0 and is_by_providers(self.of)

    @property
    def is_open(self) -> bool:
        """Whether the kiosk is asking about it."""
        return self.asked is not None and self.asked.state == State.OPEN

    @property
    def said(self) -> str:
        """What the session says so far, in words; empty where nobody answered."""
        hands = self.hands
        if not hands.answered:
            return ""
        given = (hands.kept, hands.partly, hands.not_kept, hands.dont_know)
        return said(status.Verdict("", date.min, *given))


def groups_of(council: Council) -> list[Group]:
    """Everything published that young people can be asked about, sets in force first: two queries."""
    promises = Promise.objects.of(council).public().select_related("pledge_set")
    groups: dict[PledgeSet, list] = {}
    for promise in promises.order_by("pledge_set", "position"):
        groups.setdefault(promise.pledge_set, []).append(promise)
    sets = sorted(groups, key=lambda each: (each.standing, each.title))
    made = [Group(each.key, each.title, each.stem, tuple(groups[each])) for each in sets]
    said_to_them = Statement.objects.of(council).public().filter(is_to_young_people=True)
    statements = tuple(said_to_them.order_by("strategy", "kind", "position"))
    if statements:
        stem = statements[0].stem
        made.append(Group("said-to-you", "Said to young people", stem, statements))
    return made


def lines_of(session: Session, rows: Iterable[Promise | Statement]) -> list[Line]:
    """Each promise with what stands of it in a session: three queries."""
    verdicts = session.verdicts.standing().prefetch_related("parts")
    standing = {row.about: row for row in verdicts}
    rounds = {row.about: row for row in session.rounds.standing().order_by("pk")}
    made = []
    for row in rows:
        about = (row._meta.model_name, row.pk)
        made.append(Line(row, standing.get(about), rounds.get(about)))
    return made


def open_line(session: Session) -> Line | None:
    """What the kiosk is asking about, though it be published no more: one query."""
    asked = session.rounds.open().select_related("promise__pledge_set", "statement").first()
    return Line(asked.of, asked=asked) if asked else None


def of_forums(user: User, council: Council, sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Those of the sessions that a person reads: of their forums; an inspector, all finished ones."""
    read = Q(forum__in=forums_of(user, council))
    if user.holds(Role.INSPECTOR, council):
        read |= Q(finished_at__isnull=False)
    return sessions.filter(read)


def sessions_read(user: User, council: Council) -> QuerySet[Session]:
    """The sessions that a person reads, latest first, each with how many promises it judged."""
    sessions = Session.objects.of(council).select_related("forum", "council")
    judged = Count("verdicts", filter=Q(verdicts__correction__isnull=True))
    rows = of_forums(user, council, sessions).annotate(judged=judged)
    return rows.order_by("-held_on", "-pk")


def find(council: Council, kind: str, number: int) -> Promise | Statement | None:
    """The published promise, or statement made to young people, of that number."""
    if kind == "promise":
        promises = Promise.objects.of(council).public().select_related("pledge_set")
        return promises.filter(pk=number).first()
    statements = Statement.objects.of(council).public().filter(is_to_young_people=True)
    return statements.filter(pk=number).first() if kind == "statement" else None


@dataclass(frozen=True, slots=True)
class Said:
    """What one forum's latest session said of a promise, in words only, and what it said before.

    Where none of its sessions gave a verdict, whether they had heard of it in the latest.
    """

    forum: str
    given_on: date
    answer: str
    split: str
    heard: str
    before: str
    is_old: bool


def said_of(of: Promise | Statement, today: date) -> list[Said]:
    """What each published forum said of one promise, side by side and never added: one query."""
    published = Forum.objects.of(of.council).public()
    rows = of.verdicts.counted().filter(session__forum__in=published)
    by_forum: dict[str, list[Verdict]] = defaultdict(list)
    latest_first = ("-session__held_on", "-session_id", "-pk")
    for row in rows.select_related("session__forum").order_by(*latest_first):
        by_forum[row.session.forum.name].append(row)
    return [_said(forum, by_forum[forum], today) for forum in sorted(by_forum)]


def _said(forum: str, rows: list[Verdict], today: date) -> Said:
    verdicts = [row for row in rows if row.hands.answered]
    shown = verdicts[0] if verdicts else rows[0]
    latest, day = verdict_of(shown), shown.session.held_on
    heard = Awareness(forum, day, shown.had_heard, shown.had_not_heard)
    before = [f"{row.session.held_on:%-d %B %Y}: {said(verdict_of(row))}" for row in verdicts[1:]]
    return Said(
        forum=forum,
        given_on=day,
        answer=said(latest) if verdicts else "",
        split=split_for_everybody(latest) if verdicts else "",
        heard=heard.words,
        before="\n".join(before),
        is_old=day < status.twelve_months_before(today),
    )


@dataclass(frozen=True, slots=True)
class Home:
    """What those in one kind of home said: in words for everybody, and the hands for those who may."""

    kind: str
    words: str
    hands: Hands


@dataclass(frozen=True, slots=True)
class ByHome:
    """What one forum's latest session that counted it said of a promise, by kind of home."""

    promise: Promise
    forum: str
    given_on: date
    homes: tuple[Home, ...]

    @property
    def caption(self) -> str:
        """Which promise, which forum and when; no two tables of a page have the same."""
        day = date_in_words(self.given_on)
        return f"Promise {self.promise.position}, as {self.forum} said on {day}"


def by_home(pledge_set: PledgeSet, *, limit: int) -> list[ByHome]:
    """What young people say of the promises of a set by kind of home: two queries.

    Of each promise each published forum's latest, side by side and never added.
    """
    published = Forum.objects.filter(council=pledge_set.council_id).public()
    rows = Verdict.objects.filter(promise__pledge_set=pledge_set, parts__isnull=False).counted()
    rows = rows.filter(session__forum__in=published).distinct().prefetch_related("parts")
    rows = rows.select_related("promise", "session__forum")
    latest = {
        (row.promise.position, row.session.forum.name): row
        for row in rows.order_by("session__held_on", "session_id")
    }
    return [
        ByHome(row.promise, forum, row.session.held_on, tuple(_homes(row, limit)))
        for (_, forum), row in sorted(latest.items(), key=lambda each: each[0])
    ]


def _homes(row: Verdict, limit: int) -> Iterator[Home]:
    found = {part.kind: part.hands for part in row.parts.all()}
    parts = {k: found[k] for k in Provider.Kind if k in found and not found[k].is_empty}
    words = told_to_everybody(list(parts.values()), row.hands, limit=limit)
    for (kind, hands), told in zip(parts.items(), words, strict=True):
        yield Home(kind.label, told, hands)


def visits_of(council: Council, sessions: Iterable[Session]) -> tuple[int, Published]:
    """How many sessions there were, and how many visits, as everybody may read it.

    Attendance counts visits and not a child's circumstances: where the council says so, small
    numbers are shown too; otherwise R18 holds, for each day: who looks again after a day has come
    or gone can take one total from the other, so where a single day is small there is none.
    """
    came = [session.came for session in sessions]
    settings = settings_of(council)
    if settings and settings.shows_forum_visits:
        return len(came), Published(sum(came), f"{sum(came):,}")
    limit = settings.small_number_limit if settings else CouncilSettings.DEFAULT_LIMIT
    if any(is_small(number, limit) for number in came):
        return len(came), WITHHELD
    return len(came), publish_count(disclosure.Count(sum(came)), limit)
