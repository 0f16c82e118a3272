"""Who reads which concern now, and what the lead's pages ask.

Nobody is told by a list that is kept: who reads a concern follows from its times, the roles of
today and the deputies of today, each time anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, JSONObject

from councils import clock
from councils.models import Council, CouncilSettings, Membership, User
from councils.queries import number_of
from councils.roles import Role
from forums import concerns
from forums.concerns import Clock, ClockRules, StandIn, Told
from forums.models import Concern, ConcernTold, Deputy, Forum, ForumMember, Question

OF_THE_SETTINGS = ("deputy_after", "passed_up_to", "passed_up_email", "urgent_words")
DEPUTY_ROLE = Role.SAFEGUARDING_DEPUTY


@dataclass(frozen=True)
class Watch:
    """Who keeps a council's restricted list today, and by which clock."""

    leads: frozenset[int]
    deputies: tuple[StandIn, ...]
    rules: ClockRules
    passed_up_to: str
    passed_up_email: str
    urgent_words: tuple[str, ...]


def watch_of(council: Council) -> Watch:
    """The watch of today, in one query."""
    here, today = {"council": OuterRef("pk")}, clock.today()
    held = Membership.objects.filter(user__is_active=True).current(today).order_by()
    leads = held.filter(**here, role=Role.SAFEGUARDING_LEAD)
    holders = held.filter(council=OuterRef("council"), role=DEPUTY_ROLE)  # the deputy's council
    named = Deputy.objects.filter(**here, user__in=holders.values("user")).current(today)
    row = JSONObject(user="user_id", lead_is_away="lead_is_away")
    settings = JSONObject(**{name: name for name in OF_THE_SETTINGS})
    found = Council.objects.values(
        leads=ArraySubquery(leads.values("user_id")),
        deputies=ArraySubquery(named.order_by().values(each=row)),
        settings=ArraySubquery(CouncilSettings.objects.filter(**here).values(each=settings)),
    ).get(pk=council.pk)
    usual = {name: CouncilSettings._meta.get_field(name).get_default() for name in OF_THE_SETTINGS}
    chosen = found["settings"][0] if found["settings"] else usual
    return Watch(
        leads=frozenset(found["leads"]),
        deputies=tuple(StandIn(**each) for each in found["deputies"]),
        rules=ClockRules(chosen["deputy_after"]),
        passed_up_to=chosen["passed_up_to"],
        passed_up_email=chosen["passed_up_email"],
        urgent_words=tuple(chosen["urgent_words"].splitlines()),
    )


def clock_of(concern: Concern, watch: Watch) -> Clock:
    """How a concern stands against its 24 hours at this moment."""
    return concerns.clock(
        concern.raised_at,
        taken_at=concern.taken_at,
        now=clock.local(clock.now()),
        urgent=bool(concern.priority),
        rules=watch.rules,
    )


def telling_of(concern: Concern, watch: Watch) -> concerns.Telling:
    """Who is told of a concern by now."""
    return concerns.telling(
        leads=watch.leads,
        deputies=watch.deputies,
        about=concern.about_id,
        clock=clock_of(concern, watch),
        now=clock.now(),
    )


def state_of(concern: Concern) -> concerns.State:
    """Where a concern is."""
    return concerns.state_of(taken=bool(concern.taken_at), closed=bool(concern.closed_at))


def concerns_read_by(user: User, council: Council) -> list[Concern]:
    """The concerns a person reads now, the most urgent first, then those that wait longest.

    Each comes with `.clock`, `.state` and `.label`. Two queries.
    """
    watch = watch_of(council)
    rows = _with_told(user).of(council).exclude(about=user.pk).select_related("forum", "taken_by")
    found = [row for row in rows if _reads(user, row, watch, council)]
    for row in found:
        row.clock, row.state = clock_of(row, watch), state_of(row)
        row.label = f"Number {row.pk}"
    return sorted(found, key=lambda row: (bool(row.closed_at), -row.priority, row.raised_at))


