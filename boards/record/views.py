"""The pages of the record: minutes to read, and, for the clerk and the chair, to write and confirm."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from boards import minutes as rule
from boards.deadlines import Standing
from boards.minutes import Move, State
from boards.models import Body, Meeting, Minutes, MinutesSection
from boards.record import queries, services
from boards.record.forms import CirculateForm, ConfirmForm, CorrectForm, SectionForm
from boards.record.rules import is_late
from boards.record.tasks import readers
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.numbers import number_in
from councils.refusals import refusal
from councils.writing import Conflict, Refused

READ, KEEP, CONFIRM = "boards.read_record", "boards.keep_minutes", "boards.confirm_minutes"
TONES = {
    Standing.TO_COME: ("Due", "info"),
    Standing.OVERDUE: ("Overdue", "bad"),
    Standing.ON_TIME: ("In time", "good"),
    Standing.LATE: ("Late", "bad"),
}
WHO_READS = (
    "The people who sit on this {body}, and the council’s clerks, proper officers and inspectors."
)
NO_MEETING = (
    "No meeting that could confirm these minutes has been held since they first went round."
)


# Finding ------------------------------------------------------------------------------------------


def _meeting(request: HttpRequest, council: Council, pk: int) -> Meeting:
    """The meeting, if its record is for this person."""
    meetings = Meeting.objects.of(council).select_related("body__council", "council", "chair")
    meeting = get_object_or_404(meetings, pk=pk)
    refuse(request, meeting.body)
    return meeting


def refuse(request: HttpRequest, body: Body) -> None:
    """Turn away whoever the record of a body is not for.

    Raises:
        PermissionDenied: with the reason in words.
    """
    if not queries.may_read(request.user, body):
        raise PermissionDenied(refusal(READ))


def _latest(meeting: Meeting) -> Minutes:
    """The newest version, or not found where nothing is begun."""
    minutes = meeting.minutes.order_by("-number").first()
    if minutes is None:
        raise Http404
    minutes.meeting = meeting
    return minutes


def _to_minutes(meeting: Meeting, anchor: str = "") -> HttpResponse:
    where = {"council": meeting.council.slug, "pk": meeting.pk}
    return redirect(reverse("boards:minutes_detail", kwargs=where) + anchor)


def _said(request: HttpRequest, act: Callable[[], str]) -> None:
    """Do something, and tell the person what came of it, or why it was refused."""
    try:
        messages.success(request, act())
    except Refused as refused:
        messages.error(request, str(refused))


# Reading ------------------------------------------------------------------------------------------


@council_page(may=READ)
def minutes_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The newest minutes of a meeting that this person may read, and what can be done with them."""
    meeting = _meeting(request, council, pk)
    every = queries.versions_of(meeting)
    versions = queries.readable(every, request.user, council)
    minutes = versions[0] if versions else None
    context = _shown(meeting, every, versions, minutes)
    context["confirms"] = request.user.has_perm(CONFIRM, council)
    if request.user.has_perm(KEEP, council):
        context |= _clerks(meeting, minutes)
    return render(request, "boards/record/minutes_detail.html", context)


@council_page(may=READ)
def minutes_version(request: HttpRequest, council: Council, pk: int, number: int) -> HttpResponse:
    """One version of a meeting's minutes, to read."""
    meeting = _meeting(request, council, pk)
    every = queries.versions_of(meeting)
    versions = queries.readable(every, request.user, council)
    minutes = next((each for each in versions if each.number == number), None)
    if minutes is None:
        raise Http404
    context = _shown(meeting, every, versions, minutes)
    return render(request, "boards/record/minutes_detail.html", context)


