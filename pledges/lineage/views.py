"""What was promised before and what became of it; new sets, drafted, answered, heard, published."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from councils.access import council_page
from councils.models import Council
from councils.writing import Refused
from pledges.lineage import queries, rules, services
from pledges.lineage.forms import (
    DiscardForm,
    PastForm,
    PromiseForm,
    PublishForm,
    SetForm,
    saved,
)
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


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, though it be nothing: every box may be empty."""
    return request.POST if request.method == "POST" else None


def back_to(new_set: NewSet) -> HttpResponse:
    """To the page of the set."""
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
    form = SetForm(sent(request), council=council)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        made = []

        def save() -> None:
            made.append(services.draft_set(by=request.user, council=council, **said))

        if saved(form, save):
            messages.success(request, "Begun as a draft. Nobody outside reads it.")
            return back_to(made[0])
    return render(request, "pledges/lineage/pledge_set_add.html", {"form": form})


@council_page(may=READ)
def pledge_set_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A set that officers write: its words, and what is missing before it can be published."""
    new_set = set_of(council, key)
    whole = queries.whole_of(new_set)
    context = {
        "new_set": new_set,
        "set": new_set.pledge_set,
        "promises": whole.promises,
        "ready": whole.ready,
        "hearings": queries.hearings_of(new_set),
        "replaced": sorted({old.promise.pledge_set.title for old in whole.olds}),
        "writes": request.user.has_perm(WRITE, council) and new_set.is_draft,
        "hears": request.user.has_perm(HEAR, council) and new_set.is_draft,
        "publishes": request.user.has_perm(PUBLISH, council) and new_set.is_draft,
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
    form = SetForm(sent(request), council=council, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def save() -> None:
            services.write_set(by=request.user, new_set=new_set, **said)

        if saved(form, save, queries.terms_now):
            messages.success(request, "Saved.")
            return back_to(new_set)
    return form_of(request, new_set, form, "What it is called, and what it replaces")


@council_page(may=WRITE)
def pledge_set_discard(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Give a draft up, with the reason."""
    new_set = set_of(council, key)
    form = DiscardForm(sent(request))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            services.discard_set(by=request.user, new_set=new_set, **form.cleaned_data)

        if saved(form, save):
            messages.success(request, "Discarded. Nothing of it was promised.")
            return redirect("pledges:pledge_set_list", council=council.slug)
    elif not new_set.is_draft:
        raise PermissionDenied(rules.STANDS if new_set.is_published else rules.DISCARDED)
    return form_of(request, new_set, form, "Discard this draft")


def form_of(
    request: HttpRequest, new_set: NewSet, form: object, title: str, **more: object
) -> HttpResponse:
    """A page with one form about a set."""
    context = {"form": form, "new_set": new_set, "set": new_set.pledge_set, "title": title, **more}
    return render(request, "pledges/lineage/form.html", context)


# Its promises -----------------------------------------------------------------------------------------


def _promise_of(new_set: NewSet, key: str) -> Promise:
    return get_object_or_404(new_set.pledge_set.promises, key=key)


@council_page(may=WRITE)
def promise_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A further promise of a draft."""
    new_set = set_of(council, key)
    form = PromiseForm(sent(request), council=council)
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            services.add_promise(by=request.user, new_set=new_set, **form.given)

        if saved(form, save):
            messages.success(request, "Added.")
            return back_to(new_set)
    return form_of(request, new_set, form, f"Add a {council.words.promise}")


@council_page(may=WRITE)
def promise_write(request: HttpRequest, council: Council, key: str, promise: str) -> HttpResponse:
    """The words of a promise of a draft, and its own test."""
    new_set = set_of(council, key)
    row = _promise_of(new_set, promise)
    initial = {name: getattr(row, name) for name in queries.WORDS}
    initial |= {"themes": queries.themes_of(row), "seen": queries.seen_of_promise(row)}
    form = PromiseForm(sent(request), council=council, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"promise": row, "seen": form.cleaned_data["seen"], **form.given}

        def save() -> None:
            services.write_promise(by=request.user, new_set=new_set, **said)

        if saved(form, save, queries.promise_now):
            messages.success(request, "Saved.")
            return back_to(new_set)
    return form_of(request, new_set, form, f"Change the {council.words.promise}")


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
    if abs(to) > services.ASIDE:  # no set has so many
        raise Http404
    try:
        services.move_promise(by=request.user, new_set=new_set, promise=row, to=to)
    except Refused as refused:
        messages.error(request, str(refused))
    return back_to(new_set)


@require_POST
@council_page(may=WRITE)
def promise_remove(request: HttpRequest, council: Council, key: str, promise: str) -> HttpResponse:
    """Take a promise out of a draft."""
    new_set = set_of(council, key)
    row = new_set.pledge_set.promises.filter(key=promise).first()
    if row is None:
        return back_to(new_set)
    try:
        services.remove_promise(by=request.user, new_set=new_set, promise=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken out.")
    return back_to(new_set)


# Published ----------------------------------------------------------------------------------------


@council_page(may=PUBLISH)
def pledge_set_publish(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """All that is published with a set, the health check among it, and the one button."""
    new_set = set_of(council, key)
    whole = queries.whole_of(new_set)
    form = PublishForm(sent(request), initial={"seen": whole.seen})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]

        def save() -> None:
            services.publish_set(by=request.user, new_set=new_set, seen=seen)

        if saved(form, save, lambda _: (whole.seen, "Look at it again: all of it is below.")):
            messages.success(
                request, "It is published. Everybody reads what became of the old ones."
            )
            return back_to(new_set)
    context = {
        "form": form,
        "new_set": new_set,
        "set": new_set.pledge_set,
        "promises": whole.promises,
        "counted": whole.counted,
        "ready": whole.ready,
    }
    return render(request, "pledges/lineage/pledge_set_publish.html", context)
