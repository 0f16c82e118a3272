"""The form in which a passage is named."""

from django import forms

from boards.forms import helper


class PassageForm(forms.Form):
    """The number of a passage."""

    number = forms.CharField(
        max_length=16,
        label="Number of the passage",
        help_text="As it stands at its beginning in the papers, for example 5.3.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Hide it now and propose to destroy it")
