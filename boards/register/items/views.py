"""The clerk's pages for what came of the items: all of them, one, interests and decisions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from boards.follow_up.queries import who_may_own
from boards.models import AgendaItem, Decision, Declaration, ForumTime, Meeting, Outcome
from boards.register.forms import rows_sent
from boards.register.interests.services import declare_interest, take_back_interest
from boards.register.items.forms import (
    DecisionForm,
    InterestForm,
    ItemForm,
    OutcomeForm,
    OutcomeSheet,
    conflict_words,
)
from boards.register.items.queries import (
    Recorded,
    choices_at,
    outcomes_of,
    record_of,
    to_be_ratified,
)
from boards.register.items.services import Kept, record_item, save_outcomes
from boards.register.queries import outcomes_in_order, why_not_record
from boards.register.services import change_decision, ratify_decision
from boards.register.views import meeting_of, now_words, refused_json, wants_json
from councils.access import council_page
from councils.models import Council
from councils.writing import Conflict, Refused


@council_page(may="boards.keep_register")
def outcome_list(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """What came of each item, chosen with one tap, with all that is recorded of it."""
    meeting = meeting_of(council, pk)
    if request.method == "POST":
        return _save(request, meeting)
    return _list(request, meeting, None)


def _save(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    sheet = OutcomeSheet(outcomes_in_order(meeting), rows_sent(request.POST))
    sent = {
        form.item: (form.cleaned_data["result"], form.cleaned_data["version"])
        for form in sheet.sent()
    }
    try:
        results = save_outcomes(by=request.user, meeting=meeting, results=sent)
    except Refused as refused:
        if wants_json(request):
            return refused_json(refused)
        messages.error(request, str(refused))
        return redirect("boards:outcome_list", council=meeting.council.slug, pk=meeting.pk)
    for form in sheet.sent():
        _say(form, results[form.item.pk])
    if wants_json(request):
        rows = {form.item.pk: _row_answer(form, results) for form in sheet.forms if form.is_bound}
        return JsonResponse({"saved": now_words(), "rows": rows})
    if not sheet.errors:
        messages.success(request, "The outcomes are saved.")
        return redirect("boards:outcome_list", council=meeting.council.slug, pk=meeting.pk)
    return _list(request, meeting, sheet)


def _say(form: OutcomeForm, kept: Kept) -> None:
    """Put what became of a row at it, with the version that is there now."""
    mine = form.cleaned_data["result"]
    if kept.is_conflict and kept.outcome:
        form.add_error("result", conflict_words(kept.outcome, mine))
        form.data[f"{form.prefix}-version"] = kept.outcome.version
        form.data[f"{form.prefix}-seen"] = kept.outcome.result
    for words in kept.errors:
        form.add_error("result", words)


def _row_answer(form: OutcomeForm, results: dict[int, Kept]) -> dict[str, object]:
    kept = results.get(form.item.pk, Kept())
    return {
        "version": kept.outcome.version if kept.outcome else 0,
        "seen": kept.outcome.result if kept.outcome else "",
        "errors": [str(words) for found in form.errors.values() for words in found],
        "left": False,
    }


def _list(request: HttpRequest, meeting: Meeting, sent: OutcomeSheet | None) -> HttpResponse:
    record = record_of(meeting)
    sheet = OutcomeSheet([found.item for found in record.items])
    failed = (
        {form.item.pk: form for form in sent.forms if form.is_bound and form.errors} if sent else {}
    )
    sheet.forms = [failed.get(form.item.pk, form) for form in sheet.forms]
    context = {
        "meeting": meeting,
        "form": sent,
        "rows": list(zip(sheet.forms, record.items, strict=True)),
        "declarations": record.declarations,
        "closed": why_not_record(meeting),
    }
    return render(request, "boards/register/outcome_list.html", context)


# One item -----------------------------------------------------------------------------------------


@council_page(may="boards.keep_register")
def item_record(request: HttpRequest, council: Council, pk: int, item: int) -> HttpResponse:
    """One item: its outcome, what was said, and a decision, an action or an escalation."""
    meeting = meeting_of(council, pk)
    record = outcomes_of(meeting)
    found = next((each for each in record.items if each.item.pk == item), None)
    if found is None:
        raise Http404
    form = ItemForm(
        request.POST or None,
        item=found.item,
        choices=choices_at(meeting),
    )
    current = _record(request, form) if request.method == "POST" else None
    if wants_json(request):
        return JsonResponse(_item_answer(form))
    if form.is_bound and form.is_valid():
        messages.success(request, f"Item {found.item.number_shown} is recorded.")
        return redirect(_after(request, record.items, found))
    context = {
        "meeting": meeting,
        "form": form,
        "found": found,
        "current": current,
        "views": [each for each in to_be_ratified(meeting) if each.item_id != item],
        "closed": why_not_record(meeting),
    }
    return render(request, "boards/register/item_record.html", context)


def _record(request: HttpRequest, form: ItemForm) -> Outcome | None:
    """Record what was sent; what somebody else saved instead, where that is so."""
    if not form.is_valid():
        return None
    try:
        form.saved = record_item(by=request.user, item=form.item, **form.sent())
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return _show_current(form, conflict.current)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.add_error(None, error)
    return None


def _show_current(form: ItemForm, current: Outcome | ForumTime) -> Outcome | None:
    """Let the next save take the place of what is there now, which is shown beside it."""
    is_outcome = isinstance(current, Outcome)
    name = form.add_prefix("version" if is_outcome else "given_version")
    form.data = {**form.data.dict(), name: current.version}
    return current if is_outcome else None


def _item_answer(form: ItemForm) -> dict[str, object]:
    saved = getattr(form, "saved", None)
    outcome = saved or Outcome.objects.filter(item=form.item).first()
    given = ForumTime.objects.filter(item=form.item).first()
    row = {
        "version": outcome.version if outcome else 0,
        "given_version": given.version if given else 0,
        "errors": [str(words) for found in form.errors.values() for words in found],
    }
    return {"saved": now_words(), "rows": {"item": row}}


def _after(request: HttpRequest, items: list[Recorded], found: Recorded) -> str:
    """The next item's page, where it was asked for and there is one; else this one again."""
    kwargs = {"council": request.council.slug, "pk": found.item.meeting_id}
    if "next" in request.POST:
        following = items[items.index(found) + 1 :]
        if not following:
            return reverse("boards:outcome_list", kwargs=kwargs)
        found = following[0]
    return reverse("boards:item_record", kwargs={**kwargs, "item": found.item.pk})


