"""The officer's screens for a period: which periods there are, and all figures of one at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from councils import clock
from councils.access import council_page
from councils.admin_site import site
from councils.models import Council
from councils.queries import school_terms
from measures import periods
from measures.figures import in_words
from measures.period.forms import OF_UNIT, RowForm, forms_of
from measures.period.queries import (
    YEARS_OFFERED,
    Line,
    belongs,
    lines,
    months_of,
    periods_of,
    recordable,
)
from measures.period.services import Outcome, Sent, record_period
from measures.rating import age_words

MAY = "measures.record_figures"


@dataclass(frozen=True, slots=True)
class Row:
    """A measure on the screen: its line, its form, and what somebody else saved meanwhile."""

    line: Line
    form: RowForm
    theirs: str = ""

    @property
    def numbers(self) -> list:
        """The fields for the figure itself, by the measure's unit."""
        return [self.form[name] for name in OF_UNIT[self.line.measure.unit]]

    @property
    def more(self) -> list:
        """The fields that most figures do without."""
        names = ["not_available", "covers_to", "corrective_action"]
        return [self.form[name] for name in names]

    @property
    def is_open(self) -> bool:
        """Whether one of those is filled in or wrong, and has to be in sight."""
        return any(field.errors or field.value() for field in self.more)

    @property
    def counted(self) -> str:
        """What is counted, out of what."""
        holds = self.line.measure.holds_on(self.line.period_end)
        whole = holds.denominator_words
        out_of = whole if whole.startswith(("of ", "out of ")) else f"out of {whole}"
        parts = [holds.numerator_words, out_of if whole else ""]
        return ", ".join(filter(None, parts))

    @property
    def last_words(self) -> str:
        """The figure before, with its counts, its day and its age."""
        last = self.line.last
        if last is None:
            return "No figure before."
        age = age_words(last.period_end, clock.today())
        return f"{in_words(last)}, on {last.period_end:%-d %B %Y}, {age}"

    @property
    def is_signed_off(self) -> bool:
        """Whether a change needs its reason."""
        return bool(self.line.figure and self.line.figure.signed_off_at)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, each with the field it stands at."""
        own = [(f"{self.form.prefix}-row", words) for words in self.form.non_field_errors()]
        fields = [(field.auto_id, words) for field in self.form for words in field.errors]
        return [*own, *fields]


def context_of(request: HttpRequest, council: Council, title: str, **more: object) -> dict:
    """What a page of ours within the admin needs."""
    several = {"council": council, "title": title, "opts": None, **more}
    return {**site.each_context(request), **several}


def period_or_404(council: Council, day: str) -> date:
    """The end of a period that has ended and that some measure of the council has.

    Raises:
        Http404: it is no day, it is still to come or too long ago, or no period ends on it.
    """
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    today = clock.today()
    if not today - YEARS_OFFERED <= found <= today:
        raise Http404
    terms = school_terms(council)
    yearly = periods.ends(periods.YEAR, since=found, until=found)
    if not yearly and not any(
        months_of(each, found) and belongs(each, found, terms) for each in recordable(council)
    ):
        raise Http404
    return found


@council_page(may=MAY)
def period_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The periods that have ended, with what is recorded and what is owed."""
    found = periods_of(council, request.user)
    context = context_of(
        request,
        council,
        "Record a period",
        periods=[
            (reverse("admin:measures_period", args=[council.slug, each.ends_on]), each)
            for each in found
        ],
    )
    return TemplateResponse(request, "admin/measures/period_list.html", context)


@council_page(may=MAY)
def period(request: HttpRequest, council: Council, day: str) -> HttpResponse:
    """Every measure of a period: what is valid is saved, what is not stays and is explained."""
    period_end = period_or_404(council, day)
    found = lines(council, request.user, period_end)
    if request.method != "POST":
        return _show(request, council, period_end, _rows(found))
    bound = forms_of(found, request.POST)
    readable = [(line, form) for line, form in zip(found, bound, strict=True) if form.is_valid()]
    outcomes = record_period(
        by=request.user,
        council=council,
        period_end=period_end,
        rows=[Sent(line.measure, form.told, form.saw) for line, form in readable],
        is_invented=settings.DEMO,
    )
    by_key = {outcome.measure.key: outcome for outcome in outcomes}
    saved = sum(outcome.is_good for outcome in outcomes)
    wrong = {form.prefix: form for form in bound if not form.is_valid()}
    wrong |= {key: None for key, outcome in by_key.items() if outcome.errors}
    _say(request, saved, len(wrong))
    if not wrong:
        return redirect(request.path)
    again = _rows(lines(council, request.user, period_end), request.POST, wrong, by_key)
    return _show(request, council, period_end, again)


def _say(request: HttpRequest, saved: int, wrong: int) -> None:
    figures = "1 figure is" if saved == 1 else f"{saved} figures are"
    if saved:
        messages.success(request, f"{figures} saved.")
    elif not wrong:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    if wrong:
        need = "1 row is not saved" if wrong == 1 else f"{wrong} rows are not saved"
        messages.warning(request, f"{need}. What you typed is still there; see what is wrong.")


def _rows(
    found: Sequence[Line],
    data: QueryDict | None = None,
    wrong: dict[str, RowForm | None] | None = None,
    outcomes: dict[str, Outcome] | None = None,
) -> list[Row]:
    """The lines with their forms: as typed where something is wrong, as on record elsewhere."""
    wrong, outcomes = wrong or {}, outcomes or {}
    rows = []
    for line in found:
        key = line.measure.key
        if key not in wrong:
            rows.append(Row(line, RowForm(prefix=key, kept=line.kept, unit=line.measure.unit)))
        elif wrong[key]:
            rows.append(Row(line, wrong[key]))
        else:
            rows.append(_refused(line, data.copy(), outcomes[key]))
    return rows


def _refused(line: Line, data: QueryDict, outcome: Outcome) -> Row:
    """A row with what its service said; after a conflict the next save is against theirs."""
    key, theirs = line.measure.key, ""
    if outcome.is_conflict:
        data[f"{key}-seen"] = str(line.kept.seen) if line.kept else ""
        theirs = _theirs(line)
    form = RowForm(data, prefix=key, kept=line.kept, unit=line.measure.unit)
    form.is_valid()
    for name, words in outcome.errors.items():
        form.add_error(name if name in form.fields else None, words)
    return Row(line, form, theirs)


def _theirs(line: Line) -> str:
    """What somebody else has saved, in words; empty where they have taken it away."""
    figure = line.figure
    if figure is None:
        return ""
    figure.measure = line.measure
    who = f"{figure.recorded_by}" if figure.recorded_by else "somebody"
    parts = [in_words(figure), figure.narrative, figure.corrective_action]
    return f"On record now, from {who}: " + " · ".join(filter(None, parts))


def _show(
    request: HttpRequest, council: Council, period_end: date, rows: list[Row]
) -> HttpResponse:
    owed = [row for row in rows if row.line.timing.is_owed]
    context = context_of(
        request,
        council,
        f"Figures for the period to {period_end:%-d %B %Y}",
        period_end=period_end,
        rows=[row for row in rows if row.line.months],
        others=[row for row in rows if not row.line.months],
        owed=len(owed),
        errors=[
            (target, f"{row.line.measure.short_title}: {words}")
            for row in rows
            for target, words in row.errors
        ],
    )
    return TemplateResponse(request, "admin/measures/period.html", context)
