"""The clerk's pages at a meeting: the register, who is added to it, when it began and ended."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string

from boards.follow_up.queries import who_may_own
from boards.models import Meeting, RegisterEntry
from boards.quorum import Quorum, Span
from boards.register import services
from boards.register.entries.queries import Register, Row, register_of
from boards.register.entries.services import Saved, mark, save_register
from boards.register.entries.states import NOTHING
from boards.register.forms import AddForm, MarkForm, RegisterSheet, SittingForm, rows_sent, say
from boards.register.queries import Sitting, outcomes_in_order, why_not_record, with_minutes
from councils import clock
from councils.access import council_page
from councils.models import Council, Person
from councils.writing import Conflict, Refused

JSON = "application/json"
TONES = {True: ("Quorate", "good"), False: ("Not quorate", "bad"), None: ("Not judged", "none")}
NOBODY = ("Nobody is marked yet", "none")


def meeting_of(council: Council, pk: int) -> Meeting:
    """A meeting of the council with all that its pages need, or not found."""
    meetings = Meeting.objects.of(council).select_related("body__council", "council", "chair")
    return get_object_or_404(with_minutes(meetings), pk=pk)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script saves a row as the clerk goes, rather than the clerk a whole page."""
    return request.headers.get("Accept") == JSON


def now_words() -> str:
    """The time as the page says that something was saved."""
    return f"{clock.local(clock.now()):%H:%M}"


def refused_json(refused: Refused) -> JsonResponse:
    """Why nothing may be saved, for the script to say."""
    return JsonResponse({"refused": str(refused)}, status=409)


# The register -------------------------------------------------------------------------------------


