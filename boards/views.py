"""Bodies for everyone to read, and the clerk's pages: plan, meeting, publish."""

from collections.abc import Sequence
from datetime import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from boards import queries, services
from boards.agendas.building import room_words
from boards.agendas.carrying import number_words
from boards.agendas.progress import Step, steps, what_next
from boards.agendas.queries import items_to_build, record_of, with_record
from boards.body_rules.queries import words_of
from boards.deadlines import Deadline, MeetingDeadlines
from boards.forms import CancelMeetingForm, ChangeMeetingForm, PlanMeetingForm, PutQuestionForm
from boards.gate.passing import held_back_words
from boards.models import AgendaItem, Body, Meeting, PutQuestion, ReportSection, Seat
from boards.oversight.queries import with_statements
from boards.packs.agreed.queries import meetings_minuted, with_public_minutes
from boards.packs.services import publish_pack
from boards.papers.filing.queries import number_held
from boards.programme.minding import what_to_mind
from boards.programme.notice import notice_deadline
from boards.programme.queries import meetings_for_everyone
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.queries import calendar_of
from councils.vocabulary import Vocabulary
from councils.working_days import day_in_words
from councils.writing import Conflict, Refused
from forums.models import Question
from forums.queries import questions_followed
from pledges.models import Statement, StatementKind

USUAL_START = time(17, 30)
#: How many past meetings one page of them has.
PAGE = 20
#: What of a meeting says when it is.
WHEN = ("held_on", "starts_at", "slot_minutes")


@council_page()
def body_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The council's bodies, each with its parts."""
    bodies = list(queries.bodies_with_seats(council))
    tops = [body for body in bodies if body.parent_id is None]
    for top in tops:
        top.groups = [body for body in bodies if body.parent_id == top.pk]
    return render(request, "boards/body_list.html", {"bodies": tops})


@council_page()
def body_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A body with its rules in words, its seats, and the papers it has published."""
    bodies = queries.with_forums(Body.objects.of(council).public())
    bodies = with_statements(bodies.select_related("council", "parent", "strategy"))
    bodies = with_public_minutes(bodies, council)
    body = get_object_or_404(bodies, key=key)
    rules = queries.rules_on(body, clock.today())
    meetings = list(meetings_for_everyone(council).filter(body=body))
    sections = list(_sections(body))
    own = {
        "forum": queries.forum_name(body, council),
        "brought": next((section.template.title for section in sections), ""),
    }
    context = {
        "body": body,
        "meets": body.parent_id is None or rules is not None,
        "rules": rules,
        "terms": words_of(rules, council, **own) if rules else [],
        "groups": body.parts.public(),
        "duties": body.duties.all(),
        "sections": sections,
        "seat_head": ["Seat", "Discipline"],
        "seats": _seats(body),
        "statements": _statements(body),
        "themes": queries.public_themes_of(body) if body.parent_id is None else [],
        "public_meetings": [meeting for meeting in meetings if meeting.has_papers],
        "to_come": [each for each in reversed(meetings) if each.is_noticed],
        "minuted": meetings_minuted(body),
    }
    return render(request, "boards/body_detail.html", context)


def _sections(body: Body) -> QuerySet[ReportSection]:
    """The parts of a report to the body, form by form, the one that came first before others."""
    sections = ReportSection.objects.filter(template__body=body).select_related("template")
    return sections.order_by("template_id", "position")


def _seats(body: Body) -> list[tuple[str, str]]:
    """Each seat as a row of a table: its title, and the discipline it stands for."""
    seats = body.seats.select_related(
        "assumed_discipline", "same_as", "decided_discipline__discipline"
    )
    return [(_title(seat), _discipline(seat)) for seat in seats]


def _title(seat: Seat) -> str:
    notes = [f"listed twice: the same seat as “{seat.same_as}”"] if seat.same_as else []
    if seat.is_attender:
        notes.append("attends, without being a member")
    return f"{seat} ({'; '.join(notes)})" if notes else str(seat)


def _discipline(seat: Seat) -> str:
    if hasattr(seat, "decided_discipline"):
        return str(seat.decided_discipline.discipline)
    return f"{seat.assumed_discipline} (assumed)" if seat.assumed_discipline else "not stated"


def _statements(body: Body) -> dict[str, list[Statement]]:
    """What the strategy says the body is for: grouped under its name, or under none at the top."""
    kinds = (StatementKind.BODY_PURPOSE, StatementKind.BODY_FUNCTION, StatementKind.MEMBER_DUTY)
    groups = [body.name] if body.parent_id else [body.name, ""]
    said = body.strategy.statements.public().filter(kind__in=kinds, group__in=groups)
    rows = list(said.order_by("position"))
    grouped = {kind.label: [row for row in rows if row.kind == kind] for kind in kinds}
    return {label: found for label, found in grouped.items() if found}


@council_page(may="boards.plan_meeting")
def meeting_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The clerk's meetings, those to come first."""
    meetings = Meeting.objects.of(council).select_related("body", "theme")
    today = clock.today()
    past = meetings.filter(held_on__lt=today).order_by("-held_on", "-pk")
    context = {
        "to_come": queries.latest_editions(meetings.filter(held_on__gte=today).order_by("held_on")),
        "past": Paginator(queries.latest_editions(past), PAGE).get_page(request.GET.get("page")),
        "bodies": queries.bodies_that_meet(council),
    }
    return render(request, "boards/meeting_list.html", context)


