"""A Word document on its way into a report: chosen, looked at part by part, saved when asked."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from boards import reports as rule
from boards.models import Report
from boards.papers import queries
from boards.papers.editing import Wording
from boards.papers.files import DOCX, Limits, check
from boards.papers.forms import data_of
from boards.papers.services import LONGEST, TOO_LONG, BothChanged
from boards.papers.views import as_read, go_on, report_for
from boards.papers.word.archive import Unreadable
from boards.papers.word.forms import ChooseForm, Told, WordForm, data_of_pictures, pictures_in
from boards.papers.word.pictures import Shown, shown
from boards.papers.word.placing import place
from boards.papers.word.reading import read_word
from boards.papers.word.services import take_in
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused

NOT_WORD = (
    "Only a Word document (.docx) can be read, and this file is of the kind “{kind}”. Attach it "
    "instead."
)
LEFT_OUT = "Left out, as nobody said what it shows: {pictures}."


@council_page(may="boards.write_report")
def report_word(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Read a Word document into a report. Nothing is saved before its words have been looked at."""
    report = report_for(request, council, pk, to_write=True)
    refused = rule.why_not(queries.state_of(report), rule.Move.WRITE)
    if refused:
        messages.info(request, refused)
        return redirect("boards:report_detail", council=council.slug, pk=pk)
    if "seen" in request.POST:
        return _save(request, council, report)
    form = ChooseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _look(request, report, form.cleaned_data["file"])
        except (Unreadable, Refused) as refusal:
            form.add_error("file", str(refusal))
    return render(request, "boards/papers/word_choose.html", {"report": report, "form": form})


def _look(request: HttpRequest, report: Report, file: UploadedFile) -> HttpResponse:
    """The page with what the document would bring.

    Raises:
        Refused: it is no Word document, or one that may not be attached either.
        Unreadable: it cannot be taken in.
    """
    limits = Limits(settings.ATTACHMENT_MOST_BYTES, settings.ATTACHMENT_MOST_UNZIPPED_BYTES)
    checked = check(file, size=file.size, limits=limits)
    if checked.kind is None:
        raise Refused(checked.refusal)
    if checked.kind != DOCX:
        raise Refused(NOT_WORD.format(kind=checked.kind.words))
    document = read_word(file)
    placed = place(document.items, queries.layout_of(report))
    pictures, not_shown = shown(document.pictures)
    says = queries.wording_of(report)
    brought = Wording(
        {**says.texts, **placed.texts}, placed.recommendations or says.recommendations
    )
    told = Told((*document.left, *not_shown), placed.remarks, placed.came)
    form = _form(report, says, brought, told, pictures)
    form.say(_too_long(brought))
    return _page(request, report, form, told)


def _too_long(says: Wording) -> dict[str, list[str]]:
    """What would be refused on saving, said at once."""
    return {
        name: [TOO_LONG.format(number=len(words), limit=LONGEST)]
        for name, words in says.fields().items()
        if len(words) > LONGEST
    }


def _form(
    report: Report, says: Wording, brought: Wording, told: Told, pictures: list[Shown]
) -> WordForm:
    """The form with words that are not saved, beside those that are."""
    data = {
        **data_of(brought),
        "seen": data_of(says)["seen"],
        "told": told.sent(),
        **data_of_pictures(pictures),
    }
    return _form_of(report, says, data, told, pictures, boxes=len(brought.recommendations))


def _form_of(
    report: Report,
    says: Wording,
    data: Mapping[str, str],
    told: Told,
    pictures: list[Shown],
    *,
    boxes: int,
) -> WordForm:
    return WordForm(
        data,
        parts=queries.layout_of(report),
        boxes=max(1, boxes),
        limit=queries.word_limit(report),
        says=says,
        told=told,
        pictures=pictures,
    )


def _save(request: HttpRequest, council: Council, report: Report) -> HttpResponse:
    """Save what stands in the form; whatever is refused comes back with all that was typed."""
    says, told = queries.wording_of(report), Told.back(request.POST.get("told", ""))
    pictures = pictures_in(request.POST)
    boxes = sum(name.startswith("recommendation_") for name in request.POST)
    form = _form_of(report, says, request.POST, told, pictures, boxes=boxes)
    if not form.is_valid():
        return _page(request, report, form, told)
    try:
        saved = take_in(
            by=request.user,
            report=report,
            mine=form.wording(),
            seen=form.marks(),
            pictures=form.described(),
        )
    except BothChanged as clash:
        return _clash(request, report, clash, told, pictures)
    except ValidationError as error:
        form.say(error.message_dict)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        _tell_left_out(request, form)
        return go_on(request, council, saved)
    return _page(request, report, form, told)


def _tell_left_out(request: HttpRequest, form: WordForm) -> None:
    if left := form.left_out():
        names = ", ".join(f"picture {number}" for number in left)
        messages.info(request, LEFT_OUT.format(pictures=names))


def _clash(
    request: HttpRequest, report: Report, clash: BothChanged, told: Told, pictures: list[Shown]
) -> HttpResponse:
    """The form with both people's words together, beside what the other person saved."""
    report = report_for(request, report.council, report.pk, to_write=True)
    form = _form(report, clash.saved, clash.together.wording, told, pictures)
    titles = {part.field: part.title for part in queries.layout_of(report)} | {"title": "Title"}
    saved = clash.saved.fields()
    rows = [(titles[name], as_read(name, saved[name])) for name in clash.together.clashes]
    form.say({name: [str(clash)] for name in clash.together.clashes})
    return _page(request, report, form, told, theirs=rows)


def _page(
    request: HttpRequest,
    report: Report,
    form: WordForm,
    told: Told,
    theirs: list[tuple[str, str]] = (),
) -> HttpResponse:
    context = {
        "report": report,
        "meeting": report.item.meeting,
        "form": form,
        "left": told.left,
        "remarks": told.remarks,
        "theirs": theirs,
    }
    return render(request, "boards/papers/word_look.html", context)
