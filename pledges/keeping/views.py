"""The page on which a promise is rated."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from councils.access import council_page
from councils.models import Council
from pledges.keeping import services
from pledges.keeping.forms import RateForm
from pledges.keeping.queries import page_of, ratings_of
from pledges.views import attempt, form_page, published_or_404


@council_page(may="pledges.rate_promise")
def rating_add(request: HttpRequest, council: Council, kind: str, key: str) -> HttpResponse:
    """Say whether it is kept, and what shows it."""
    of = published_or_404(council, kind, key)
    ratings = ratings_of(of)
    last = ratings[0] if ratings else None
    form = RateForm(request.POST or None, last=last)
    current = None
    if request.method == "POST" and form.is_valid():
        current = attempt(form, services.rate, by=request.user, **{kind: of}, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Saved. It stands on the page for everybody.")
            page, own = page_of(of)
            return redirect(page, council=council.slug, key=own)
        if current:
            form.data = {**form.data.dict(), "seen": current.pk}
    return form_page(request, form, of=of, title="Is it kept?", rating=current or last)