@council_page(may="boards.keep_register")
def register(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The register: everybody in one screen, saved row by row or all at once."""
    meeting = meeting_of(council, pk)
    found = register_of(meeting)
    if request.method == "POST":
        return _save(request, meeting, RegisterSheet(found.rows, rows_sent(request.POST)))
    rows = found.rows
    asked = found.by_key.get(request.GET.get("again", ""))
    if asked and asked.state.left_at and asked.again().key not in found.by_key:
        rows = [line for row in rows for line in ((row, row.again()) if row is asked else (row,))]
    return _page(request, meeting, found, RegisterSheet(rows))


def _save(request: HttpRequest, meeting: Meeting, sheet: RegisterSheet) -> HttpResponse:
    try:
        results = save_register(by=request.user, meeting=meeting, rows=sheet.sent())
    except Refused as refused:
        if wants_json(request):
            return refused_json(refused)
        messages.error(request, str(refused))
        return redirect("boards:register", council=meeting.council.slug, pk=meeting.pk)
    found = register_of(meeting)
    if wants_json(request):
        return JsonResponse(_answer(sheet, found, results))
    answered = sheet.answered(found.rows, results)
    if not answered.errors:
        messages.success(request, "The register is saved.")
        return redirect("boards:register", council=meeting.council.slug, pk=meeting.pk)
    return _page(request, meeting, found, answered)


def _answer(sheet: RegisterSheet, found: Register, results: dict[str, Saved]) -> dict[str, object]:
    """What became of each row, for the script."""
    rows = {}
    for form in sheet.forms:
        if not form.is_bound:
            continue
        saved, fresh = results.get(form.row.key), found.by_key.get(form.row.key)
        if saved:
            form.row = fresh or form.row
            say(form, saved)
        rows[form.row.key] = _row_answer(form, fresh)
    quorum = render_to_string("boards/register/quorum.html", quorum_context(found.sitting))
    return {"saved": now_words(), "rows": rows, "quorum": quorum}


def _row_answer(form: MarkForm, fresh: Row | None) -> dict[str, object]:
    state = fresh.state if fresh else NOTHING
    return {
        "version": fresh.version if fresh else 0,
        "seen": state.packed(),
        "errors": [str(words) for found in form.errors.values() for words in found],
        "left": bool(state.left_at),
    }


def quorum_context(sitting: Sitting) -> dict[str, object]:
    """The live quorum as the page shows it."""
    answer = sitting.now()
    rating = TONES[answer.quorate] if sitting.entries else NOBODY
    return {"answer": answer, "rating": rating}


def _page(
    request: HttpRequest, meeting: Meeting, found: Register, sheet: RegisterSheet
) -> HttpResponse:
    said = [row for row in found.rows if row.said and not row.entry]
    context = {
        "meeting": meeting,
        "form": sheet if sheet.errors else None,
        "sheet": sheet,
        "said": len(said),
        "vacant": found.vacant,
        "spans": _spans(found.sitting.spans()),
        "closed": why_not_record(meeting),
        "is_today": meeting.held_on == clock.today(),
        "items": outcomes_in_order(meeting),
        **quorum_context(found.sitting),
    }
    return render(request, "boards/register/register.html", context)


def _spans(spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    """How the quorum changed while people came and went; nothing where it never did."""
    answers: list[list] = []
    for span in spans:
        if answers and answers[-1][2].quorate == span.quorum.quorate:
            answers[-1][1] = span.ends_at
        else:
            answers.append([span.starts_at, span.ends_at, span.quorum])
    if len(answers) < 2:
        return []
    return [(_between(starts, ends), _short(answer)) for starts, ends, answer in answers]


def _between(starts: object, ends: object) -> str:
    begins = f"From {clock.local(starts):%H:%M}" if starts else "From the start"
    return f"{begins} to {clock.local(ends):%H:%M}" if ends else f"{begins} to the end"


def _short(answer: Quorum) -> str:
    return TONES[answer.quorate][0]


# Somebody who was not expected ----------------------------------------------------------------------


@council_page(may="boards.keep_register")
def register_add(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put somebody on the register: in a place whose holder is not there, or to attend."""
    meeting = meeting_of(council, pk)
    found = register_of(meeting)
    places = {f"place-{n}": row for n, row in enumerate(_places(found))}
    form = AddForm(
        request.POST or None,
        people=who_may_own(council),
        places=[(key, f"{row.name}, {row.group}") for key, row in places.items()],
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = places.get(data["place"])
        try:
            _add(request, meeting, data["person"], row, data["mark"])
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{data['person']} is on the register.")
            return redirect("boards:register", council=council.slug, pk=pk)
    context = {"meeting": meeting, "form": form, "closed": why_not_record(meeting)}
    return render(request, "boards/register/register_add.html", context)


def _places(found: Register) -> list[Row]:
    """The places somebody can take: those of the members, once each."""
    return [
        row
        for row in found.rows
        if row.who.capacity == "member" and row.turn == 1 and not row.is_young
    ]


def _add(
    request: HttpRequest, meeting: Meeting, person: Person, row: Row | None, how: str
) -> RegisterEntry:
    own = {"by": request.user, "meeting": meeting, "person": person, "mark": how}
    if row is None:
        return mark(**own, capacity=RegisterEntry.Capacity.ATTENDER)
    seats = {seat.pk: seat for seat in meeting.body.seats.all()}
    return mark(
        **own,
        capacity=RegisterEntry.Capacity.SUBSTITUTE,
        seat=seats[row.who.seat],
        instead_of=Person.objects.of(meeting.council).get(pk=row.who.person),
    )


# When it was, and who chaired -----------------------------------------------------------------------


@council_page(may="boards.keep_register")
def sitting(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """When the meeting really began and ended, and who chaired it."""
    meeting = meeting_of(council, pk)
    people = who_may_own(council)
    form = SittingForm(request.POST or None, meeting=meeting, people=people)
    step = request.POST.get("step")
    current = None
    if request.method == "POST" and (step or form.is_valid()):
        try:
            _sit(request, meeting, step, form)
        except Conflict as conflict:
            current = conflict.current
            form.add_error(None, str(conflict))
            form.data = {**form.data.dict(), "version": current.version}
        except (Refused, ValidationError) as refused:
            form.add_error(None, getattr(refused, "messages", str(refused)))
        else:
            messages.success(request, "Saved.")
            return redirect("boards:register", council=council.slug, pk=pk)
    context = {
        "meeting": meeting,
        "form": form,
        "current": current,
        "closed": why_not_record(meeting),
    }
    return render(request, "boards/register/sitting.html", context)


def _sit(request: HttpRequest, meeting: Meeting, step: str | None, form: SittingForm) -> None:
    own = {"by": request.user, "meeting": meeting}
    if step == "begin":
        services.open_meeting(**own)
    elif step == "end":
        services.close_meeting(**own)
    else:
        services.record_sitting(**own, **form.cleaned_data)
