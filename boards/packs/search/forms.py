"""What somebody looks for in the papers."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

LONGEST = 200
EMPTY = "Write what you are looking for."
TOO_LONG = "Search for fewer words: at most %(limit_value)d letters."


class SearchForm(forms.Form):
    """A few words; sent by GET, so that a search can be kept and shared."""

    q = forms.CharField(
        label="Search for",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-30"}),
        help_text="A few words. Put words in “quotation marks” that stand together.",
        error_messages={"max_length": TOO_LONG, "required": EMPTY},
    )
    meeting = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.add_input(Submit("", "Search"))
        # The field's own maxlength would cut off what was pasted, without a word.
        self.fields["q"].widget.attrs.pop("maxlength", None)

    def clean_q(self) -> str:
        """Typographic quotation marks count as plain ones."""
        return self.cleaned_data["q"].replace("“", '"').replace("”", '"')
