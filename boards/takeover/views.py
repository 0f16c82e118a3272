"""A takeover: the sheet for a forum's dots, the clerk's button, and the screen of who chairs."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from boards.models import Meeting
from boards.takeover import queries, services
from boards.takeover.dots import total_words
from boards.takeover.forms import DotsForm, PressForm
from boards.takeover.timing import Move, Phase, why_no_clock
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused
from forums.models import Forum

HEAD = ["Item", "Minutes it had", "What it took"]
FOLLOWED = "The agenda is in the order of the dots now."
MOVED_ALREADY = "Nothing changed: somebody had pressed a button already. Look at the screen."
NO_BUTTON = "That did not work. Press one of the buttons on this screen."


# Dots ---------------------------------------------------------------------------------------------


@never_cache
@council_page(may="boards.place_dots")
def takeover_dots(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The dots of one forum: a number for each item; below, the order all forums' dots ask for."""
    meeting = get_object_or_404(queries.takeovers(council), pk=pk)
    forums = queries.forums_with_dots(request.user, meeting)
    forum = _forum(request, forums)
    sheet = queries.sheet_of(meeting)
    form = DotsForm(request.POST or None, rows=sheet.open_rows, forum=forum)
    if request.method == "POST" and form.is_valid() and _place(request, meeting, forum, form):
        return redirect(f"{request.path}?forum={forum.pk}")
    context = {
        "meeting": meeting,
        "forums": forums,
        "forum": forum,
        "sheet": sheet,
        "form": form,
    }
    return render(request, "boards/takeover/dots.html", context)


def _forum(request: HttpRequest, forums: list[Forum]) -> Forum:
    """The forum that was asked for, else the first of the person's.

    Raises:
        Http404: the body hears none of the person's forums, or not the one asked for.
    """
    asked = request.GET.get("forum")
    found = next((each for each in forums if asked in {None, str(each.pk)}), None)
    if found is None:
        raise Http404
    return found


def _place(request: HttpRequest, meeting: Meeting, forum: Forum, form: DotsForm) -> bool:
    """Whether the dots were saved; where not, the form says why, at its fields."""
    try:
        number = services.place_dots(
            by=request.user, meeting=meeting, forum=forum, numbers=form.numbers, seen=form.seen
        )
    except services.Changed as changed:
        form.show_changed(changed.words, queries.sheet_of(meeting).open_rows, forum)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
    else:
        messages.success(request, f"Saved: {total_words(number)} from {forum}.")
    return not form.errors


@require_POST
@council_page(may="boards.plan_meeting")
def takeover_order(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put the agenda into the order of the dots."""
    meeting = get_object_or_404(queries.takeovers(council), pk=pk)
    try:
        services.follow_dots(by=request.user, meeting=meeting)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, FOLLOWED)
    return redirect("boards:agenda", council=council.slug, pk=pk)


# The screen ---------------------------------------------------------------------------------------


def _led(request: HttpRequest, council: Council, pk: int) -> Meeting:
    """The meeting, where this person may lead it; else it is not found."""
    meeting = get_object_or_404(queries.takeovers(council), pk=pk)
    if not queries.may_lead(request.user, meeting):
        raise Http404
    return meeting


@never_cache
@council_page(may="boards.lead_takeover")
def takeover(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The one screen of who chairs: before it begins, the item now, and what became of it."""
    meeting = _led(request, council, pk)
    stand = queries.stand_of(meeting)
    closed = why_no_clock(meeting.held_on, today=clock.today(), cancelled=meeting.is_cancelled)
    context = {"meeting": meeting, "read": stand.clock, "closed": closed}
    if stand.clock.phase is Phase.OVER or (closed and stand.clock.step):
        return _summary(request, context)
    item = stand.item
    context |= {
        "item": item,
        "speaker": queries.speaker_of(item) if item else "",
        "start": PressForm(
            action=reverse("boards:takeover_press", args=[council.slug, pk]),
            initial={"move": Move.START.value, "step": 0, "has_young_chair": True},
        ),
    }
    return render(request, "boards/takeover/screen.html", context)


def _summary(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """What each item took, and whether the forum had its minutes."""
    context |= {
        "head": HEAD,
        "undoes_end": not (context["closed"] or context["read"].why_not(Move.BACK)),
        "numeric": [1],
        "rows": [
            (each.slot.title, each.slot.minutes, each.words) for each in context["read"].taken
        ],
        "asks_forum": request.user.has_perm("boards.judge_forum_time", request.council),
        "keeps": request.user.has_perm("boards.keep_register", request.council),
    }
    return render(request, "boards/takeover/summary.html", context)


@require_POST
@council_page(may="boards.lead_takeover")
def takeover_press(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Start, next, back."""
    meeting, form = _led(request, council, pk), PressForm(request.POST)
    if not form.is_valid():
        messages.error(request, NO_BUTTON)
    else:
        _press(request, meeting, form.cleaned_data)
    return redirect(reverse("boards:takeover", args=[council.slug, pk]))


def _press(request: HttpRequest, meeting: Meeting, sent: dict[str, object]) -> None:
    wanted = {**sent, "move": Move(sent["move"])}
    try:
        if not services.press(by=request.user, meeting=meeting, **wanted):
            messages.info(request, MOVED_ALREADY)
    except Refused as refused:
        messages.error(request, str(refused))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
