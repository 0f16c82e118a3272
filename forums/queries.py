"""What pages and the rooms above ask about forums and their questions."""

from django.db.models import Exists, OuterRef, QuerySet

from councils import clock
from councils.models import Council, User
from councils.roles import Role
from forums.models import Forum, ForumMember, Question
from forums.visibility import may_follow, may_read_private_words

SEES_ALL = (Role.INSPECTOR, Role.SAFEGUARDING_LEAD)


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
    """The questions a person follows: those of their forums, or all for an inspector."""
    questions = Question.objects.of(council).select_related("forum", "theme")
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
    )


def reads_private_words(user: User, question: Question) -> bool:
    """Whether the person may open the screen with the young person's own words."""
    council = question.council
    is_worker = user.holds(Role.PARTICIPATION_WORKER, council)
    return may_read_private_words(
        forum=question.forum_id,
        worker_of=forums_of(user, council) if is_worker else (),
        is_safeguarding_lead=user.holds(Role.SAFEGUARDING_LEAD, council),
    )