# Interests ----------------------------------------------------------------------------------------


@council_page(may="boards.keep_register")
def interest_declare(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """An interest somebody declares, in an item or in the whole meeting."""
    meeting = meeting_of(council, pk)
    form = InterestForm(
        request.POST or None,
        people=who_may_own(council),
        items=meeting.items.order_by("position"),
        initial={"item": request.GET.get("item")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            declare_interest(by=request.user, meeting=meeting, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "The interest is recorded.")
            return redirect("boards:outcome_list", council=council.slug, pk=pk)
    context = {"meeting": meeting, "form": form, "closed": why_not_record(meeting)}
    return render(request, "boards/register/interest_declare.html", context)


@require_POST
@council_page(may="boards.keep_register")
def interest_take_back(
    request: HttpRequest, council: Council, pk: int, declaration: int
) -> HttpResponse:
    """Take off an interest that was recorded by mistake."""
    rows = Declaration.objects.of(council).select_related("meeting")
    row = get_object_or_404(rows, pk=declaration, meeting=pk)
    try:
        take_back_interest(by=request.user, declaration=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The interest is taken off.")
    return redirect("boards:outcome_list", council=council.slug, pk=pk)


# Decisions ----------------------------------------------------------------------------------------


def _decision(council: Council, pk: int) -> Decision:
    rows = Decision.objects.of(council).select_related("item__meeting__body", "body")
    return get_object_or_404(rows, pk=pk)


@council_page(may="boards.keep_register")
def decision_change(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The words of a decision, put right until the minutes are confirmed."""
    decision = _decision(council, pk)
    initial = {"text": decision.text, "version": decision.version}
    form, current = DecisionForm(request.POST or None, initial=initial), None
    if request.method == "POST" and form.is_valid():
        try:
            change_decision(by=request.user, decision=decision, **form.cleaned_data)
        except Conflict as conflict:
            current = conflict.current
            form.add_error(None, str(conflict))
            form.data = {**form.data.dict(), "version": current.version}
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{decision} is saved.")
            return redirect(_item_address(decision.item))
    context = {
        "decision": decision,
        "meeting": decision.item.meeting,
        "form": form,
        "current": current,
        "closed": why_not_record(decision.item.meeting),
    }
    return render(request, "boards/register/decision_change.html", context)


@require_POST
@council_page(may="boards.keep_register")
def decision_ratify(request: HttpRequest, council: Council, pk: int, item: int) -> HttpResponse:
    """Ratify a view of those present, at an item of a meeting that is quorate."""
    rows = AgendaItem.objects.of(council).select_related("meeting__body")
    at = get_object_or_404(rows, pk=item)
    try:
        made = ratify_decision(by=request.user, decision=_decision(council, pk), item=at)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{made} is recorded: {made.text}")
    return redirect(_item_address(at))


def _item_address(item: AgendaItem) -> str:
    kwargs = {"council": item.council.slug, "pk": item.meeting_id, "item": item.pk}
    return reverse("boards:item_record", kwargs=kwargs)
