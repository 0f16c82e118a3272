"""The officer's pages of old promises: what becomes of each, and what young people said."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils.access import council_page
from councils.models import Council
from pledges.lineage import queries
from pledges.lineage.answers import services
from pledges.lineage.forms import AnswerForm, HearingForm, saved
from pledges.lineage.queries import OldPromise
from pledges.lineage.views import (
    GOES_ON_IN,
    HEAR,
    READ,
    WRITE,
    back_to,
    form_of,
    sent,
    set_of,
)
from pledges.models import NewSet


@council_page(may=READ)
def promise_answers(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Every old promise that a set replaces, with what is decided and what is not."""
    new_set = set_of(council, key)
    whole = queries.whole_of(new_set)
    olds = whole.olds
    open_ = [old for old in olds if old.disposition is None]
    only = request.GET.get("show") == "open"
    writes = request.user.has_perm(WRITE, council) and new_set.is_draft
    context = {
        "new_set": new_set,
        "set": new_set.pledge_set,
        "groups": [
            (group, [_to_answer(old, new_set, linked=writes) for old in rows])
            for group, rows in groupby(open_ if only else olds, lambda old: old.promise.pledge_set)
        ],
        "only": only,
        "number": len(olds),
        "ready": whole.ready,
        "first": open_[0].promise if open_ else None,
        "counted": whole.counted,
        "writes": writes,
    }
    return render(request, "pledges/lineage/promise_answers.html", context)


def _to_answer(old: OldPromise, new_set: NewSet, *, linked: bool) -> dict[str, object]:
    """An old promise and what is decided, as the component statement_list takes it."""
    decided, forum = old.disposition, new_set.council.words.forum
    to = [new_set.council.slug, new_set.pledge_set.key, old.promise.key]
    not_told = f" It was not taken to the {forum} yet." if old.is_to_be_heard else ""
    return {
        "number": old.promise.position,
        "text": old.promise.text,
        "href": reverse("pledges:promise_answer", args=to) if linked else "",
        "title": decided.words.capitalize() if decided else "No answer yet",
        "note": f"{decided.reason}{not_told}" if decided else "",
        "lead": GOES_ON_IN,
        "below": [{"text": f"{row.position}. {row.text}"} for row in old.goes_on_in],
    }


@council_page(may=WRITE)
def promise_answer(request: HttpRequest, council: Council, key: str, promise: str) -> HttpResponse:
    """What becomes of one old promise; saved, the next one without an answer comes."""
    new_set = set_of(council, key)
    olds = queries.old_promises(new_set)
    place = next((n for n, old in enumerate(olds) if old.promise.key == promise), None)
    if place is None:
        raise Http404
    old = olds[place]
    form = AnswerForm(sent(request), new_set=new_set, initial=_decided(old))
    if request.method == "POST" and form.is_valid():
        said = {"promise": old.promise, **form.cleaned_data}

        def save() -> None:
            services.answer(by=request.user, new_set=new_set, **said)

        if saved(form, save, queries.decided_now):
            return _to_the_next(request, new_set, olds, place)
    context = {
        "form": form,
        "new_set": new_set,
        "set": new_set.pledge_set,
        "old": old,
        "place": place + 1,
        "number": len(olds),
        "before": olds[place - 1].promise.key if place else "",
        "after": olds[place + 1].promise.key if place + 1 < len(olds) else "",
        "none_yet": not form.fields["successors"].queryset,
    }
    return render(request, "pledges/lineage/promise_answer.html", context)


def _decided(old: OldPromise) -> dict[str, object]:
    """What was decided last, as a form begins with it."""
    if old.disposition is None:
        return {}
    return {
        "kind": old.disposition.kind,
        "reason": old.disposition.reason,
        "successors": [row.pk for row in old.goes_on_in],
        "seen": old.disposition.pk,
    }


def _to_the_next(
    request: HttpRequest, new_set: NewSet, olds: list[OldPromise], place: int
) -> HttpResponse:
    """The next one after this without an answer, else the first of all; the list where none is."""
    later = [old for old in (*olds[place + 1 :], *olds[:place]) if old.disposition is None]
    left = len(later)
    to = {"council": new_set.council.slug, "key": new_set.pledge_set.key}
    if not later:
        messages.success(request, "Saved. Every one has an answer.")
        return redirect("pledges:promise_answers", **to)
    messages.success(request, f"Saved. {left} {'has' if left == 1 else 'have'} no answer yet.")
    return redirect("pledges:promise_answer", **to, promise=later[0].promise.key)


@council_page(may=HEAR)
def promise_hearing(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """That what is to be dropped was taken to young people, and what they said."""
    new_set = set_of(council, key)
    waiting = queries.to_be_heard(queries.old_promises(new_set))
    form = HearingForm(sent(request), council=council, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if saved(form, lambda: services.record_hearing(by=request.user, new_set=new_set, **said)):
            messages.success(request, "It is on record.")
            return back_to(new_set)
    return form_of(
        request,
        new_set,
        form if waiting or form.errors else None,
        f"Taken to the {council.words.forum}",
        empty="Nothing that is to be dropped waits to be taken to them.",
    )
