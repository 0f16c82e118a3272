"""The clerk's pages of an agenda: the whole of it, one item, who comes for it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from boards import queries as meetings
from boards.agendas import building, queries, services
from boards.agendas.carry.services import carry_in, keep_forum_time
from boards.agendas.carrying import number_words
from boards.agendas.forms import AgendaItemForm, ChangeItemForm, GuestForm
from boards.agendas.guests import services as guests
from boards.models import AgendaItem, Attender, CoOption, Discipline, Meeting
from boards.register.issues.queries import stuck_issues
from boards.seats.forms import show_conflict, show_refusal
from boards.seats.views import done, whom_to_offer
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.numbers import number_in
from councils.queries import calendar_of
from councils.writing import Conflict, Refused

MAY = "boards.plan_meeting"
#: How long an item that was taken off can be put back by the link shown then, in seconds.
PUT_BACK_WITHIN = 24 * 60 * 60
PUT_BACK = "boards.agendas.put_back"
NOT_COMING = "They do not come for this item."
NO_PLACE = "Choose a place on the agenda."
OFF_ALREADY = "The item is off the agenda already."
NOTHING_NEW = "Nothing is waiting any more: it is on an agenda already."
TOO_LONG_AGO = "This can no longer be put back. Add the item anew."


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the page shows it, and where it may go."""

    item: AgendaItem
    places: tuple[int, ...]
    parked: bool

    @property
    def up(self) -> int | None:
        """The place before it, where there is one for it."""
        before = self.item.position - 1
        return before if before in self.places else None

    @property
    def down(self) -> int | None:
        """The place after it, where there is one for it."""
        after = self.item.position + 1
        return after if after in self.places else None


def _meeting(council: Council, pk: int) -> Meeting:
    found = Meeting.objects.of(council).select_related("body__strategy", "theme", "council")
    return get_object_or_404(queries.with_builder(found), pk=pk)


def _item(council: Council, pk: int) -> AgendaItem:
    found = AgendaItem.objects.of(council).select_related(
        "meeting__body__strategy", "meeting__theme", "meeting__council", "council", "theme"
    )
    return get_object_or_404(found, pk=pk)


def _why_closed(meeting: Meeting) -> str:
    return building.why_closed(meeting.held_on, today=clock.today(), cancelled=meeting.is_cancelled)


def _to_agenda(meeting: Meeting, *, at: int | None = None, **query: str) -> HttpResponse:
    where = reverse("boards:agenda", args=[meeting.council.slug, meeting.pk])
    asked = f"?{urlencode(query)}" if query else ""
    return redirect(f"{where}{asked}{f'#item-{at}' if at else ''}")


# The agenda -----------------------------------------------------------------------------------------