@council_page(may="boards.plan_meeting")
def meeting_plan(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Plan a body's next meeting: a day, the next theme and the dates that follow are proposed."""
    bodies = queries.with_forums(Body.objects.of(council).select_related("strategy", "council"))
    body = get_object_or_404(bodies, key=key)
    proposed = queries.proposal_for(body, council)
    form = PlanMeetingForm(
        request.POST or None, body=body, themes=proposed.themes, initial=_proposed(proposed)
    )
    if request.method == "POST" and form.is_valid():
        meeting = _plan(request, body, form)
        if meeting:
            carried = number_words(sum(bool(item.origin) for item in items_to_build(meeting)))
            messages.success(
                request, f"Planned for {meeting.held_on:%A %-d %B %Y}. {carried}".strip()
            )
            _say_what_to_mind(request, meeting)
            return redirect("boards:meeting_detail", council=council.slug, pk=meeting.pk)
    context = {
        "body": body,
        "form": form,
        "proposal": proposed.theme,
        "day_words": day_in_words(proposed.day),
        "deadlines": _rows(proposed.deadlines, council.words),
        "warnings": _to_mind(proposed),
    }
    return render(request, "boards/meeting_plan.html", context)


def _to_mind(proposed: queries.Proposal) -> Sequence[str]:
    """What to mind about the day proposed, at the time and for as long as is proposed too."""
    usual = _proposed(proposed)
    starts_at = time.fromisoformat(usual["starts_at"])
    return what_to_mind(proposed.day, starts_at, usual["slot_minutes"], proposed.around)


def _say_what_to_mind(request: HttpRequest, meeting: Meeting) -> None:
    """Beside what was done, what to mind about the day, where it is still to come."""
    if meeting.held_on < clock.today():
        return
    around = queries.circumstances(meeting.body, request.council, meeting.held_on)
    for words in what_to_mind(meeting.held_on, meeting.starts_at, meeting.slot_minutes, around):
        messages.warning(request, words)


def _proposed(proposed: queries.Proposal) -> dict[str, object]:
    rules, last, theme = proposed.rules, proposed.last, proposed.theme.theme
    return {
        "kind": Meeting.Kind.FORMAL,
        "held_on": f"{proposed.day:%-d/%-m/%Y}",
        "starts_at": f"{last.starts_at if last else USUAL_START:%H:%M}",
        "slot_minutes": rules.slot_minutes if rules else 120,
        "place": last.place if last else "",
        "theme": theme.key if theme else None,
    }


def _plan(request: HttpRequest, body: Body, form: PlanMeetingForm) -> Meeting | None:
    try:
        return services.plan_meeting(by=request.user, body=body, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _rows(
    deadlines: MeetingDeadlines, words: Vocabulary, *, notice: Deadline | None = None
) -> list[dict[str, object]]:
    """The deadlines as the component shows them."""
    named = (
        ("Public notice", notice),
        (f"Papers to {words.members}", deadlines.papers),
        (f"Papers to the {words.forum}", deadlines.fair_notice),
        ("Minutes go round", deadlines.minutes),
    )
    return [
        {
            "label": label,
            "due": due.due_on,
            "act_by": due.act_by if due.act_by != due.due_on else None,
            "words": due.reason,
        }
        for label, due in named
        if due
    ]


def _meeting(council: Council, pk: int) -> Meeting:
    meetings = Meeting.objects.of(council).select_related("body__strategy", "theme", "council")
    meetings = meetings.annotate(number_held=number_held())
    return get_object_or_404(with_record(meetings.select_related("chair")), pk=pk)


@council_page(may="boards.plan_meeting")
def meeting_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The clerk's page of a meeting: what is to be done next, dates, agenda, papers."""
    meeting = _meeting(council, pk)
    items = _with_questions(items_to_build(meeting))
    rules = queries.rules_on(meeting.body, meeting.held_on)
    forum = queries.forum_name(meeting.body, council)
    calendar = calendar_of(council)
    due = queries.deadlines_under(rules, meeting.held_on, calendar, forum=forum)
    notice = notice_deadline(
        meeting.held_on, queries.deadline_rules(rules), calendar, body=council.words.body
    )
    check = queries.agenda_check_under(rules, meeting, items, forum=forum)
    record = record_of(meeting, check=check, due=due)
    found = steps(record, today=clock.today(), members=council.words.members)
    context = {
        "meeting": meeting,
        "steps": [_step(meeting, step) for step in found],
        "what_next": what_next(found),
        "may_reinstate": not services.why_not_reinstate(meeting),
        "deadlines": _rows(due, council.words, notice=notice),
        "items": items,
        "room": room_words(sum(item.minutes for item in items), meeting.slot_minutes),
        "check": check,
        "editions": meeting.editions.defer("content").select_related("published_by"),
        "held_back": held_back_words(meeting.number_held),
    }
    return render(request, "boards/meeting_detail.html", context)


def _with_questions(items: list[AgendaItem]) -> list[AgendaItem]:
    """The items with the questions put under them."""
    put = PutQuestion.objects.select_related("question__forum").order_by("put_at")
    prefetch_related_objects(items, Prefetch("put_questions", put))
    return items


#: Where a step of a meeting is taken.
STEP_PAGES = {
    "invitations": "boards:invitations",
    "agenda": "boards:agenda",
    "register": "boards:register",
    "minutes": "boards:minutes_detail",
    "confirmed": "boards:minutes_detail",
}


def _step(meeting: Meeting, step: Step) -> dict[str, object]:
    """A step as the component shows it, with the page where it is taken."""
    shown = {"title": step.title, "state": step.state, "when": step.when, "text": step.text}
    if page := STEP_PAGES.get(step.key):
        shown["href"] = reverse(page, args=[meeting.council.slug, meeting.pk])
    return shown


@council_page(may="boards.plan_meeting")
def meeting_change(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Another kind, day, place, theme …; a second editor is shown what the first one saved."""
    meeting = _meeting(council, pk)
    form = ChangeMeetingForm(request.POST or None, instance=meeting)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_meeting(by=request.user, meeting=meeting, **form.cleaned_data)
        except Conflict as conflict:
            current = conflict.current
            form.add_error(None, str(conflict))
            form.data = {**form.data.dict(), "version": current.version}
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Saved. If papers are out already, publish them again.")
            if any(getattr(changed, each) != getattr(meeting, each) for each in WHEN):
                _say_what_to_mind(request, changed)
            return redirect("boards:meeting_detail", council=council.slug, pk=pk)
    context = {"meeting": _meeting(council, pk), "form": form, "current": current}
    return render(request, "boards/meeting_change.html", context)


@council_page(may="boards.plan_meeting")
def meeting_cancel(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Say that a meeting is not held, and why."""
    meeting = _meeting(council, pk)
    form = CancelMeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["cancel_reason"]
        try:
            services.cancel_meeting(by=request.user, meeting=meeting, reason=reason)
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The meeting is cancelled. It stays on the list.")
            return redirect("boards:meeting_detail", council=council.slug, pk=pk)
    context = {"meeting": meeting, "form": form, "refused": services.why_not_cancel(meeting)}
    return render(request, "boards/meeting_cancel.html", context)


@require_POST
@council_page(may="boards.plan_meeting")
def meeting_reinstate(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take a cancellation back."""
    try:
        services.reinstate_meeting(by=request.user, meeting=_meeting(council, pk))
    except Refused as refused:
        messages.error(request, str(refused))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "The meeting is held after all.")
    return redirect("boards:meeting_detail", council=council.slug, pk=pk)


@require_POST
@council_page(may="boards.publish_pack")
def meeting_publish(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Publish the pack to members, forum and public together."""
    meeting = _meeting(council, pk)
    try:
        made = publish_pack(by=request.user, meeting=meeting)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        named = ", ".join(edition.get_kind_display().lower() for edition in made)
        messages.success(
            request, f"Published: {named}." if made else "Nothing has changed since last time."
        )
    return redirect("boards:meeting_detail", council=council.slug, pk=pk)


@council_page(may="boards.put_question")
def question_put(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put a forum's question to a meeting that is to come; those on its theme stand first."""
    questions = questions_followed(request.user, council)
    question = get_object_or_404(questions, pk=pk)
    form = PutQuestionForm(request.POST or None, meetings=_open_to(question))
    if request.method == "POST" and form.is_valid():
        try:
            services.put_question(
                by=request.user, question=question, meeting=form.cleaned_data["meeting"]
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The question is on the agenda.")
            return redirect("forums:question_detail", council=council.slug, pk=pk)
    context = {"question": question, "form": form, "meetings": form.fields["meeting"].queryset}
    return render(request, "boards/question_put.html", context)


def _open_to(question: Question):
    """The meetings a question can go to: to come, of a body that hears its forum."""
    return queries.meetings_to_come(question.council).filter(
        body__forum_links__forum=question.forum
    )