def concern_for(user: User, council: Council, pk: int) -> Concern | None:
    """A concern with its clock, if the person reads it now; None where it is not there for them."""
    related = ("forum", "question__private_words", "words", "taken_by", "closed_by", "raised_by")
    rows = _with_told(user).of(council).select_related("council", "about", *related)
    concern, watch = rows.filter(pk=pk).first(), watch_of(council)
    if concern is None or not _reads(user, concern, watch, council):
        return None
    concern.clock, concern.state = clock_of(concern, watch), state_of(concern)
    return concern


def _with_told(user: User) -> QuerySet[Concern]:
    """Concerns that know whether the person was told of them."""
    told = ConcernTold.objects.filter(concern=OuterRef("pk"), user=user.pk)
    return Concern.objects.annotate(was_told=Exists(told))


def _reads(user: User, concern: Concern, watch: Watch, council: Council) -> bool:
    before = {user.pk} if concern.was_told else set()
    holds = user.pk in watch.leads or user.holds(DEPUTY_ROLE, council)
    return holds and concerns.may_read(
        user.pk,
        now_told=telling_of(concern, watch),
        told_before=before | {concern.taken_by_id},
        about=concern.about_id,
    )


def words_of(concern: Concern) -> list[tuple[str, str]]:
    """What was written, each part with who wrote it: for the lead's one screen and nothing else."""
    found = []
    question = concern.question
    if question and (private := getattr(question, "private_words", None)):
        found.append(("The question, in its own words", private.text))
    if words := getattr(concern, "words", None):
        title = "What the worker adds" if question else "What was written"
        found.append((title, words.text))
    return found


def untaken(user: User) -> dict[str, Coalesce]:
    """How many concerns nobody has taken that a lead reads, as part of a query of councils."""
    waiting = Concern.objects.filter(council=OuterRef("pk"), taken_at__isnull=True)
    return {"concerns_untaken": number_of(waiting.exclude(about=user.pk))}


def told_rows(concern: Concern) -> QuerySet[ConcernTold]:
    """Who was told of it, in order."""
    return concern.told.select_related("user", "told_by")


def workers_of(forum: Forum, *, but: User | None = None) -> QuerySet[User]:
    """The forum's workers, of whom a concern may be; not the person who is asking."""
    today = clock.today()
    workers = Membership.objects.of(forum.council).current(today)
    workers = workers.filter(role=Role.PARTICIPATION_WORKER).values("user")
    here = ForumMember.objects.filter(forum=forum).current(today).values("user")
    found = User.objects.filter(pk__in=workers, is_active=True).filter(pk__in=here)
    return found.exclude(pk=but.pk) if but else found


def possible_deputies(council: Council) -> QuerySet[User]:
    """Those to whom the administrator gave the role of a deputy."""
    held = Membership.objects.of(council).current(clock.today()).filter(role=DEPUTY_ROLE)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def deputies_to_come(council: Council) -> QuerySet[Deputy]:
    """The deputies named for today and later."""
    named = Deputy.objects.of(council).filter(ends_on__gte=clock.today())
    return named.select_related("user", "named_by")


def was_deputy(council: Council, pk: int) -> bool:
    """Whether somebody was named here under this number, and ended before they began."""
    return Deputy.history.filter(council=council, id=pk).exists()


def question_to_hand_on(council: Council, pk: int) -> Question | None:
    """A question that may go to the lead, also one that went there already: a form sent twice."""
    return Question.everything.of(council).filter(pk=pk).select_related("forum", "council").first()


def was_passed_on(user: User, council: Council) -> bool:
    """Whether a question that the person asked is on the restricted list, and not about themselves."""
    theirs = Concern.objects.of(council).filter(question__asked_by=user.pk)
    return theirs.exclude(about=user.pk).exists()


def waiting_concerns() -> Iterable[Concern]:
    """Every council's concerns that nobody has taken."""
    return Concern.objects.filter(taken_at__isnull=True).select_related("council").order_by("pk")


AS_WORDS = {
    Told.LEAD: "safeguarding lead",
    Told.DEPUTY: "deputy",
    Told.PASSED_UP: "passed up after 24 hours",
    Told.OTHER: "told by the safeguarding lead or the deputy",
}
