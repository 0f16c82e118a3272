"""The register of placement providers, and who has signed what: for officers and for everybody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from councils import clock
from councils.access import council_page
from councils.models import Council
from pledges.models import PledgeSet, Provider
from pledges.providers import queries, services
from pledges.providers.forms import ProviderForm, SignForm
from pledges.views import attempt, form_page

READ, KEEP = "pledges.read_provider", "pledges.keep_providers"


@council_page(may=READ)
def provider_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The register: who is in it, what each offers, and how each stands to what it should sign."""
    today = clock.today()
    providers = list(queries.with_signatures(Provider.objects.of(council)))
    active = [each for each in providers if each.ends_on is None or each.ends_on >= today]
    context = {
        "sets": [
            (each, queries.counted(rows), rows)
            for each in queries.sets_to_sign(council)
            if (rows := queries.rows(active, each)) is not None
        ],
        "active": active,
        "before": [each for each in providers if each not in active],
        "keeps": request.user.has_perm(KEEP, council),
    }
    return render(request, "pledges/providers/provider_list.html", context)


@council_page(may=KEEP)
def provider_add(request: HttpRequest, council: Council) -> HttpResponse:
    """Put a provider into the register."""
    form = ProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"council": council, **form.cleaned_data}
        attempt(form, services.add_provider, by=request.user, **given)
        if form.is_valid():
            return _back(request, council, "The provider is in the register.")
    return _form(request, form, title="Add a placement provider")


@council_page(may=KEEP)
def provider_change(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put an entry right, or end it."""
    provider = get_object_or_404(Provider.objects.of(council).select_related("council"), pk=pk)
    form = ProviderForm(request.POST or None, provider=provider)
    if request.method == "POST" and form.is_valid():
        given = {"provider": provider, **form.cleaned_data}
        attempt(form, services.change_provider, by=request.user, **given)
        if form.is_valid():
            return _back(request, council, "Saved.")
    return _form(request, form, title=provider.name)


@council_page(may=KEEP)
def provider_sign(request: HttpRequest, council: Council, pk: int, key: str) -> HttpResponse:
    """Record that a provider has signed a set, in the words of today."""
    provider = get_object_or_404(Provider.objects.of(council).select_related("council"), pk=pk)
    pledge_set = get_object_or_404(queries.sets_to_sign(council).select_related("council"), key=key)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"provider": provider, "pledge_set": pledge_set, **form.cleaned_data}
        attempt(form, services.sign, by=request.user, **given)
        if form.is_valid():
            return _back(request, council, f"{provider.name} has signed {pledge_set.title}.")
    title = f"{provider.name} signs {pledge_set.title}"
    return _form(request, form, title=title, words=queries.words_now(pledge_set))


def _back(request: HttpRequest, council: Council, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("pledges:provider_list", council=council.slug)


def _form(request: HttpRequest, form: object, *, title: str, words: str = "") -> HttpResponse:
    up = reverse("pledges:provider_list", args=[request.council.slug])
    return form_page(request, form, title=title, up=up, signed_words=words)


@council_page()
def set_signed(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Who has signed a set of promises, for everybody."""
    found: PledgeSet = get_object_or_404(queries.sets_to_sign(council), key=key)
    providers = queries.with_signatures(queries.active_providers(council, clock.today()))
    rows = queries.rows(providers, found)
    context = {"set": found, "rows": rows, "counted": queries.counted(rows)}
    return render(request, "pledges/providers/set_signed.html", context)
