"""What was promised before and what became of it; new sets, drafted, answered, heard, published."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from councils.access import council_page
from councils.models import Council
from councils.writing import Refused
from pledges.lineage import queries, rules, services
from pledges.lineage.forms import (
    AnswerForm,
    HearingForm,
    PastForm,
    PromiseForm,
    PublishForm,
    SetForm,
    saved,
)
from pledges.lineage.queries import OldPromise
from pledges.models import NewSet, PledgeSet, Promise

GOES_ON_IN = "It goes on in:"

READ, WRITE = "pledges.read_drafts", "pledges.write_promises"
HEAR, PUBLISH = "pledges.record_hearing", "councils.publish_content"


# What everybody reads ---------------------------------------------------------------------------------


@council_page()
def promise_past(request: HttpRequest, council: Council) -> HttpResponse:
    """“What was I promised in 2018 in Poole?”: the sets that held there and then."""
    sets = queries.held_sets(council)
    form = PastForm(request.GET or None, places=queries.places(sets, council))
    found = sets
    if form.is_bound and form.is_valid():
        place, year = form.cleaned_data["place"], form.cleaned_data["year"]
        found = [
            each
            for each in sets
            if (not place or queries.made_by(each.row, council) == place)
            and (year is None or each.holds.in_year(year))
        ]
    context = {"form": form, "found": found, "any": bool(sets)}
    return render(request, "pledges/lineage/promise_past.html", context)


@council_page()
def pledge_set_past(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A set of promises and what became of each."""
    rows = PledgeSet.objects.of(council).public().select_related("strategy")
    pledge_set = get_object_or_404(rows, key=key)
    held = next((each for each in queries.held_sets(council) if each.row == pledge_set), None)
    promises = list(pledge_set.promises.select_related("heading").order_by("position"))
    became = queries.became(promises)
    kinds = [rules.Kind(each.disposition.kind) if each.disposition else None for each in became]
    context = {
        "set": pledge_set,
        "held": held.holds.words if held else "",
        "number": len(became),
        "statements": [_told(each, council) for each in became],
        "counted": rules.counted(kinds) if any(kinds) else "",
        "not_decided": rules.NOT_DECIDED,
    }
    return render(request, "pledges/lineage/pledge_set_past.html", context)


def _told(each: queries.Became, council: Council) -> dict[str, object]:
    """A promise and what became of it, as the component statement_list takes it."""
    into = [f"{row.pledge_set.stem} {row.text}".strip() for row in each.goes_on_in]
    return {
        "number": each.promise.position,
        "text": each.promise.text,
        "href": reverse("pledges:promise_detail", args=[council.slug, each.promise.key]),
        "title": each.tag.capitalize(),
        "note": each.disposition.reason if each.disposition else "",
        "lead": GOES_ON_IN,
        "below": [{"text": text} for text in into],
    }


# New sets ---------------------------------------------------------------------------------------------


def set_of(council: Council, key: str) -> NewSet:
    """The officers' set of that key, or it is not found."""
    rows = NewSet.objects.of(council).select_related(
        "council", "pledge_set", "words_of", "published_by", "drafted_by"
    )
    return get_object_or_404(rows, pledge_set__key=key)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, though it be nothing: every box may be empty."""
    return request.POST if request.method == "POST" else None


def _back(new_set: NewSet) -> HttpResponse:
    council = new_set.council.slug
    return redirect("pledges:pledge_set_detail", council=council, key=new_set.pledge_set.key)


@council_page(may=READ)
def pledge_set_list(request: HttpRequest, council: Council) -> HttpResponse:
    """Every set, with the officers' own and the way to what is to be done."""
    sets = PledgeSet.objects.of(council).public().filter(has_text=True)
    context = {
        "new_sets": queries.new_sets(council),
        "sets": sorted(sets, key=lambda row: row.standing),
        "writes": request.user.has_perm(WRITE, council),
    }
    return render(request, "pledges/lineage/pledge_set_list.html", context)


@council_page(may=WRITE)
def pledge_set_add(request: HttpRequest, council: Council) -> HttpResponse:
    """Begin a new set."""
    form = SetForm(_sent(request), council=council)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        made = []

        def save() -> None:
            made.append(services.draft_set(by=request.user, council=council, **said))

        if saved(form, save):
            messages.success(request, "Begun as a draft. Nobody outside reads it.")
            return _back(made[0])
    return render(request, "pledges/lineage/pledge_set_add.html", {"form": form})


