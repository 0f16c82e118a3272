"""What pages show of young people's voices: panels that their templates load from here."""

from collections.abc import Iterable

from django.template import Context, Library

from councils import clock
from councils.disclosure import Count, publish_count, publish_percentage
from councils.models import Council
from councils.queries import small_number_limit
from forums.ages import Ages, gaps
from forums.models import Forum, Session, Survey, SurveyResult, SurveyRun
from forums.sessions.queries import said_of, visits_of
from forums.surveys.queries import lines_of
from forums.voice.queries import celebrated
from pledges.models import Promise, Statement

register = Library()
KEEP_SURVEY = "forums.keep_survey"


@register.inclusion_tag("forums/panels/verdicts.html")
def verdicts_on(of: Promise | Statement) -> dict[str, object]:
    """What young people said of a promise, and what they were told became of it: two queries."""
    published = Forum.objects.of(of.council).public()
    told = of.told_back.filter(forum__in=published).order_by("-told_on", "-pk").first()
    return {"said": said_of(of, clock.today()), "told": told}


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
            (run, _answers(run, limit), [x for x in lines.get(run.pk, ()) if keeps or x.words])
            for run in survey.runs.all()
        ],
        "keeps": keeps,
    }


def _answers(run: SurveyRun, limit: int) -> str:
    """How many answered of how many, safe for everybody."""
    if run.answered is None:
        return ""
    answered = publish_count(Count(run.answered), limit)
    if run.asked is None:
        return f"{answered} answered"
    share = publish_percentage(Count(run.answered), Count(run.asked), limit=limit)
    if share.hidden:  # nor is told of how many, or those who did not answer could be worked out
        return f"{answered} answered"
    return f"{answered} of {run.asked:,} answered ({share})"