@council_page(may=MAY)
def agenda(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """All items in order, the room on the agenda, what it lacks, and what waits to come onto it."""
    meeting = _meeting(council, pk)
    items = queries.items_to_build(meeting)
    rules = meetings.rules_on(meeting.body, meeting.held_on)
    forum = meetings.forum_name(meeting, council)
    due = meetings.protected_time_under(rules, meeting.body, meeting.held_on, forum=forum)
    closed = _why_closed(meeting)
    rows = _rows(meeting, items, closed=closed)
    calendar = calendar_of(council)
    papers = meetings.deadlines_under(rules, meeting.held_on, calendar, forum=forum).papers
    today = clock.today()
    context = {
        "meeting": meeting,
        "items": items,
        "closed": closed,
        "rows": [row for row in rows if not row.parked],
        "parked": [row for row in rows if row.parked],
        "bar": building.bar(
            [(item.minutes, item.is_protected) for item in items], meeting.slot_minutes
        ),
        "check": meetings.check_items(meeting, items, protected=due, forum=forum),
        "forum_time": _forum_time_missing(items, due.minutes),
        "owed_time": due.words if due.owed else "",
        "stuck": stuck_issues(meeting),
        "owed": [] if closed else queries.owed_to(meeting),
        "late": building.late_words(papers and papers.due_on, today=today),
        "open_actions": len(meeting.open_actions),
        "overdue_actions": sum(due_on < today for due_on in meeting.open_actions),
        "removed": _removed(request, meeting, items),
    }
    return render(request, "boards/agendas/agenda.html", context)


def _rows(meeting: Meeting, items: list[AgendaItem], *, closed: str) -> list[Row]:
    order = queries.in_order(items, meeting, printed=meeting.printed)
    parked = {line.key: line.parked for line in order}
    return [
        Row(
            item=item,
            places=() if closed else tuple(building.places_for(order, item.pk)),
            parked=parked[item.pk],
        )
        for item in items
    ]


def _forum_time_missing(items: list[AgendaItem], due: int) -> int:
    """How many minutes the forum must have, where the agenda gives it fewer; else nought."""
    given = sum(item.minutes for item in items if item.is_protected)
    return due if given < due else 0


def _removed(
    request: HttpRequest, meeting: Meeting, items: list[AgendaItem]
) -> dict[str, str] | None:
    """What was just taken off, with the token that puts it back; None where nothing was."""
    token = request.GET.get("put_back", "")
    removed = _read(token, meeting)
    if removed is None or removed["id"] in {item.pk for item in items}:
        return None
    return {"title": removed["title"], "token": token}


def _read(token: str, meeting: Meeting) -> dict | None:
    try:
        removed = signing.loads(token, salt=PUT_BACK, max_age=PUT_BACK_WITHIN)
    except signing.BadSignature:
        return None
    return removed["item"] if removed["meeting"] == meeting.pk else None


@council_page(may=MAY)
def agenda_add(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """One more item; after the papers were due, with the reason."""
    meeting = _meeting(council, pk)
    form = AgendaItemForm(
        request.POST or None,
        meeting=meeting,
        late=services.late_words(meeting),
        button="Add the item",
        initial={"minutes": 10},
    )
    if request.method == "POST" and form.is_valid():
        try:
            item = services.add_item(by=request.user, meeting=meeting, **form.cleaned_data)
        except (Refused, ValidationError) as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"“{item.title}” is item {item.number_shown}.")
            return _to_agenda(meeting, at=item.position)
    context = {"meeting": meeting, "form": form, "closed": _why_closed(meeting)}
    return render(request, "boards/agendas/add.html", context)


@require_POST
@council_page(may=MAY)
def agenda_carry_in(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take over what is owed: one thing, or all of it."""
    meeting = _meeting(council, pk)
    keys = request.POST.getlist("key") or None
    try:
        carried = carry_in(by=request.user, meeting=meeting, keys=keys)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_agenda(meeting)
    messages.success(request, number_words(len(carried)) or NOTHING_NEW)
    return _to_agenda(meeting, at=carried[0].position if carried else None)


@require_POST
@council_page(may=MAY)
def agenda_forum_time(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Give the forum the minutes it must have."""
    meeting = _meeting(council, pk)
    try:
        item = keep_forum_time(by=request.user, meeting=meeting)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_agenda(meeting)
    messages.success(request, f"“{item.title}” has {item.minutes} minutes.")
    return _to_agenda(meeting, at=item.position)


@require_POST
@council_page(may=MAY)
def agenda_remove(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take an item off, and offer to put it back."""
    meeting = _meeting(council, pk)
    item = meeting.items.filter(pk=number_in(request.POST.get("item", ""))).first()
    try:
        removed = services.remove_item(by=request.user, item=item) if item else {}
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("boards:agenda_item", council=council.slug, pk=item.pk)
    if not removed:
        messages.success(request, OFF_ALREADY)
        return _to_agenda(meeting)
    token = signing.dumps({"meeting": meeting.pk, "item": removed}, salt=PUT_BACK, compress=True)
    return _to_agenda(meeting, put_back=token)


@require_POST
@council_page(may=MAY)
def agenda_put_back(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put an item back as it was before it was taken off."""
    meeting = _meeting(council, pk)
    removed = _read(request.POST.get("token", ""), meeting)
    if removed is None:
        messages.error(request, TOO_LONG_AGO)
        return _to_agenda(meeting)
    try:
        item = services.put_back(by=request.user, meeting=meeting, removed=removed)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_agenda(meeting)
    messages.success(request, f"“{item.title}” is back as item {item.number_shown}.")
    return _to_agenda(meeting, at=item.position)


# One item -------------------------------------------------------------------------------------------


@require_POST
@council_page(may=MAY)
def agenda_item_move(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Give an item the place that a button names, or the one chosen from the list."""
    item = _item(council, pk)
    place = number_in(request.POST.get("to_position") or request.POST.get("place", ""))
    try:
        if place is None:
            raise Refused(NO_PLACE)
        item = services.move_item(by=request.user, item=item, to_position=place)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_agenda(item.meeting)
    number = item.meeting.items.count()
    messages.success(request, building.moved_words(item.title, item.number_shown, number))
    return _to_agenda(item.meeting, at=item.position)


@council_page(may=MAY)
def agenda_item(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Change an item; a second editor is shown what the first one saved, and loses nothing."""
    item = _item(council, pk)
    late = services.LATE_AGAIN if item.late_reason else ""
    form = ChangeItemForm(
        request.POST or None, instance=item, meeting=item.meeting, late=late, button="Save"
    )
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_item(by=request.user, item=item, **form.cleaned_data)
        except Conflict as conflict:
            current = conflict.current
            show_conflict(form, conflict)
        except (Refused, ValidationError) as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Saved.")
            return _to_agenda(item.meeting, at=item.position)
    return render(request, "boards/agendas/item.html", _item_page(item, form, current))


def _item_page(
    item: AgendaItem, form: ChangeItemForm, current: AgendaItem | None
) -> dict[str, object]:
    """What the page of an item shows beside its form."""
    stands = next(row for row in queries.items_to_build(item.meeting) if row.pk == item.pk)
    return {
        "item": stands,
        "meeting": item.meeting,
        "form": form,
        "current": current,
        "closed": _why_closed(item.meeting),
        "stays": queries.why_not_removed(stands, printed=queries.printed_numbers(item.meeting)),
        "attenders": item.attenders.select_related("person"),
        "co_options": item.co_options.filter(is_settled=False).select_related(
            "person", "discipline"
        ),
    }


@council_page(may=MAY)
def agenda_item_invite(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Somebody to come for an item: to be heard, or co-opted for it."""
    item = _item(council, pk)
    closed = _why_closed(item.meeting)
    form = GuestForm(
        request.POST or None,
        disciplines=Discipline.objects.of(council),
        **whom_to_offer(council),
    )
    if request.method == "POST" and closed:
        form.add_error(None, closed)
    elif request.method == "POST" and form.is_valid() and (guest := _come(request, item, form)):
        messages.success(request, f"{guest.person} comes for “{item.title}”.")
        return redirect("boards:agenda_item", council=council.slug, pk=item.pk)
    rules = meetings.rules_on(item.meeting.body, item.meeting.held_on)
    context = {
        "item": item,
        "form": form,
        "co_option": rules.co_option if rules else "",
        "closed": closed,
    }
    return render(request, "boards/agendas/invite.html", context)


def _come(request: HttpRequest, item: AgendaItem, form: GuestForm) -> Attender | CoOption | None:
    given = form.cleaned_data
    wanted = {"by": request.user, "person": form.who, "item": item, "reason": given["reason"]}
    if given["how"] == GuestForm.HEARD:
        return done(form, guests.invite_attender, **wanted)
    return done(form, guests.co_opt_for_item, **wanted, discipline=given["discipline"])


@require_POST
@council_page(may=MAY)
def agenda_item_withdraw(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Somebody does not come for an item after all."""
    item = _item(council, pk)
    if closed := _why_closed(item.meeting):
        messages.error(request, closed)
    else:
        _withdraw(request, item)
        messages.success(request, NOT_COMING)
    return redirect("boards:agenda_item", council=council.slug, pk=item.pk)


def _withdraw(request: HttpRequest, item: AgendaItem) -> None:
    known = {name: number_in(request.POST.get(name, "")) for name in ("attender", "co_option")}
    if attender := item.attenders.filter(pk=known["attender"]).first():
        guests.uninvite(by=request.user, attender=attender)
    if co_option := item.co_options.filter(pk=known["co_option"]).first():
        guests.end_for_item(by=request.user, co_option=co_option)