@council_page(may=READ)
def pledge_set_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A set that officers write: its words, and what is missing before it can be published."""
    new_set = set_of(council, key)
    olds = queries.old_promises(new_set)
    context = {
        "new_set": new_set,
        "set": new_set.pledge_set,
        "promises": queries.promises_of(new_set),
        "ready": queries.readiness_of(new_set, olds),
        "waiting": len(queries.to_be_heard(olds)),
        "hearings": queries.hearings_of(new_set),
        "replaced": sorted({old.promise.pledge_set.title for old in olds}),
        "writes": request.user.has_perm(WRITE, council) and not new_set.is_published,
        "hears": request.user.has_perm(HEAR, council) and not new_set.is_published,
        "publishes": request.user.has_perm(PUBLISH, council) and not new_set.is_published,
    }
    return render(request, "pledges/lineage/pledge_set_detail.html", context)


@council_page(may=WRITE)
def pledge_set_write(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Change what a draft is called and which sets it replaces."""
    new_set = set_of(council, key)
    own = new_set.pledge_set
    initial = {name: getattr(own, name) for name in queries.TERMS} | {
        "words_of": new_set.words_of_id,
        "replaces": list(new_set.replaces.values_list("old_set_id", flat=True)),
        "seen": queries.seen_of_terms(new_set),
    }
    form = SetForm(_sent(request), council=council, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if saved(form, lambda: services.write_set(by=request.user, new_set=new_set, **said)):
            messages.success(request, "Saved.")
            return _back(new_set)
    return _form(request, new_set, form, "What it is called, and what it replaces")


def _form(
    request: HttpRequest, new_set: NewSet, form: object, title: str, **more: object
) -> HttpResponse:
    context = {"form": form, "new_set": new_set, "set": new_set.pledge_set, "title": title, **more}
    return render(request, "pledges/lineage/form.html", context)


# Its promises -----------------------------------------------------------------------------------------


def _promise_of(new_set: NewSet, key: str) -> Promise:
    return get_object_or_404(new_set.pledge_set.promises, key=key)


@council_page(may=WRITE)
def promise_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A further promise of a draft."""
    new_set = set_of(council, key)
    form = PromiseForm(_sent(request), council=council)
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            services.add_promise(by=request.user, new_set=new_set, **form.given)

        if saved(form, save):
            messages.success(request, "Added.")
            return _back(new_set)
    return _form(request, new_set, form, f"Add a {council.words.promise}")


@council_page(may=WRITE)
def promise_write(request: HttpRequest, council: Council, key: str, promise: str) -> HttpResponse:
    """The words of a promise of a draft, and its own test."""
    new_set = set_of(council, key)
    row = _promise_of(new_set, promise)
    initial = {name: getattr(row, name) for name in queries.WORDS}
    initial |= {"themes": queries.themes_of(row), "seen": queries.seen_of_promise(row)}
    form = PromiseForm(_sent(request), council=council, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"promise": row, "seen": form.cleaned_data["seen"], **form.given}
        if saved(form, lambda: services.write_promise(by=request.user, new_set=new_set, **said)):
            messages.success(request, "Saved.")
            return _back(new_set)
    return _form(request, new_set, form, f"Change the {council.words.promise}")


@require_POST
@council_page(may=WRITE)
def promise_move(request: HttpRequest, council: Council, key: str, promise: str) -> HttpResponse:
    """Put a promise of a draft one place up or down, or in the place that was typed."""
    new_set = set_of(council, key)
    row = _promise_of(new_set, promise)
    try:
        to = int(request.POST["to"])
    except (KeyError, ValueError):
        raise Http404 from None
    try:
        services.move_promise(by=request.user, new_set=new_set, promise=row, to=to)
    except Refused as refused:
        messages.error(request, str(refused))
    return _back(new_set)


@require_POST
@council_page(may=WRITE)
def promise_remove(request: HttpRequest, council: Council, key: str, promise: str) -> HttpResponse:
    """Take a promise out of a draft."""
    new_set = set_of(council, key)
    row = new_set.pledge_set.promises.filter(key=promise).first()
    if row is None:
        return _back(new_set)
    try:
        services.remove_promise(by=request.user, new_set=new_set, promise=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken out.")
    return _back(new_set)


# Old promises -----------------------------------------------------------------------------------------


@council_page(may=READ)
def promise_answers(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Every old promise that a set replaces, with what is decided and what is not."""
    new_set = set_of(council, key)
    olds = queries.old_promises(new_set)
    open_ = [old for old in olds if old.disposition is None]
    only = request.GET.get("show") == "open"
    writes = request.user.has_perm(WRITE, council) and not new_set.is_published
    context = {
        "new_set": new_set,
        "set": new_set.pledge_set,
        "groups": [
            (group, [_to_answer(old, new_set, linked=writes) for old in rows])
            for group, rows in groupby(open_ if only else olds, lambda old: old.promise.pledge_set)
        ],
        "only": only,
        "number": len(olds),
        "ready": queries.readiness_of(new_set, olds),
        "first": open_[0].promise if open_ else None,
        "counted": rules.counted([old.facts.kind for old in olds]),
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
    form = AnswerForm(_sent(request), new_set=new_set, initial=_decided(old))
    if request.method == "POST" and form.is_valid():
        said = {"promise": old.promise, **form.cleaned_data}
        if saved(form, lambda: services.answer(by=request.user, new_set=new_set, **said)):
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
    form = HearingForm(_sent(request), council=council, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if saved(form, lambda: services.record_hearing(by=request.user, new_set=new_set, **said)):
            messages.success(request, "It is on record.")
            return _back(new_set)
    return _form(
        request,
        new_set,
        form if waiting or form.errors else None,
        f"Taken to the {council.words.forum}",
        empty="Nothing that is to be dropped waits to be taken to them.",
    )


@council_page(may=PUBLISH)
def pledge_set_publish(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """All that is published with a set, the health check among it, and the one button."""
    new_set = set_of(council, key)
    olds = queries.old_promises(new_set)
    ready = queries.readiness_of(new_set, olds)
    form = PublishForm(_sent(request), initial={"seen": queries.seen_of_set(new_set)})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if saved(form, lambda: services.publish_set(by=request.user, new_set=new_set, seen=seen)):
            messages.success(
                request, "It is published. Everybody reads what became of the old ones."
            )
            return _back(new_set)
    context = {
        "form": form,
        "new_set": new_set,
        "set": new_set.pledge_set,
        "promises": new_set.pledge_set.promises.order_by("position"),
        "counted": rules.counted([old.facts.kind for old in olds]),
        "ready": ready,
    }
    return render(request, "pledges/lineage/pledge_set_publish.html", context)
