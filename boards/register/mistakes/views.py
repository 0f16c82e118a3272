"""The buttons beside what is recorded of an item that take it off, where it was a mistake."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from boards.models import Action, AgendaItem, Decision, Escalation
from boards.register.mistakes import services
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused


def _said(request: HttpRequest, act: Callable[[], object], words: str) -> None:
    """Do it, and tell the person, or why it was refused."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)


def _to_item(item: AgendaItem) -> HttpResponse:
    where = {"council": item.council.slug, "pk": item.meeting_id, "item": item.pk}
    return redirect("boards:item_record", **where)


def _to_action(action: Action) -> HttpResponse:
    where = {"council": action.council.slug, "key": action.body.key, "number": action.number}
    return redirect("boards:action_detail", **where)


@require_POST
@council_page(may="boards.keep_register")
def decision_withdraw(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A decision was recorded by mistake."""
    rows = Decision.objects.of(council).select_related("item__meeting__body", "item__council")
    row = get_object_or_404(rows, pk=pk)
    words = f"{row} was recorded by mistake. Its number is not given to another."
    _said(request, lambda: services.withdraw_decision(by=request.user, decision=row), words)
    return _to_item(row.item)


@require_POST
@council_page(may="boards.keep_actions")
def action_withdraw(request: HttpRequest, council: Council, key: str, number: int) -> HttpResponse:
    """An action was recorded by mistake."""
    rows = Action.objects.of(council).select_related("item__meeting__body", "body", "council")
    row = get_object_or_404(rows, body__key=key, number=number)
    words = f"{row} was recorded by mistake. Its number is not given to another."
    _said(request, lambda: services.withdraw_action(by=request.user, action=row), words)
    return _to_item(row.item) if row.item and "at_item" in request.POST else _to_action(row)


@require_POST
@council_page(may="boards.keep_actions")
def escalation_take_back(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """A matter was passed up by mistake; a second click finds it gone."""
    rows = Escalation.objects.of(council).select_related("item__meeting__body", "action__body")
    row = get_object_or_404(rows, from_body__key=key, pk=pk)
    words = "It is taken back. It does not show there any more."
    _said(request, lambda: services.take_back_escalation(by=request.user, escalation=row), words)
    return _to_item(row.item) if row.item else _to_action(row.action)


@require_POST
@council_page(may="boards.keep_register")
def outcome_clear(request: HttpRequest, council: Council, pk: int, item: int) -> HttpResponse:
    """The outcome of an item was recorded by mistake."""
    rows = AgendaItem.objects.of(council).select_related("meeting__body", "council")
    row = get_object_or_404(rows, pk=item, meeting=pk)
    words = "The outcome is taken off. What was said stays."
    _said(request, lambda: services.clear_outcome(by=request.user, item=row), words)
    return _to_item(row)
