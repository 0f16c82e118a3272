"""What is typed and pressed in a takeover: a number of dots for each item, and one button."""

from collections.abc import Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from boards.takeover.dots import MOST
from boards.takeover.queries import Row
from boards.takeover.timing import Move
from forums.models import Forum


class NumberField(forms.IntegerField):
    """How many dots: a small whole number; empty is none."""

    def __init__(self, **kwargs: object) -> None:
        widget = forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "govuk-input--width-3",
            }
        )
        super().__init__(min_value=0, max_value=MOST, widget=widget, **kwargs)
        self.error_messages["invalid"] = "Enter a whole number, such as 4."
        self.error_messages["min_value"] = "Enter 0 or more."
        self.error_messages["max_value"] = f"Enter {MOST} or fewer."

    def clean(self, value: object) -> int:
        """The number; nought where nothing is typed."""
        return 0 if value in self.empty_values else super().clean(value)


class DotsForm(forms.Form):
    """A forum's dots: one number for each item, beside the number that was saved before."""

    use_required_attribute = False  # an empty one is an answer

    def __init__(self, *args: object, rows: list[Row], forum: Forum, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [row.item.pk for row in rows]
        for row in rows:
            was, minutes = row.of(forum), row.item.minutes
            self.fields[number_of(row.item.pk)] = NumberField(
                label=row.item.title,
                help_text=f"{minutes} minute{'' if minutes == 1 else 's'}",
                initial=was or None,
            )
            self.fields[seen_of(row.item.pk)] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=was
            )
        self.helper = FormHelper()
        self.helper.form_action = f"?forum={forum.pk}"
        self.helper.add_input(Submit("submit", "Save the dots"))

    @property
    def numbers(self) -> dict[int, int]:
        """The dots on each item, by its primary key; only once the form is valid."""
        return {key: self.cleaned_data[number_of(key)] for key in self.keys}

    @property
    def seen(self) -> dict[int, int]:
        """What was saved when the page was opened."""
        return {key: self.cleaned_data[seen_of(key)] or 0 for key in self.keys}

    def show_changed(self, words: Mapping[int, str], rows: list[Row], forum: Forum) -> None:
        """Say at each number what somebody else saved; the next try is held against that.

        Numbers the person has not touched become those that are saved now.
        """
        data = self.data.dict()
        for row in rows:
            key, now = row.item.pk, row.of(forum)
            if self.numbers.get(key, 0) == self.seen.get(key, 0):
                data[number_of(key)] = now or ""
            data[seen_of(key)] = now
        self.data = data
        for key, said in words.items():
            self.add_error(number_of(key), said)


def number_of(key: int) -> str:
    """The name of the field with an item's dots."""
    return f"dots-{key}"


def seen_of(key: int) -> str:
    """The name of the field with the dots that were saved before."""
    return f"seen-{key}"


class PressForm(forms.Form):
    """A press on the screen: which button, and what the screen had counted."""

    move = forms.ChoiceField(
        choices=[(move.value, move.value) for move in Move], widget=forms.HiddenInput
    )
    step = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    has_young_chair = forms.BooleanField(
        required=False,
        label="A young person is in the chair",
        help_text="This is counted. No name is written down.",
    )

    def __init__(self, *args: object, action: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.add_input(Submit("submit", "Start"))