def _shown(
    meeting: Meeting, every: list[Minutes], versions: list[Minutes], minutes: Minutes | None
) -> dict[str, object]:
    """What every reader sees: a version, how it stands, its parts, the others they may read."""
    clock_r3 = queries.clock_of(meeting, every[-1] if every else None)
    label, tone = TONES[clock_r3.standing] if clock_r3 else ("", "")
    context = {"meeting": meeting, "minutes": minutes, "standing": clock_r3}
    context |= {"label": label, "tone": tone, "who_reads": who_reads(meeting.council)}
    if minutes is None:
        return context
    in_force = rule.in_force([queries.as_version(each) for each in versions])
    return context | {
        "said": rule.version_words(queries.as_version(minutes)),
        "steps": queries.steps_of(minutes, clock_r3 if minutes.number == 1 else None),
        "is_replaced": in_force is not None and in_force.number > minutes.number,
        "sections": minutes.sections.select_related("item").order_by("position"),
        "others": [each for each in versions if each is not minutes],
    }


def who_reads(council: Council) -> str:
    """Who reads the record of a body, in the council's words."""
    return WHO_READS.format(body=council.words.body)


def _clerks(meeting: Meeting, minutes: Minutes | None) -> dict[str, object]:
    """What the clerk can do next."""
    if minutes is None:
        return {"keeps": True, "may_draft": queries.held(meeting)}
    if minutes.state != State.DRAFT:
        return {"keeps": True}
    minutes.meeting = meeting
    return {
        "keeps": True,
        "writes": True,
        "refusals": queries.circulation_check(minutes).refusals,
        "is_behind": queries.recorded_since(meeting, minutes.drafted_at),
    }


# Writing ------------------------------------------------------------------------------------------


@require_POST
@council_page(may=KEEP)
def minutes_draft(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Begin the minutes with what the register says."""
    meeting = _meeting(request, council, pk)

    def act() -> str:
        services.draft_minutes(by=request.user, meeting=meeting)
        return "Drafted from the register. Go through the parts and write what was said."

    _said(request, act)
    return _to_minutes(meeting)


@require_POST
@council_page(may=KEEP)
def minutes_redraft(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Ask the register again."""
    meeting = _meeting(request, council, pk)

    def act() -> str:
        touched = services.redraft(by=request.user, minutes=_latest(meeting))
        named = "; ".join(section.heading for section in touched)
        if not named:
            return "The parts that nobody has changed follow the register again."
        return f"You have changed these parts, so compare them with the register: {named}."

    _said(request, act)
    return _to_minutes(meeting)


def _part(meeting: Meeting, pk: int) -> MinutesSection:
    sections = MinutesSection.objects.select_related("minutes", "item")
    section = get_object_or_404(sections, pk=pk, minutes__meeting=meeting)
    section.minutes.meeting = meeting
    return section


@council_page(may=KEEP)
def minutes_part(request: HttpRequest, council: Council, pk: int, part: int) -> HttpResponse:
    """Write one part; a second writer is shown what the first one saved beside their own words."""
    meeting = _meeting(request, council, pk)
    section, theirs = _part(meeting, part), None
    form = SectionForm(request.POST or None, section=section)
    refused = rule.why_not(State(section.minutes.state), Move.WRITE)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_section(by=request.user, section=section, **form.cleaned_data)
        except Conflict as conflict:
            theirs = conflict.current
            form.add_error("text", str(conflict))
            form.data = {**form.data.dict(), "version": theirs.version}
        except Refused as error:
            form.add_error("text", str(error))
        else:
            return _after(request, meeting, section)
    elif refused:
        messages.error(request, refused)
        return _to_minutes(meeting)
    context = {"meeting": meeting, "section": section, "form": form, "theirs": theirs}
    return render(request, "boards/record/minutes_part.html", context)


def _after(request: HttpRequest, meeting: Meeting, section: MinutesSection) -> HttpResponse:
    """The next part, where the clerk wants to go on; else the minutes, at this part."""
    messages.success(request, f"Saved: {section.heading}.")
    later = section.minutes.sections.filter(position__gt=section.position).order_by("position")
    following = later.first() if "next" in request.POST else None
    if following is None:
        return _to_minutes(meeting, f"#part-{section.position}")
    where = {"council": meeting.council.slug, "pk": meeting.pk, "part": following.pk}
    return redirect("boards:minutes_part", **where)


@require_POST
@council_page(may=KEEP)
def part_redraft(request: HttpRequest, council: Council, pk: int, part: int) -> HttpResponse:
    """Put the register's words in the place of somebody's own."""
    meeting = _meeting(request, council, pk)
    section = _part(meeting, part)

    def act() -> str:
        version = _number(request, "version")
        services.redraft_section(by=request.user, section=section, version=version)
        return f"{section.heading} follows the register again."

    _said(request, act)
    return _to_minutes(meeting, f"#part-{section.position}")


def _number(request: HttpRequest, name: str) -> int:
    """A number that a button sends along; what is none is nobody's version."""
    return number_in(request.POST.get(name, "")) or 0


# Going round, confirming, correcting --------------------------------------------------------------


def _sent(request: HttpRequest, form: Form, act: Callable[..., object]) -> bool:
    """Whether a valid form was sent and done; what was refused stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except (Refused, ValidationError) as refused:
        form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
        return False
    return True


@council_page(may=KEEP)
def minutes_circulate(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Send the minutes round: who gets them, what is still missing, and why they are late."""
    meeting = _meeting(request, council, pk)
    minutes = _latest(meeting)
    due = queries.due_now(meeting)
    first = minutes.number == 1 and minutes.first_circulated_at is None
    late = first and is_late(due, clock.today())
    form = CirculateForm(request.POST or None, late=late, initial={"version": minutes.version})

    def act(**data: object) -> None:
        services.circulate(by=request.user, minutes=minutes, **data)

    if _sent(request, form, act):
        messages.success(request, "The minutes have gone round. Members are told by mail.")
        return _to_minutes(meeting)
    who = readers(minutes).order_by("display_name")
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "form": form,
        "refusals": queries.circulation_check(minutes).refusals,
        "readers": who,
        "without_address": [user for user in who if not user.email],
        "due": due if first else None,
    }
    return render(request, "boards/record/minutes_circulate.html", context)


