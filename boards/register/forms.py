"""The clerk's forms at a meeting: the sheet of the register, who is added, when it began."""

import re
from collections.abc import Iterable, Mapping
from datetime import time

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from boards.models import Meeting, RegisterEntry
from boards.register.entries.queries import Row
from boards.register.entries.services import NO_SUCH_ROW, Saved
from boards.register.entries.states import Mark, Sent, State, unpacked
from councils import clock
from councils.models import Person

HERE = [("present", "Present"), ("online", "Online")]
AWAY = [("apologies", "Apologies"), ("absent", "Absent")]
NOT_HERE = [("", "Not here")]
CONFLICT = (
    "{who} saved “{theirs}” at {at}. Yours is “{mine}”. Save again to keep yours, or change it."
)
TAKEN_OFF = "Somebody else has taken this off. Yours is “{mine}”. Save again to keep it."


#: What is in the fields of a row, by their names.
Fields = Mapping[str, object]
KEY_FIELD = re.compile(r"(row-\d+)-key")


def clock_input() -> forms.TimeInput:
    """A time, as a tablet lets one choose it."""
    return forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "cp-time"})


class MarkForm(forms.Form):
    """One row of the register; `key` says whose, its place on the page does not matter."""

    key = forms.CharField(widget=forms.HiddenInput)
    mark = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    heads = forms.IntegerField(min_value=0, max_value=99, required=False, label="How many")
    arrived_at = forms.TimeField(widget=clock_input(), required=False, label="Arrived")
    left_at = forms.TimeField(widget=clock_input(), required=False, label="Left")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, row: Row, data: Fields | None, *, prefix: str) -> None:
        data = data and {f"{prefix}-{name}": value for name, value in data.items()}
        super().__init__(data, prefix=prefix, initial=_initial(row))
        self.row = row
        self.fields["mark"].choices = HERE + (AWAY if row.may_be_away else NOT_HERE)
        self.fields["mark"].label = row.name
        for name in ("arrived_at", "left_at", "heads"):
            # In the summary of errors a time says whose it is.
            self.fields[name].label = f"{row.name}, {self.fields[name].label.lower()}"
        if not row.is_young:
            del self.fields["heads"]

    def clean_seen(self) -> State:
        """What the page showed, as it was sent along."""
        try:
            return unpacked(self.cleaned_data["seen"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def sent(self) -> Sent:
        """The row as the service takes it."""
        data = self.cleaned_data
        mine = State(
            Mark(data["mark"]) if data["mark"] else None,
            data.get("heads") or 0 if self.row.is_young else 1,
            data["arrived_at"],
            data["left_at"],
        )
        return Sent(mine, data["seen"], data["version"])


def _initial(row: Row) -> dict[str, object]:
    shown = row.shown
    return {
        "key": row.key,
        "mark": shown.mark or "",
        "heads": shown.heads if shown.mark else None,
        "arrived_at": shown.arrived_at,
        "left_at": shown.left_at,
        "version": row.version,
        "seen": shown.packed(),
    }


def rows_sent(data: QueryDict) -> dict[str, Fields]:
    """The rows of a sheet as they were sent, by their keys: field, what is in it."""
    prefixes = [match[1] for name in data if (match := KEY_FIELD.fullmatch(name))]
    return {
        data[f"{prefix}-key"]: {
            name.removeprefix(f"{prefix}-"): data[name]
            for name in data
            if name.startswith(f"{prefix}-")
        }
        for prefix in prefixes
    }


class Sheet(BaseFormSet):
    """A page of rows, each saved by itself; those in `typed` are as somebody sent them, by key."""

    forms = ()  # as each kind of sheet makes them
    typed: Mapping[str, Fields] = {}
    unknown = ""

    def non_form_errors(self) -> list[str]:
        """Rows that are not on the sheet; every other error stands at its row."""
        known = {str(form.initial["key"]) for form in self.forms}
        return [self.unknown] if self.typed.keys() - known else []

    @property
    def errors(self) -> list[object]:
        """What is wrong, in the whole and at the rows that were sent."""
        sent = (form for form in self.forms if form.is_bound)
        return [*self.non_form_errors(), *(form.errors for form in sent if form.errors)]


class RegisterSheet(Sheet):
    """All rows of the register."""

    unknown = NO_SUCH_ROW

    def __init__(self, rows: Iterable[Row], typed: Mapping[str, Fields] | None = None) -> None:
        self.is_bound, self.typed = typed is not None, typed or {}
        rows = [*rows, *self._further(rows)]
        self.forms = [
            MarkForm(row, self.typed.get(row.key), prefix=f"row-{place}")
            for place, row in enumerate(rows)
        ]

    def _further(self, rows: Iterable[Row]) -> list[Row]:
        """The stays that were sent along after the last ones there are."""
        known = {row.key for row in rows}
        after = {row.again().key: row.again() for row in rows}
        return [row for key, row in after.items() if key in self.typed and key not in known]

    def sent(self) -> dict[str, Sent]:
        """The rows that are well formed, as the service takes them."""
        whole = (form for form in self.forms if form.is_bound and form.is_valid())
        return {form.row.key: form.sent() for form in whole}

    def answered(self, rows: Iterable[Row], results: Mapping[str, Saved]) -> "RegisterSheet":
        """The sheet to show afterwards: what is saved as it is, the rest as it was typed."""
        rows = list(rows)
        kept = {key: fields for key, fields in self.typed.items() if not _is_kept(results.get(key))}
        for row in rows:
            if row.key in results and results[row.key].is_conflict:
                seen = {"version": row.version, "seen": row.state.packed()}
                kept[row.key] = {**kept[row.key], **seen}
        sheet = RegisterSheet(rows, kept)
        for form in sheet.forms:
            if form.is_bound and form.row.key in results:
                say(form, results[form.row.key])
        return sheet


def _is_kept(saved: Saved | None) -> bool:
    return saved is not None and saved.is_kept


def say(form: MarkForm, saved: Saved) -> None:
    """Put what became of a row at its fields."""
    if not form.is_valid():
        return
    if saved.is_conflict:
        form.add_error("mark", conflict_words(form, saved.entry))
    for name, words in saved.errors.items():
        form.add_error(name if name in form.fields else None, words)


def conflict_words(form: MarkForm, entry: RegisterEntry | None) -> str:
    """What somebody else has saved, and what this person sent."""
    mine = form.sent().mine.words(young=form.row.is_young)
    if entry is None:
        return TAKEN_OFF.format(mine=mine)
    return CONFLICT.format(
        who=entry.recorded_by.display_name,
        theirs=form.row.state.words(young=form.row.is_young),
        at=f"{clock.local(entry.recorded_at):%H:%M}",
        mine=mine,
    )


class AddForm(forms.Form):
    """Somebody who came and is not on the register."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label="Who came?", empty_label="Choose one"
    )
    place = forms.ChoiceField(label="In whose place?")
    mark = forms.ChoiceField(
        choices=HERE, widget=forms.RadioSelect, label="How?", initial="present"
    )

    def __init__(self, *args: object, people: object, places: list, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["place"].choices = [("", "In nobody’s: they attend"), *places]
        self.fields["place"].required = False
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Put on the register"))


class SittingForm(forms.Form):
    """When the meeting really began and ended, and who chaired it."""

    began = forms.TimeField(widget=clock_input(), required=False, label="When it began")
    ended = forms.TimeField(widget=clock_input(), required=False, label="When it ended")
    chair = forms.ModelChoiceField(
        Person.objects.none(), required=False, label="Who chaired it", empty_label="Nobody named"
    )
    has_young_chair = forms.BooleanField(
        required=False,
        label="A young person chaired",
        help_text="They are counted and not named.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, meeting: Meeting, people: object, **kwargs: object) -> None:
        initial = {
            "began": _local(meeting.opened_at),
            "ended": _local(meeting.closed_at),
            "chair": meeting.chair_id,
            "has_young_chair": meeting.has_young_chair,
            "version": meeting.version,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["chair"].queryset = people
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Save"))


def _local(moment: object) -> time | None:
    return clock.local(moment).time().replace(second=0, microsecond=0) if moment else None
