"""The clerk's pages of an invitation: who said what, whom to ask, and answers taken by telephone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.invitations.answers import Answer, Asked, Standing
from boards.invitations.forms import HeadsForm, RecordForm
from boards.invitations.queries import Gathering, gathering, who_can_stand_in, why_closed
from boards.invitations.services import invite_members, reply
from boards.models import Invitation, Meeting, Reply
from councils.access import council_page
from councils.models import Council, User
from councils.writing import Conflict, Refused


@dataclass(frozen=True, slots=True)
class Line:
    """One place at the table, as the page shows it: its answer, or how it can be got."""

    place: Asked
    title: str
    name: str
    standing: Standing
    reply: Reply | None
    by_mail: bool
    is_reminded: bool
    can_record: bool


def _meetings(council: Council):
    """Meetings with `.told`, the ids of who was told of its day, and `.was_moved` since."""
    sent = Invitation.objects.filter(meeting=OuterRef("pk"))
    told = sent.filter(held_on=OuterRef("held_on")).values("user")
    before = sent.exclude(held_on=OuterRef("held_on"))
    rows = Meeting.objects.of(council).select_related("body", "council", "theme")
    return rows.annotate(told=ArraySubquery(told), was_moved=Exists(before))


@council_page(may="boards.plan_meeting")
def invitations(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Who said what, seat by seat; whether that makes a quorum, and whom to ask if not."""
    meeting = get_object_or_404(_meetings(council), pk=pk)
    who = gathering(meeting)
    missing = {each.key for each in who.missing}
    lines = [_line(who, each) for each in who.asked]
    context = {
        "meeting": meeting,
        "closed": why_closed(meeting),
        "quorum": who.quorum,
        "balance": who.balance,
        "to_ask": _to_ask(who),
        "lines": lines,
        "missing": [line for line in lines if line.place.key in missing],
        "tally": _tally(who),
        "untold": [user for user in _reachable(who.invited) if user.pk not in meeting.told],
        "another_way": [line for line in lines if line.can_record and not line.by_mail],
    }
    return render(request, "boards/invitations/invitations.html", context)


def _line(who: Gathering, each: Asked) -> Line:
    person, told = who.people.get(each.person), _reachable(who.who_answers(each))
    seat = who.seats.get(each.seat)
    return Line(
        place=each,
        title=seat.title if seat else each.title,
        name=person.name if person else "",
        standing=who.standing(each),
        reply=who.replies.get(each.by),
        by_mail=bool(told),
        is_reminded=any(user.wants_reminders for user in told),
        can_record=not each.is_vacant or each.substitute is not None,
    )


def _reachable(users: Iterable[User]) -> list[User]:
    """Those to whom a mail can be sent."""
    return [user for user in users if user.email and user.is_active]


def _to_ask(who: Gathering) -> dict[str, list[dict[str, str]]]:
    """Whom to ask, by the discipline they would bring."""
    found: dict[str, list[dict[str, str]]] = {}
    for each in who.to_ask:
        person = who.people.get(each.person)
        note = "substitute, free to ask" if each.is_substitute else "no answer yet"
        name = person.name if person else each.place.title
        found.setdefault(each.place.discipline or "Anybody", []).append(
            {"name": name, "note": note, "key": each.place.key}
        )
    return found


def _tally(who: Gathering) -> list[tuple[str, int]]:
    """How many people gave each answer; young people as they are counted, by heads."""
    said = list(who.said.values())
    of = {answer: [each for each in said if each.answer is answer] for answer in Answer}
    return [
        ("Come", sum(each.heads for each in of[Answer.COMING])),
        ("Join online", sum(each.heads for each in of[Answer.ONLINE])),
        ("Cannot come", len(of[Answer.APOLOGIES])),
        ("No answer yet", len(who.missing)),
    ]


@require_POST
@council_page(may="boards.plan_meeting")
def invitations_send(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Invite everybody who has not been told of the meeting yet."""
    meeting = get_object_or_404(Meeting.objects.of(council), pk=pk)
    try:
        invite_members(by=request.user, meeting=meeting)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The invitations are on their way.")
    return redirect("boards:invitations", council=council.slug, pk=pk)


@council_page(may="boards.plan_meeting")
def reply_record(request: HttpRequest, council: Council, pk: int, key: str) -> HttpResponse:
    """Record what somebody said, or how many young people come, for one place."""
    meeting = get_object_or_404(
        Meeting.objects.of(council).select_related("body", "council"), pk=pk
    )
    who = gathering(meeting)
    each = _place(who, key)
    form = _form(request, who, each)
    current = None
    if request.method == "POST" and form.is_valid():
        current = _record(request, who, each, form)
        if not form.errors:
            messages.success(request, "The answer is recorded.")
            return redirect("boards:invitations", council=council.slug, pk=pk)
    person = who.people.get(_answers_for(each))
    context = {
        "meeting": meeting,
        "title": who.seats[each.seat].title if each.seat else each.title,
        "name": person.name if person else "",
        "form": form,
        "saved": _saved(current) if current else [],
        "closed": why_closed(meeting),
    }
    return render(request, "boards/invitations/record.html", context)


def _saved(current: Reply) -> list[tuple[str, object]]:
    """What somebody else recorded meanwhile, as the page shows it."""
    said = [("Answer", current.get_answer_display())]
    if current.person_id is None:
        said.append(("How many", current.heads))
    if current.substitute:
        said.append(("Who comes instead", current.substitute))
    return [*said, ("Said by", current.replied_by)]


def _place(who: Gathering, key: str) -> Asked:
    """The place of that key for which somebody can answer."""
    found = next((each for each in who.asked if each.key == key), None)
    if found is None or (found.is_vacant and found.substitute is None):
        raise Http404
    return found


def _answers_for(each: Asked) -> object:
    """Whose answer is recorded for a place: its holder's, or its substitute's where it is vacant."""
    return each.substitute if each.is_vacant else each.person


def _form(request: HttpRequest, who: Gathering, each: Asked) -> HeadsForm | RecordForm:
    data = request.POST if request.method == "POST" else None
    if each.young:
        return HeadsForm(data, reply=who.replies.get(each.key))
    person = _answers_for(each)
    return RecordForm(
        data,
        people=[one for one in who_can_stand_in(who.meeting) if one.pk != person],
        nominated=each.substitute,
        reply=who.replies.get(person),
    )


def _record(
    request: HttpRequest, who: Gathering, each: Asked, form: HeadsForm | RecordForm
) -> Reply | None:
    """Write it; what is wrong is said at its field, and what somebody else saved is given back."""
    said = form.said() if each.young else form.cleaned_data
    of = (
        {"seat": who.seats[each.seat]} if each.young else {"person": who.people[_answers_for(each)]}
    )
    try:
        reply(by=request.user, meeting=who.meeting, **of, **said)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        form.data = {**form.data.dict(), "version": conflict.current.version}
        return conflict.current
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.add_error(None, error)
    return None
