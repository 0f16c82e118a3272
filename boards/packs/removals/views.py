"""The pages on which two people take a passage out of everything that was published."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.models import Meeting, Removal
from boards.packs.removals import queries, services
from boards.packs.removals.forms import PassageForm
from boards.packs.removing import STATE_WORDS, State, why_not_destroy, why_not_take_back
from councils.access import council_page
from councils.models import Council, User
from councils.writing import Refused

MAY = "boards.remove_passage"
HIDDEN = "Passage {number} is hidden from everybody now. A second person is needed to destroy it."
GONE = "Passage {number} is destroyed in every edition there ever was."
BACK = "Taken back. Passage {number} stands in the next papers that are published."


@council_page(may=MAY)
def removal_list(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """What was taken out of a meeting's papers, and the form to take out more."""
    meeting = get_object_or_404(Meeting.objects.of(council).select_related("body"), pk=pk)
    form = PassageForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            made = services.propose_removal(by=request.user, meeting=meeting, number=number)
        except Refused as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, HIDDEN.format(number=made.number))
            return redirect("boards:removal_detail", council=council.slug, pk=made.pk)
    rows = list(queries.removals_of(meeting))
    for row in rows:
        row.state = STATE_WORDS[queries.state_of_removal(row)]
    context = {"meeting": meeting, "form": form, "rows": rows}
    context["has_papers"] = queries.has_papers(meeting)
    return render(request, "boards/removals/removal_list.html", context)


@council_page(may=MAY)
def removal_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """One passage: what it says while it is only hidden, and who has done what."""
    removal = _removal(council, pk)
    state = queries.state_of_removal(removal)
    by = {"proposed_by": removal.proposed_by_id, "by": request.user.pk}
    is_open = state is State.PROPOSED
    context = {
        "removal": removal,
        "state": STATE_WORDS[state],
        "is_open": is_open,
        "passage": queries.passage_html(removal) if is_open else "",
        "stands": queries.stands_there_now(removal) if is_open else "",
        "why_not_destroy": why_not_destroy(state, **by),
        "may_take_back": is_open and not why_not_take_back(state),
    }
    return render(request, "boards/removals/removal_detail.html", context)


def _removal(council: Council, pk: int) -> Removal:
    rows = Removal.objects.of(council).select_related(
        *("meeting__body", "proposed_by", "confirmed_by", "taken_back_by")
    )
    return get_object_or_404(rows, pk=pk)


@require_POST
@council_page(may=MAY)
def removal_destroy(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The second person destroys the passage."""
    return _done(request, council, pk, services.destroy_passage, GONE)


@require_POST
@council_page(may=MAY)
def removal_take_back(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Somebody finds that the passage may stay."""
    return _done(request, council, pk, services.take_back_removal, BACK)


def _done(
    request: HttpRequest, council: Council, pk: int, act: Callable[..., Removal], said: str
) -> HttpResponse:
    removal = _removal(council, pk)
    user: User = request.user
    try:
        act(by=user, removal=removal)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said.format(number=removal.number))
    return redirect("boards:removal_detail", council=council.slug, pk=pk)
