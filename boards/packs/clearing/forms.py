"""The form of who clears a file."""

from django import forms

from boards.forms import helper
from boards.models import FileClearance


class ClearForm(forms.Form):
    """Why a file may go out with what was found in it."""

    reason = forms.CharField(
        max_length=FileClearance._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why may it go out as it is?",
        help_text="For example: the hidden sheet holds the names of the months. Do not repeat here "
        "what is hidden.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Clear it")
