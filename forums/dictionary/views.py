"""A forum's list of words: for everybody who writes to read, for its people to keep."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils.access import council_page
from councils.models import Council
from councils.queries import abbreviations_of
from councils.writing import Conflict, Refused
from forums.dictionary import services
from forums.dictionary.forms import WordForm
from forums.dictionary.queries import words_of
from forums.models import DictionaryWord, Forum


def _forum(council: Council, key: str) -> Forum:
    return get_object_or_404(Forum.objects.of(council).select_related("council"), key=key)


def _saved(form: WordForm, save: Callable[[], DictionaryWord]) -> DictionaryWord | None:
    """What was saved; None where it was not, which the form then says."""
    try:
        return save()
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        form.current = conflict.current
        form.data = {**form.data.dict(), "version": conflict.current.version}
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.add_error(None, error)
    return None


@council_page(may="forums.read_words")
def word_list(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """The words a forum does not want, with what it prefers; its people add to them."""
    forum = _forum(council, key)
    refused = services.why_not_keep(request.user, forum)
    form = None if refused else WordForm(request.POST or None)
    if request.method == "POST":
        if refused:
            raise PermissionDenied(refused)
        if form.is_valid() and (row := _add(request, forum, form)):
            messages.success(request, f"“{row}” is on the list.")
            return redirect("forums:word_list", council=council.slug, key=key)
    known = sorted(abbreviations_of(council).items())
    context = {"forum": forum, "rows": words_of(forum), "form": form, "known": known}
    return render(request, "forums/dictionary/word_list.html", context)


def _add(request: HttpRequest, forum: Forum, form: WordForm) -> DictionaryWord | None:
    return _saved(
        form, lambda: services.add_word(by=request.user, forum=forum, **form.cleaned_data)
    )


def _row(request: HttpRequest, council: Council, pk: int) -> DictionaryWord:
    """A word of a list this person keeps."""
    rows = DictionaryWord.objects.of(council).filter(taken_off_at__isnull=True)
    row = get_object_or_404(rows.select_related("forum__council"), pk=pk)
    if refused := services.why_not_keep(request.user, row.forum):
        raise PermissionDenied(refused)
    return row


@council_page(may="forums.keep_words")
def word_change(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Write a word of the list anew."""
    row = _row(request, council, pk)
    form = WordForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        if _saved(form, lambda: services.change_word(by=request.user, row=row, **fields)):
            messages.success(request, "Saved.")
            return redirect("forums:word_list", council=council.slug, key=row.forum.key)
    context = {"row": row, "form": form, "current": getattr(form, "current", None)}
    return render(request, "forums/dictionary/word_change.html", context)


@require_POST
@council_page(may="forums.keep_words")
def word_take_off(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take a word off the list."""
    rows = DictionaryWord.objects.of(council).select_related("forum__council")
    row = get_object_or_404(rows, pk=pk)
    try:
        services.take_off(by=request.user, row=row)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    messages.success(request, f"“{row}” is off the list.")
    return redirect("forums:word_list", council=council.slug, key=row.forum.key)
