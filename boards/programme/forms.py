"""The clerk's forms for a year: how its days are found, and the meetings, each to be changed."""

from collections.abc import Mapping, Sequence
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from boards.cycle import MunicipalYear
from boards.models import Meeting
from boards.programme.minding import ends_at
from boards.programme.queries import Programme
from boards.programme.services import Wanted
from boards.year import LAST, WEEKS, NthWeekday, Wishes
from councils.working_days import day_in_words
from pledges.models import Theme

RHYTHM = "rhythm"
PLACES = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", str(LAST): "Last"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SECOND, WEDNESDAY = 2, 2
SHORTEST = 15
PLACE_LENGTH = Meeting._meta.get_field("place").max_length


class WishesForm(forms.Form):
    """How many meetings the year is to have, and how their days are found."""

    year = forms.TypedChoiceField(label="Year", coerce=int)
    number = forms.IntegerField(
        label="How many meetings in the year?",
        validators=[MinValueValidator(1), MaxValueValidator(WEEKS)],
    )
    when = forms.ChoiceField(label="Which day of the month?")
    weekday = forms.TypedChoiceField(
        label="Day of the week",
        coerce=int,
        choices=list(enumerate(DAYS)),
        help_text="Of the month: the rhythm keeps its own.",
    )
    starts_at = forms.TimeField(label="Start", widget=forms.TimeInput(format="%H:%M"))
    slot_minutes = forms.IntegerField(
        label="Length in minutes", validators=[MinValueValidator(SHORTEST)]
    )
    place = forms.CharField(label="Place", max_length=PLACE_LENGTH, required=False)

    def __init__(
        self, *args: object, programme: Programme, year: MunicipalYear, **kwargs: object
    ) -> None:
        self.programme, self.year = programme, year
        super().__init__(*args, initial=_usual(programme, year), **kwargs)
        years = [(year.starts_on.year, year.label) for year in programme.years]
        self.fields["year"].choices = years
        self.fields["when"].choices = [*_rhythm(programme), *PLACES.items()]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.layout = Layout(
            Row("year", "number"), Row("when", "weekday"), Row("starts_at", "slot_minutes"), "place"
        )
        self.helper.add_input(Submit("", "Propose the days", css_class="govuk-button--secondary"))

    def year_chosen(self) -> MunicipalYear:
        """The year that is asked for, or the one the form begins with."""
        asked = self.cleaned_data.get("year") if self.is_valid() else None
        return self.programme.year_from(asked) if asked else self.year

    def wishes(self) -> Wishes:
        """What is wished for: what was sent, or else what is usual."""
        said = self.cleaned_data if self.is_valid() else self.initial
        start, minutes = said["starts_at"], said["slot_minutes"]
        return Wishes(said["number"], self._when(said), start, ends_at(start, minutes))

    def each_has(self) -> dict[str, object]:
        """What every meeting of the year starts with: its time, its length, its place."""
        said = self.cleaned_data if self.is_valid() else self.initial
        return {name: said[name] for name in ("starts_at", "slot_minutes", "place")}

    def _when(self, said: Mapping[str, object]) -> NthWeekday | date:
        if said["when"] == RHYTHM:
            return self.programme.last.held_on
        return NthWeekday(int(said["when"]), said["weekday"])


def _usual(programme: Programme, year: MunicipalYear) -> dict[str, object]:
    last, rules = programme.last, programme.rules_of(year)
    return {
        "year": year.starts_on.year,
        "number": rules.meetings_a_year if rules else None,
        "when": RHYTHM if last else str(SECOND),
        "weekday": last.held_on.weekday() if last else WEDNESDAY,
        "starts_at": programme.usual_start,
        "slot_minutes": programme.usual_minutes(year),
        "place": last.place if last else "",
    }


def _rhythm(programme: Programme) -> list[tuple[str, str]]:
    if programme.last is None:
        return []
    return [(RHYTHM, f"In the rhythm of the last one, {day_in_words(programme.last.held_on)}")]


class MeetingRow(forms.Form):
    """One meeting of the year: as it is proposed, or as the clerk would have it."""

    held_on = forms.DateField(label="Date", widget=forms.DateInput(format="%-d/%-m/%Y"))
    starts_at = forms.TimeField(label="Start", widget=forms.TimeInput(format="%H:%M"))
    place = forms.CharField(label="Place", max_length=PLACE_LENGTH)
    theme = forms.ChoiceField(required=False)
    slot_minutes = forms.IntegerField(
        widget=forms.HiddenInput, validators=[MinValueValidator(SHORTEST)]
    )
    leave_out = forms.BooleanField(label="Leave this meeting out", required=False)

    def __init__(self, *args: object, themes: Sequence[Theme], word: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs | {"empty_permitted": False})
        self.themes = {str(theme.pk): theme for theme in themes}
        named = [(key, theme.name) for key, theme in self.themes.items()]
        self.fields["theme"].label = word.capitalize()
        self.fields["theme"].choices = [("", f"No {word}"), *named]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row("held_on", "starts_at"), Row("place", "theme"), "slot_minutes", "leave_out"
        )

    def clean(self) -> dict[str, object]:
        """What is left out need not be right."""
        if self.cleaned_data.get("leave_out"):
            self.errors.clear()
        return self.cleaned_data

    def wanted(self) -> Wanted | None:
        """The meeting to plan, or None where it is left out."""
        said = self.cleaned_data
        if said["leave_out"]:
            return None
        return Wanted(
            held_on=said["held_on"],
            starts_at=said["starts_at"],
            place=said["place"],
            slot_minutes=said["slot_minutes"],
            theme=self.themes.get(said["theme"]),
        )


MeetingRows = forms.formset_factory(MeetingRow, extra=0, max_num=WEEKS, absolute_max=WEEKS)
