"""What pages show of young people's voices: panels that their templates load from here."""

from collections.abc import Iterable

from django.template import Context, Library

from councils import clock
from councils.disclosure import (
    HIDDEN,
    Count,
    is_small,
    publish_count,
    publish_percentage,
)
from councils.models import Council
from councils.queries import small_number_limit
from forums.ages import Ages, gaps
from forums.models import Forum, Session, Survey, SurveyResult, SurveyRun
from forums.sessions.counting import ANSWERS
from forums.sessions.homes import split_of
from forums.sessions.queries import ByHome, by_home, said_of, visits_of
from forums.surveys.queries import Line, lines_of
from forums.voice.queries import celebrated
from pledges.models import PledgeSet, Promise, Statement

register = Library()
KEEP_SURVEY = "forums.keep_survey"
READ_FIGURES = "measures.read_figures"
NUMBERS = ("Kept", "Partly", "Not yet", "Don’t know")


@register.inclusion_tag("forums/panels/verdicts.html")
def verdicts_on(of: Promise | Statement) -> dict[str, object]:
    """What young people said of a promise, and what they were told became of it: two queries."""
    published = Forum.objects.of(of.council).public()
    told = of.told_back.filter(forum__in=published).order_by("-told_on", "-pk").first()
    return {"said": said_of(of, clock.today()), "told": told}


@register.inclusion_tag("forums/panels/by_home.html", takes_context=True)
def said_by_home(context: Context, pledge_set: PledgeSet) -> dict[str, object]:
    """What young people say of providers' promises by kind of home: two queries, hands for members."""
    council, user = context["council"], context["user"]
    limit = small_number_limit(council)
    reads = user.is_authenticated and user.has_perm(READ_FIGURES, council)
    return {
        "set": pledge_set,
        "rows": [(each, _table(each, reads=reads)) for each in by_home(pledge_set, limit=limit)],
        "head": ["Kind of home", "What they say", *(NUMBERS if reads else ())],
        "numeric": [2, 3, 4, 5] if reads else [],
    }


def _table(said: ByHome, *, reads: bool) -> list[list[str]]:
    """A row for each kind of home; the hands for those who may read them."""
    rows = []
    for home in said.homes:
        hands = [f"{getattr(home.hands, name)}" for name in ANSWERS] if reads else []
        words = split_of(home.hands) if reads else home.words
        rows.append([f"{home.kind[0].upper()}{home.kind[1:]}", words, *hands])
    return rows


@register.simple_tag
def ages_gaps(forums: Iterable[Forum], council: Council) -> list[str]:
    """Which ages no forum names, each as a sentence."""
    ages = [Ages(row.from_age, row.to_age, row.open_to_care_leavers) for row in forums]
    return [gap.words for gap in gaps(ages, care_leavers=council.words.care_leavers)]


@register.inclusion_tag("forums/panels/log.html", takes_context=True)
def forum_log(context: Context, forum: Forum) -> dict[str, object]:
    """What a forum did in the last twelve months: days, kinds, and how many came."""
    council, today = context["request"].council, clock.today()
    since = today.replace(year=today.year - 1, day=min(today.day, 28))
    done = Session.objects.filter(forum=forum, finished_at__isnull=False, held_on__gt=since)
    sessions = list(done.order_by("-held_on", "-pk"))
    number, visits = visits_of(council, sessions)
    return {"sessions": sessions, "number": number, "visits": visits}


@register.inclusion_tag("forums/voice/celebrations.html", takes_context=True)
def celebrations_of(context: Context, forum: Forum) -> dict[str, object]:
    """What a forum celebrates today."""
    rows = celebrated(context["request"].council, clock.today())
    return {"celebrated": rows.filter(forum=forum)}


@register.inclusion_tag("forums/panels/survey_runs.html", takes_context=True)
def survey_runs(context: Context, survey: Survey) -> dict[str, object]:
    """The years of a survey: who answered, when it was presented and published."""
    request, council = context["request"], context["request"].council
    limit, keeps = small_number_limit(council), request.user.has_perm(KEEP_SURVEY, council)
    results = SurveyResult.objects.filter(run__survey=survey).select_related("figure__measure")
    lines = lines_of(council, results, clock.today())
    return {
        "survey": survey,
        "council": council,
        "runs": [
            (run, _answers(run, told, limit), [x for x in told if keeps or x.words])
            for run in survey.runs.all()
            for told in [lines.get(run.pk, [])]
        ],
        "keeps": keeps,
    }


def _answers(run: SurveyRun, told: Iterable[Line], limit: int) -> str:
    """How many answered of how many, safe for everybody.

    Nor is told how many answered where a few of them left out a question of which figures are told:
    those few could be worked out.
    """
    if run.answered is None:
        return ""
    if any(is_small(run.answered - line.out_of, limit) for line in told if line.out_of is not None):
        return f"{HIDDEN} answered"
    answered = publish_count(Count(run.answered), limit)
    if run.asked is None:
        return f"{answered} answered"
    share = publish_percentage(Count(run.answered), Count(run.asked), limit=limit)
    if share.hidden:  # nor is told of how many, or those who did not answer could be worked out
        return f"{answered} answered"
    return f"{answered} of {run.asked:,} answered ({share})"
