"""The page of a search: in one pack, or in all the papers of the council that one may read."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from boards.models import Edition, EditionItem, Meeting
from boards.packs.search.forms import SearchForm
from boards.packs.search.queries import Part, found_items, parts, says_nothing, with_snippets
from boards.packs.views import item_address
from councils.access import council_page
from councils.models import Council

PAGE = 20
TOO_COMMON = "These words are in almost every sentence. Search for a rarer one."
NOT_FOUND = "Nothing in these papers says “{words}”."
TRY = "Try fewer words, or another form of them."


@dataclass(frozen=True, slots=True)
class Result:
    """An item that says it, and where."""

    item: EditionItem
    href: str
    snippet: tuple[Part, ...]
    readers: str


@council_page()
def papers_search(request: HttpRequest, council: Council) -> HttpResponse:
    """What the papers say about something: never more than the person may open."""
    in_ = request.GET.get("meeting")
    form = SearchForm(request.GET if "q" in request.GET else None, initial={"meeting": in_})
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    meeting = _meeting(council, in_) if in_ else None
    context = {"form": form, "meeting": meeting, "asked": asked, "results": []}
    if asked:
        page = _page(request, council, asked, meeting)
        context |= {
            "page": page,
            "results": [_result(item, council) for item in with_snippets(page.object_list, asked)],
            "base": f"?{_kept(asked, meeting)}&page=",
            "wide": f"?{_kept(asked, None)}",
            **_nothing(page, asked),
        }
    return render(request, "boards/packs/search.html", context)


def _meeting(council: Council, pk: str) -> Meeting:
    """The meeting whose papers are searched, once it has papers."""
    published = Edition.objects.filter(meeting=OuterRef("pk"))
    meetings = Meeting.objects.of(council).filter(Exists(published)).select_related("body")
    return get_object_or_404(meetings, pk=int(pk) if pk.isdecimal() and len(pk) < 10 else 0)


def _page(request: HttpRequest, council: Council, asked: str, meeting: Meeting | None) -> Page:
    found = found_items(request.user, council, asked, meeting=meeting.pk if meeting else None)
    return Paginator(found, PAGE).get_page(request.GET.get("page"))


def _kept(asked: str, meeting: Meeting | None) -> str:
    return urlencode({"q": asked} | ({"meeting": meeting.pk} if meeting else {}))


def _nothing(page: Page, asked: str) -> dict[str, str]:
    """What is said where nothing was found."""
    if page.paginator.count:
        return {"nothing": "", "hint": ""}
    if says_nothing(asked):
        return {"nothing": TOO_COMMON, "hint": ""}
    return {"nothing": NOT_FOUND.format(words=asked), "hint": TRY}


def _result(item: EditionItem, council: Council) -> Result:
    return Result(
        item=item,
        href=item_address(item.edition, council, item.number),
        snippet=tuple(parts(item.headline)),
        readers=item.edition.get_kind_display(),
    )
