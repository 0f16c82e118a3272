"""The form with which an operator sends a file of open data."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from measures.benchmarks.reading import MOST_BYTES


class SendForm(forms.Form):
    """A file, and what cannot be read from it."""

    file = forms.FileField(
        label="File",
        max_length=200,
        help_text=f"A CSV file as published; at most {MOST_BYTES // 2**20} MB.",
    )
    revision = forms.IntegerField(
        label="Revision",
        required=False,
        min_value=0,
        max_value=99,
        help_text="Empty for a release as first published; 1, 2 … where it was corrected.",
    )
    year = forms.IntegerField(
        label="Year of the model",
        required=False,
        min_value=1990,
        max_value=2100,
        help_text="For a file of statistical neighbours only. For example, 2025",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Look through the file"))
