"""What pages and the rooms above ask about forums and their questions."""

from collections.abc import Iterable, Sequence

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from councils import clock
from councils.giveaways import given_away
from councils.models import Council, Membership, User
from councils.roles import Role
from forums.flow import TO_ANSWER, WAITING
from forums.levels import Level, level_of
from forums.models import AnswerLevel, Forum, ForumMember, Question
from forums.visibility import may_follow, may_read_private_words

SEES_ALL = (Role.INSPECTOR, Role.SAFEGUARDING_LEAD)
WAITS_SINCE = Coalesce("reopened_at", "asked_at")


def _places(user: User, council: Council) -> QuerySet[ForumMember]:
    """The person's places today, as the ids of their forums."""
    places = ForumMember.objects.of(council).current(clock.today()).filter(user=user)
    return places.order_by().values_list("forum_id", flat=True)


def forums_of(user: User, council: Council) -> set[int]:
    """The ids of the forums in which the person has a place today."""
    return set(_places(user, council))


def forums_with_places(user: User, council: Council) -> QuerySet[Forum]:
    """The council's forums with `.mine`: whether the person has a place there today."""
    mine = Exists(_places(user, council).filter(forum=OuterRef("pk")))
    return Forum.objects.of(council).select_related("council").annotate(mine=mine)


def sees_all(user: User, council: Council) -> bool:
    """Whether the person follows the questions of every forum."""
    return any(user.holds(role, council) for role in SEES_ALL)


def may_ask_in(user: User, forum: Forum) -> bool:
    """Whether the person has a place in the forum today."""
    return forum.pk in forums_of(user, forum.council)


def questions_followed(user: User, council: Council) -> QuerySet[Question]:
    """The questions a person follows: those of their forums, or all for an inspector.

    None that is about this very person.
    """
    questions = Question.objects.of(council).exclude(not_for=user)
    questions = questions.select_related("forum", "theme")
    if sees_all(user, council):
        return questions
    return questions.filter(forum__in=_places(user, council))


def follows(user: User, question: Question) -> bool:
    """Whether the person follows this question."""
    council = question.council
    return may_follow(
        forum=question.forum_id,
        member_of=forums_of(user, council),
        sees_all=sees_all(user, council),
        is_about=question.not_for_id == user.pk,
    )


def reads_private_words(user: User, question: Question) -> bool:
    """Whether the person may open the screen with the young person's own words."""
    council = question.council
    is_worker = user.holds(Role.PARTICIPATION_WORKER, council)
    return may_read_private_words(
        forum=question.forum_id,
        worker_of=forums_of(user, council) if is_worker else (),
        is_safeguarding_lead=user.holds(Role.SAFEGUARDING_LEAD, council),
        is_about=question.not_for_id == user.pk,
    )


def forums_read(user: User, council: Council, forums: Iterable[Forum]) -> set[int]:
    """The ids of the forums (with `.mine`) whose own words, and drafts, the person may read.

    None of the questions that are about this very person (see `questions_followed`).
    """
    is_lead = user.holds(Role.SAFEGUARDING_LEAD, council)
    is_worker = user.holds(Role.PARTICIPATION_WORKER, council)
    return {forum.pk for forum in forums if is_lead or (is_worker and forum.mine)}


def longest_first(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Those that have waited longest for their answer first."""
    return questions.order_by(WAITS_SINCE, "pk")


def waiting_first(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Those that wait for an answer, the longest first; then the others, the newest first."""
    since = Case(When(state__in=WAITING, then=WAITS_SINCE))
    return questions.order_by(since.asc(nulls_last=True), "-asked_at", "pk")


def to_answer(council: Council) -> QuerySet[Question]:
    """The questions that wait for an answer and are in words for everybody, longest first."""
    waiting = Question.objects.of(council).filter(state__in=TO_ANSWER)
    return longest_first(waiting.select_related("forum", "theme"))


def workers_of(forum: Forum) -> QuerySet[User]:
    """The participation workers with a place in the forum today, by display name."""
    today = clock.today()
    roles = Membership.objects.of(forum.council).current(today)
    places = ForumMember.objects.of(forum.council).current(today).filter(forum=forum)
    return User.objects.filter(
        Q(pk__in=roles.filter(role=Role.PARTICIPATION_WORKER).values("user")),
        Q(pk__in=places.values("user")),
    ).order_by("display_name", "pk")


def roles_that_answer(council: Council) -> Sequence[str]:
    """The council's own levels, lowest first; empty where it has written none."""
    return list(AnswerLevel.objects.of(council).order_by("position").values_list("role", flat=True))


def level_to_answer(question: Question) -> Level:
    """Who is to answer the question now."""
    return level_of(question.level, roles_that_answer(question.council))


def found_in(wording: str, question: Question) -> tuple[str, ...]:
    """What in a public wording may give a child away, a sentence each."""
    return found_in_words(wording, question.council, [question.forum])


def found_in_words(wording: str, council: Council, forums: Iterable[Forum]) -> tuple[str, ...]:
    """What in words about these forums may give somebody away, a sentence each.

    The council and its forums are known to everybody; the workers of the forums are not named.
    """
    names = Forum.objects.of(council).values_list("name", flat=True)
    staff = [
        name for each in forums for name in workers_of(each).values_list("display_name", flat=True)
    ]
    known = (council.name, council.short_name, *names, *vars(council.words).values())
    return tuple(each.words for each in given_away(wording, names=staff, known=known))
