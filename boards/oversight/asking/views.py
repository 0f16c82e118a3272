"""The questions members ask: at a meeting, one by one, and over a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from boards.agenda import Purpose
from boards.challenge import Summary
from boards.models import AgendaItem, Challenge, Meeting
from boards.oversight.asking import queries, saying, services
from boards.oversight.asking.forms import ChallengeForm, ChangeChallengeForm
from boards.oversight.views import (
    READ,
    body_to_read,
    neighbours,
    refuse_strangers,
    who_reads,
    year_asked,
)
from councils import clock
from councils.access import council_page
from councils.models import Council, Person
from councils.writing import Conflict, Refused
from pledges.models import Statement

LOG = "boards.log_challenge"


def _meeting(request: HttpRequest, council: Council, pk: int) -> Meeting:
    """The meeting, if its record is for this person; otherwise why not."""
    meetings = Meeting.objects.of(council).select_related("body__strategy", "theme", "council")
    meeting = get_object_or_404(meetings, pk=pk)
    refuse_strangers(request, meeting.body)
    return meeting


def _asker(request: HttpRequest, meeting: Meeting) -> Person:
    """The member as a person of the body; whoever does not sit on it logs nothing."""
    person = queries.person_of(request.user, meeting)
    if person is None:
        raise PermissionDenied(saying.NO_SEAT)
    return person


def _why_not(meeting: Meeting) -> str:
    return saying.why_not_log(meeting.held_on, clock.today(), cancelled=meeting.is_cancelled)


@council_page(may=READ)
def challenge_meeting(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Each item with the questions to ask, those that were asked, and “I asked this”."""
    meeting = _meeting(request, council, pk)
    asker = (
        queries.person_of(request.user, meeting) if request.user.has_perm(LOG, council) else None
    )
    context = {
        "meeting": meeting,
        "items": queries.asked_at(meeting),
        "asker": asker,
        "refused": _why_not(meeting),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/oversight/challenge_meeting.html", context)


@council_page(may=LOG)
def challenge_log(request: HttpRequest, council: Council, pk: int, item: int) -> HttpResponse:
    """“I asked this”: log a question asked at an item."""
    meeting = _meeting(request, council, pk)
    asker = _asker(request, meeting)
    row = get_object_or_404(queries.items_open(meeting).select_related("meeting"), pk=item)
    form = ChallengeForm(request.POST or None, prompts=_prompts(row, meeting))
    if request.method == "POST" and form.is_valid():
        try:
            services.log_challenge(by=request.user, item=row, asked_by=asker, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _logged(request, meeting)
    context = {
        "meeting": meeting,
        "item": row,
        "form": form,
        "refused": _why_not(meeting),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/oversight/challenge_log.html", context)


def _logged(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    messages.success(request, "It is in the log. You can add the answer later.")
    return redirect("boards:challenge_meeting", council=meeting.council.slug, pk=meeting.pk)


def _prompts(item: AgendaItem, meeting: Meeting) -> QuerySet[Statement]:
    """The strategy's questions to choose from; an item for information has none."""
    if item.purpose == Purpose.INFORMATION:
        return Statement.objects.none()
    return queries.prompts_of(meeting.body)


@council_page(may=LOG)
def challenge_change(request: HttpRequest, council: Council, pk: int, number: int) -> HttpResponse:
    """Correct one's own question, add the answer and what follows."""
    meeting = _meeting(request, council, pk)
    rows = queries.challenges_of(meeting).select_related("item")
    challenge = get_object_or_404(rows, pk=number)
    if challenge.asked_by.user_id != request.user.pk:
        raise PermissionDenied(saying.NOT_YOURS)
    form = _change_form(request, challenge)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_challenge(by=request.user, challenge=challenge, **form.cleaned_data)
        except Conflict as conflict:
            current = conflict.current
            form.add_error(None, str(conflict))
            form.data = {**form.data.dict(), "version": current.version}
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _logged(request, meeting)
    context = {
        "meeting": meeting,
        "item": challenge.item,
        "form": form,
        "current": current,
        "who_reads": who_reads(council),
    }
    return render(request, "boards/oversight/challenge_change.html", context)


def _change_form(request: HttpRequest, challenge: Challenge) -> ChangeChallengeForm:
    fields = ("version", "question", "answer", "follow_up")
    initial = {name: getattr(challenge, name) for name in fields}
    return ChangeChallengeForm(request.POST or None, initial=initial)


@council_page(may=READ)
def challenge_year(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A year of questions by theme and discipline, and the meetings they were asked at."""
    body = body_to_read(request, council, key)
    year = year_asked(request, council)
    summary = queries.summary_of(body, year)
    context = {
        "body": body,
        "year": year,
        "summary": summary,
        **_tables(summary, council.words.theme.capitalize()),
        "meetings": queries.meetings_asked_at(body, year),
        "years": neighbours(year, body, "boards:challenge_year"),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/oversight/challenge_year.html", context)


def _tables(summary: Summary, theme: str) -> dict[str, object]:
    """By theme with a column for each discipline that asked, then asked and answered.

    And by discipline; what was asked on no theme and by nobody of a discipline is said in words.
    """
    who = [row for row in summary.by_discipline if row.asked]
    on = [row for row in summary.by_theme if row.asked]
    disciplines = [row.name for row in who]
    return {
        "theme_head": [theme, *disciplines, "Asked", "Answered"],
        "themes": [
            [row.name]
            + [summary.cells.get((row.name, name), 0) for name in disciplines]
            + [row.asked, row.answered]
            for row in on
        ],
        "theme_numeric": list(range(1, len(disciplines) + 3)),
        "discipline_head": ["Discipline", "Asked", "Answered"],
        "disciplines": [[row.name, row.asked, row.answered] for row in who],
        "discipline_numeric": [1, 2],
    }
