"""What pages and the rooms above ask about what was said, what was done and what is celebrated."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from councils.models import Council, User
from councils.roles import GRANTS, Role
from forums.models import Celebration, Feedback, Forum, SurveyRun, ToldBack
from forums.queries import forums_of
from forums.voice.flow import PUBLIC, State

#: Of these roles somebody minds their own forums only.
OF_A_FORUM = Role.PARTICIPATION_WORKER
#: Those who read words that nobody else has read yet; and what was said, once somebody has.
READ_UNREAD, READ = "forums.check_words", "forums.read_feedback"


def minds_all(user: User, council: Council, permission: str = READ_UNREAD) -> bool:
    """Whether a permission is the person's in every forum: by a role that is not a worker's.

    What a worker may do they may do in their own forums, whatever else they are here.
    """
    held = {role for where, role in user.roles_today if where == council.pk}
    return any(permission in GRANTS[role].permissions for role in held - {OF_A_FORUM})


def _own(user: User, council: Council, permission: str) -> Q:
    """Of every forum for whoever minds all; else of those in which the person has a place."""
    if minds_all(user, council, permission):
        return Q()
    return Q(forum__in=forums_of(user, council))


def feedback_read(user: User, council: Council) -> QuerySet[Feedback]:
    """What was said that a person reads, longest waiting first.

    Words that nobody else has read yet are for those who may be the second person.
    """
    unread = Q(state=State.WRITTEN) | Q(state=State.WITHDRAWN, read_by__isnull=True)
    rows = Feedback.objects.of(council).filter(_own(user, council, READ))
    if not user.has_perm(READ_UNREAD, council):
        rows = rows.exclude(unread)
    elif not minds_all(user, council):
        rows = rows.filter(~unread | Q(forum__in=forums_of(user, council)))
    own = ("forum", "council", "written_by", "theme", "promise", "statement", "measure")
    return rows.select_related(*own).order_by("said_on", "pk")


def said_and_done(council: Council) -> QuerySet[Feedback]:
    """“You said, we did” as everybody may read it: with `.told_on`, latest told first.

    What was done stands on a public page only once young people were told.
    """
    rows = Feedback.objects.of(council).filter(state__in=PUBLIC)
    rows = rows.filter(forum__in=Forum.objects.of(council).public()).select_related("forum")
    return rows.annotate(told_on=Max("told_back__told_on")).order_by("-said_on", "-pk")


def told_lately(council: Council) -> QuerySet[ToldBack]:
    """What young people were told that answers nothing they raised, latest first."""
    rows = ToldBack.objects.of(council).filter(feedback__isnull=True)
    rows = rows.filter(forum__in=Forum.objects.of(council).public())
    return rows.select_related("forum", "promise", "statement")


def celebrated(council: Council, day: date) -> QuerySet[Celebration]:
    """What may be shown on a day: read by a second person, with consent, and not taken down."""
    rows = Celebration.objects.of(council).filter(consent_on__lte=day, show_until__gte=day)
    rows = rows.filter(read_by__isnull=False, taken_down_at__isnull=True)
    return rows.filter(forum__in=Forum.objects.of(council).public()).select_related("forum")


def celebrations_kept(user: User, council: Council, day: date) -> QuerySet[Celebration]:
    """Those that are shown, or wait for a second person; one whose day is over is gone here too."""
    rows = Celebration.objects.of(council).filter(_own(user, council, READ_UNREAD))
    rows = rows.filter(show_until__gte=day, taken_down_at__isnull=True)
    return rows.select_related("forum", "written_by", "council")


def runs_of(council: Council) -> QuerySet[SurveyRun]:
    """The years of the council's published surveys."""
    return SurveyRun.objects.of(council).select_related("survey")
