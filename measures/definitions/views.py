"""The officer's pages of what measures mean: all of them with what to see to, and one page each."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.writing import Conflict, Refused
from measures.definitions import queries, services
from measures.definitions.forms import (
    MOVES,
    BreakdownForm,
    DefinitionForm,
    LinksForm,
    MeasureForm,
    MoveForm,
    SplitForm,
)
from measures.definitions.reading.queries import facts, since, table_of, versions
from measures.figures import in_words
from measures.models import Breakdown, Definition, Measure, Observation, Split

READ, DEFINE = "measures.read_definition", "measures.define_measure"


def measure_of(council: Council, key: str) -> Measure:
    """The measure of that key, or it is not found; published or not."""
    return get_object_or_404(Measure.objects.of(council).select_related("council"), key=key)


def draft_of(measure: Measure) -> Definition | None:
    """The version that is not in use yet."""
    return measure.definitions.filter(put_in_use_at__isnull=True).first()


@council_page(may=READ)
def definition_list(request: HttpRequest, council: Council) -> HttpResponse:
    """Every measure with what to see to; drafts and retired ones apart."""
    found = queries.minded(Measure.objects.of(council), today=clock.today())
    groups = (
        ("Drafts", [each for each in found if each.is_draft]),
        ("In use", [each for each in found if not (each.is_draft or each.is_retired)]),
        ("Retired", [each for each in found if each.is_retired]),
    )
    context = {
        "groups": [(heading, rows) for heading, rows in groups if rows],
        "to_see_to": sum(bool(each.warnings) for each in found),
        "total": len(found),
        "defines": request.user.has_perm(DEFINE, council),
    }
    return render(request, "measures/definitions/definition_list.html", context)


@council_page(may=READ)
def definition_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What a measure means: in force, as a draft, before; its groups; what to see to."""
    today = clock.today()
    measures = Measure.objects.of(council).filter(key=key).select_related("priority")
    minded = next(iter(queries.minded(measures, today=today)), None)
    if minded is None:
        raise Http404
    measure = minded.measure
    context = {
        "measure": measure,
        "minded": minded,
        "facts": facts(measure, minded.definition),
        "since": since(minded.definition),
        "people": queries.people(minded.definition),
        "earlier": list(versions(measure, minded.definition, today)),
        "defines": request.user.has_perm(DEFINE, council),
        "to": MOVES[queries.next_state(measure)],
        "breakdowns": queries.breakdowns_with_figures(measure),
    }
    if minded.draft:
        context |= _draft(minded.draft, measure)
    return render(request, "measures/definitions/definition_detail.html", context)


def _draft(draft: Definition, measure: Measure) -> dict[str, object]:
    """What a draft changes, what that does to the series, and whether it can be put in use."""
    return {
        "changes_head": ("What", "Now", "Then"),
        "changes": queries.why_changed(draft, measure),
        "effect": services.effect_of(draft),
        "refused": services.why_not_put_in_use(draft),
    }


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, though it be nothing: every box may be empty."""
    return request.POST if request.method == "POST" else None


Save = Callable[[], object]


def _saved(form: forms.BaseForm, save: Save) -> bool:
    """Whether it was saved; where not, the form says why, at its fields."""
    try:
        save()
    except ValidationError as refused:
        form.add_error(None, _at_fields(form, refused))
    except Conflict as conflict:
        _show_both(form, conflict)
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _show_both(form: forms.BaseForm, conflict: Conflict) -> None:
    """What the other one saved stands at each field where it differs; what was typed is kept.

    Whoever sends the form again has seen it.
    """
    typed = dict(form.cleaned_data)
    form.add_error(None, str(conflict))
    for name, (value, words) in queries.saved_now(conflict.current, form.fields).items():
        if value != typed.get(name):
            form.add_error(name, f"Somebody else wrote: {words}")
    form.data = {**form.data.dict(), "seen": conflict.current.version}


def _at_fields(form: forms.BaseForm, refused: ValidationError) -> ValidationError:
    """What is wrong with something the form lacks stands above it."""
    found = refused.error_dict if hasattr(refused, "error_dict") else {"__all__": [refused]}
    placed: dict[str, list] = {}
    for name, errors in found.items():
        placed.setdefault(name if name in form.fields else "__all__", []).extend(errors)
    return ValidationError(placed)


def _back(measure: Measure) -> HttpResponse:
    return redirect("measures:definition_detail", council=measure.council.slug, key=measure.key)


@council_page(may=DEFINE)
def measure_add(request: HttpRequest, council: Council) -> HttpResponse:
    """A measure that no strategy names, as a draft."""
    form = MeasureForm(_sent(request), council=council)
    if request.method == "POST" and form.is_valid():
        made = []

        def save() -> None:
            made.append(
                services.add_measure(
                    by=request.user, council=council, author=request.user, **form.cleaned_data
                )
            )

        if _saved(form, save):
            messages.success(request, "Added as a draft. Say the rest, then put it in use.")
            return _back(made[0])
    return render(request, "measures/definitions/measure_add.html", {"form": form})


@council_page(may=DEFINE)
def definition_write(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """The next version of a definition, or a change of the draft."""
    measure = measure_of(council, key)
    draft = draft_of(measure)
    shown = draft or services.next_version(measure)
    form = DefinitionForm(
        _sent(request),
        instance=shown,
        measure=measure,
        initial={"seen": draft.version if draft else None},
    )
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            services.write_draft(
                by=request.user, measure=measure, version=form.cleaned_data["seen"], **form.given
            )

        if _saved(form, save):
            messages.success(request, "Saved as a draft. Look at it, then put it in use.")
            return _back(measure)
    context = {"form": form, "measure": measure, "draft": draft}
    return render(request, "measures/definitions/definition_write.html", context)


@require_POST
@council_page(may=DEFINE)
def definition_use(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Put the draft in use."""
    return _with_draft(request, council, key, services.put_in_use, "It is in use now.")