@require_POST
@council_page(may=KEEP)
def minutes_take_back(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Make a draft again of minutes that went round."""
    meeting = _meeting(request, council, pk)

    def act() -> str:
        version = _number(request, "version")
        services.take_back(by=request.user, minutes=_latest(meeting), version=version)
        return "The minutes are a draft again. When they are right, send them round again."

    _said(request, act)
    return _to_minutes(meeting)


@council_page(may=CONFIRM)
def minutes_confirm(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Record at which later meeting the minutes were agreed as a true record."""
    meeting = _meeting(request, council, pk)
    minutes = _latest(meeting)
    meetings = queries.meetings_that_can_confirm(minutes)
    form = ConfirmForm(
        request.POST or None,
        meetings=meetings,
        initial={"version": minutes.version, "meeting": meetings[0].pk if meetings else None},
    )

    def act(*, version: int, meeting: Meeting) -> None:
        services.confirm(by=request.user, minutes=minutes, version=version, at=meeting)

    if _sent(request, form, act):
        messages.success(request, "Confirmed. Nothing in these minutes changes any more.")
        return _to_minutes(meeting)
    refused = rule.why_not(State(minutes.state), Move.CONFIRM)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "form": form,
        "refused": refused or ("" if meetings else NO_MEETING),
    }
    return render(request, "boards/record/minutes_confirm.html", context)


@council_page(may=KEEP)
def minutes_correct(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Begin a further version of confirmed minutes, with the reason."""
    meeting = _meeting(request, council, pk)
    minutes = _latest(meeting)
    form = CorrectForm(request.POST or None, initial={"number": minutes.number})

    def act(*, number: int, reason: str) -> None:
        wrong = get_object_or_404(Minutes, meeting=meeting, number=number)
        services.correct(by=request.user, minutes=wrong, reason=reason)

    if _sent(request, form, act):
        messages.success(request, "A corrected version is begun. What was confirmed stays.")
        return _to_minutes(meeting)
    refused = rule.why_not(State(minutes.state), Move.CORRECT)
    context = {"meeting": meeting, "minutes": minutes, "form": form, "refused": refused}
    return render(request, "boards/record/minutes_correct.html", context)
