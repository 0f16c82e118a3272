"""One measure's row, as it is typed on the screen or stands in a spreadsheet."""

import re
from decimal import Decimal

from django import forms

from measures.models import Measure, Observation
from measures.period.deciding import Kept, Seen, Told, seen_of, typed
from measures.period.queries import Line
from measures.recording import Entry, follows_from_counts, tidy

DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
#: What stands in a number for the eye alone: spaces of all kinds, and commas between thousands.
GROUPING = re.compile(r"[\s\u00a0\u202f]|(?<=\d),(?=\d{3}(?:\D|$))")
MOST = 2_147_483_647
#: Fields that a figure of each unit has.
OF_UNIT = {
    Measure.Unit.PERCENT: ("numerator", "denominator", "value"),
    Measure.Unit.COUNT: ("numerator",),
    Measure.Unit.RATE: ("value", "numerator"),
    Measure.Unit.AVERAGE: ("value", "denominator"),
}
#: Where a field is called otherwise than its name.
CALLED = {
    Measure.Unit.RATE: {"numerator": "How many were counted"},
    Measure.Unit.AVERAGE: {"denominator": "Over how many"},
}


class CountField(forms.IntegerField):
    """A number of people: "1,204" and "1 204" are read as they are meant."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "size": 7}))
        super().__init__(required=False, min_value=0, max_value=MOST, **kwargs)
        self.error_messages["invalid"] = "Enter a whole number, such as 189."
        self.error_messages["min_value"] = "A count cannot be less than nought."

    def to_python(self, value: object) -> int | None:
        """The number without what groups its digits."""
        return super().to_python(GROUPING.sub("", str(value or "")))


class AmountField(forms.DecimalField):
    """A value: a percentage with or without its sign, a rate or an average."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "size": 7}))
        super().__init__(required=False, max_digits=12, decimal_places=4, **kwargs)
        self.error_messages["invalid"] = "Enter a number, such as 54 or 41.7."

    def to_python(self, value: object) -> Decimal | None:
        """The number without its sign and what groups its digits."""
        bare = GROUPING.sub("", str(value or "")).removesuffix("%")
        return super().to_python(bare)


class StatusField(forms.ChoiceField):
    """How sure the figure is; in a spreadsheet, capitals do not matter."""

    def to_python(self, value: object) -> str:
        """The status as it is kept."""
        return super().to_python(value).strip().casefold()


class RowForm(forms.Form):
    """What is typed for a measure. Whether it fits is the services' to say."""

    numerator = CountField()
    denominator = CountField()
    value = AmountField()
    status = StatusField(choices=Observation.Status, required=False)
    covers_to = forms.DateField(
        required=False,
        label="Covers only to",
        input_formats=DATES,
        widget=forms.DateInput(format="%-d/%-m/%Y", attrs={"size": 10}),
        error_messages={"invalid": "Enter a day, such as 28/2/2026."},
    )
    not_available = forms.CharField(
        required=False, max_length=200, label="Not available, because", strip=True
    )
    narrative = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    corrective_action = forms.CharField(
        required=False,
        max_length=5000,
        label="Where it is red: what will be done",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(required=False, max_length=200, label="Why it is corrected")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: object, unit: str, kept: Kept | None = None, **kwargs: object
    ) -> None:
        told = typed(kept, follows=follows_from_counts(unit))
        super().__init__(*args, initial=told, auto_id="%s", **kwargs)
        self.kept = kept
        for name, field in self.fields.items():
            field.widget.attrs["autocomplete"] = "off"
            field.label = CALLED.get(unit, {}).get(name, field.label)

    @property
    def told(self) -> Told:
        """What was typed; only once the form is valid."""
        data = self.cleaned_data
        names = ("numerator", "denominator", "value", "not_available", "covers_to")
        usual = self.kept.told.status if self.kept else Observation.Status.PROVISIONAL
        return Told(
            Entry(*(data[name] for name in names)),
            status=data["status"] or usual,
            narrative=tidy(data["narrative"]),
            corrective_action=tidy(data["corrective_action"]),
            reason=data["reason"],
        )

    @property
    def saw(self) -> Seen | None:
        """What stood on the page; only once the form is valid."""
        return seen_of(self.cleaned_data["seen"])


def forms_of(lines: list[Line], data: object = None) -> list[RowForm]:
    """A form for each line of a period's screen, known by the measure's key."""
    return [
        RowForm(data, prefix=line.measure.key, kept=line.kept, unit=line.measure.unit)
        for line in lines
    ]
