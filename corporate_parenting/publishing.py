"""What a council has published of what its rooms hold, and the proper officer's two buttons."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.models import Body
from councils import services
from councils.access import council_page
from councils.models import Council, FixtureModel, Publication
from forums.models import Forum
from measures.models import Measure
from pledges.models import PledgeSet, Strategy

#: What is published by itself; everything else goes out with one of these.
ROOTS: dict[str, type[FixtureModel]] = {
    model._meta.model_name: model for model in (Strategy, PledgeSet, Body, Measure, Forum)
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can be published, and the decision in force."""

    kind: str
    key: str
    title: str
    publication: Publication | None


@council_page(may="councils.publish_content")
def published_list(request: HttpRequest, council: Council) -> HttpResponse:
    """Everything that can be published, kind by kind, with its state and its button."""
    in_force = {
        (publication.kind, publication.key): publication
        for publication in Publication.objects.of(council)
        .filter(withdrawn_at__isnull=True)
        .select_related("published_by")
    }
    sections = {
        model._meta.verbose_name_plural: [
            Row(kind, row.key, str(row), in_force.get((model._meta.label_lower, row.key)))
            for row in _offered(model, council)
        ]
        for kind, model in ROOTS.items()
    }
    return render(request, "published_list.html", {"sections": sections})


@require_POST
@council_page(may="councils.publish_content")
def publish(request: HttpRequest, council: Council, kind: str, key: str) -> HttpResponse:
    """Mark something published."""
    row = _row(council, kind, key)
    services.publish(by=request.user, rows=[row])
    messages.success(request, f"“{row}” can be read by anyone now.")
    return redirect("published_list", council=council.slug)


@require_POST
@council_page(may="councils.publish_content")
def withdraw(request: HttpRequest, council: Council, kind: str, key: str) -> HttpResponse:
    """Take something back; papers that went out already stay as they went out."""
    row = _row(council, kind, key)
    services.withdraw(by=request.user, row=row)
    messages.success(request, f"“{row}” is no longer public.")
    return redirect("published_list", council=council.slug)


def _row(council: Council, kind: str, key: str) -> FixtureModel:
    if kind not in ROOTS:
        raise Http404
    return get_object_or_404(_offered(ROOTS[kind], council), key=key)


def _offered(model: type[FixtureModel], council: Council) -> QuerySet:
    """What can be published here; a draft set of promises goes out on its own page, when ready."""
    rows = model.objects.of(council)
    return rows.promised() if model is PledgeSet else rows