@require_POST
@council_page(may=DEFINE)
def definition_discard(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Throw the draft away."""
    return _with_draft(request, council, key, services.discard_draft, "The draft is gone.")


def _number(request: HttpRequest, name: str) -> int:
    """A number that a button sends; anything else was sent by none of our pages."""
    try:
        return forms.IntegerField(min_value=1).clean(request.POST.get(name))
    except ValidationError:
        raise Http404 from None


def _with_draft(
    request: HttpRequest, council: Council, key: str, service: Callable, done: str
) -> HttpResponse:
    measure = measure_of(council, key)
    draft, version = _number(request, "draft"), _number(request, "version")
    definition = measure.definitions.filter(pk=draft).first()
    if definition is None:
        messages.error(request, "There is no such draft any more.")
        return _back(measure)
    try:
        service(by=request.user, definition=definition, version=version)
    except (Conflict, Refused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return _back(measure)


@council_page(may=DEFINE)
def measure_move(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Retire a measure, or use it again, with a reason."""
    measure = measure_of(council, key)
    to = queries.next_state(measure)
    form = MoveForm(_sent(request), to=to)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _saved(form, lambda: services.move(by=request.user, measure=measure, **said)):
            messages.success(request, "Saved.")
            return _back(measure)
    context = {"form": form, "measure": measure, "title": MOVES[to]}
    return render(request, "measures/definitions/form.html", context)


@council_page(may=DEFINE)
def measure_links(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What a measure tells about."""
    measure = measure_of(council, key)
    promises, themes = queries.links_of(measure)
    seen = queries.links_seen(measure)
    initial = {"promises": promises, "themes": themes, "seen": seen}
    form = LinksForm(_sent(request), measure=measure, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.link(by=request.user, measure=measure, **form.cleaned_data)
        except Conflict as conflict:
            now = queries.linked_now(measure)
            form.now_seen(queries.links_seen(measure), f"{conflict} {now}")
        else:
            messages.success(request, "Saved.")
            return _back(measure)
    context = {"form": form, "measure": measure, "title": "What it tells about"}
    return render(request, "measures/definitions/form.html", context)


@council_page(may=DEFINE)
def breakdown_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """By what a measure may be cut."""
    measure = measure_of(council, key)
    form = BreakdownForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _saved(form, lambda: services.add_breakdown(by=request.user, measure=measure, **said)):
            messages.success(request, "Saved. Now say how many there are in each group.")
            return _back(measure)
    context = {"form": form, "measure": measure, "title": "Cut it by groups"}
    return render(request, "measures/definitions/form.html", context)


@council_page(may=DEFINE)
def split_record(
    request: HttpRequest, council: Council, key: str, pk: int, figure: int
) -> HttpResponse:
    """The groups of one figure."""
    measure = measure_of(council, key)
    breakdown = get_object_or_404(Breakdown.objects.filter(measure=measure), pk=pk)
    row = get_object_or_404(Observation.objects.standing().filter(measure=measure), pk=figure)
    split = Split.objects.filter(breakdown=breakdown, observation=row).first()
    form = SplitForm(_sent(request), breakdown=breakdown, figure=row, split=split)
    if request.method == "POST" and form.is_valid():
        said = {"parts": form.parts, "not_all_known": form.cleaned_data["not_all_known"]}
        said["version"] = form.cleaned_data["seen"]

        def save() -> None:
            services.record_split(by=request.user, breakdown=breakdown, observation=row, **said)

        if _saved(form, save):
            messages.success(request, "Saved.")
            return _back(measure)
    context = {
        "form": form,
        "measure": measure,
        "breakdown": breakdown,
        "figure": row,
        "whole": in_words(row),
        "refused": services.why_not_split(breakdown=breakdown, observation=row),
        "table": table_of(measure, split, limit=None) if split else None,
    }
    return render(request, "measures/definitions/split_record.html", context)
