"""The form of a note."""

from django import forms

from boards.forms import helper
from boards.packs.notes.services import EMPTY


class NoteForm(forms.Form):
    """One's own words at a paragraph."""

    words = forms.CharField(
        label="Your note",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": EMPTY},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Keep this note")

    def clean_version(self) -> int:
        """Nought where there was no note, or where nobody says."""
        return self.cleaned_data["version"] or 0
