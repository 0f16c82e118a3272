"""“I don’t get this” at a paragraph, the list of what people did not get, and one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.models import Edition, UnclearPlace
from boards.packs.unclear import services
from boards.packs.unclear.forms import AsideForm, WordForm
from boards.packs.unclear.queries import MAY, unclear_of, what_it_says
from boards.packs.views import edition_to_read, item_address
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused

PAGE = 20
FORUM = Edition.Kind.FORUM
THANKS = (
    "Thank you. You said that {place} is not clear. It is counted, and nobody sees who said it."
)
BACK = "Taken back: {place} is clear to you."


@require_POST
@council_page(may=MAY)
def unclear_tap(request: HttpRequest, council: Council, pk: int, number: str) -> HttpResponse:
    """Say “I don’t get this” at a paragraph, or with `undo` take it back."""
    edition = edition_to_read(request, council, pk, FORUM)
    item = get_object_or_404(edition.items.only("number", "html"), number=number)
    place, undo = request.POST.get("place"), request.POST.get("undo")
    at = {"by": request.user, "meeting": edition.meeting, "place": place or undo or ""}
    try:
        if undo:
            services.take_back(**at)
            messages.success(request, BACK.format(place=undo))
        else:
            services.tap(**at, item=item)
            messages.success(request, THANKS.format(place=place))
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    return redirect(f"{item_address(edition, council, number)}#p-{at['place']}")


@council_page(may=MAY)
def unclear_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The paragraphs people did not get, most taps first; then those that are settled."""
    rows = unclear_of(request.user, council)
    context = {
        "page": Paginator(rows.filter(settled_at__isnull=True), PAGE).get_page(
            request.GET.get("page")
        ),
        "settled": rows.filter(settled_at__isnull=False)[:PAGE],
    }
    return render(request, "boards/unclear/unclear_list.html", context)


@council_page(may=MAY)
def unclear_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """One paragraph: put a word of it on the list, or set it aside with a reason."""
    row = _row(request, council, pk)
    aside = "reason" in request.POST
    word = WordForm(request.POST if request.POST and not aside else None)
    set_aside = AsideForm(request.POST if aside else None)
    form = set_aside if aside else word
    if request.method == "POST" and form.is_valid() and _settle(request, row, form):
        return redirect("boards:unclear_list", council=council.slug)
    said = what_it_says(row)
    context = {"row": row, "said": said, "word": word, "aside": set_aside, "form": form}
    return render(request, "boards/unclear/unclear_detail.html", context)


def _row(request: HttpRequest, council: Council, pk: int) -> UnclearPlace:
    rows = UnclearPlace.objects.of(council)
    get_object_or_404(rows, pk=pk)
    found = unclear_of(request.user, council).filter(pk=pk).first()
    if found is None:
        raise PermissionDenied(services.NOT_YOURS)
    return found


def _settle(request: HttpRequest, row: UnclearPlace, form: WordForm | AsideForm) -> bool:
    """Whether it is settled; if not, the form says why."""
    settle = services.set_aside if isinstance(form, AsideForm) else services.settle_with_word
    try:
        settle(by=request.user, unclear=row, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refused:
        form.add_error(None, str(refused))
    else:
        messages.success(request, "Saved.")
    return not form.errors
