"""What the forms about promises share."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from pledges.models.keeping import LONGEST


def helper(button: str) -> FormHelper:
    """A form sent to its own page, with one button."""
    made = FormHelper()
    made.add_input(Submit("submit", button))
    return made


def words_field(
    label: str, *, needed: str = "", hint: str = "", rows: int = 5, required: bool = True
) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": needed},
    )


class SentOnceForm(forms.Form):
    """A form that knows itself again when it is sent twice."""

    button = "Save"
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4())
        self.helper = helper(self.button)
