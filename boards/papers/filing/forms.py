"""The forms of a file that goes along with a report."""

from django import forms

from boards.forms import helper
from boards.gate.passing import everybody_words
from boards.models import Attachment
from councils.models import Council
from councils.queries import small_number_limit

MEMBERS, EVERYONE = "members", "everyone"
KINDS = "PDF, Word (.docx), Excel (.xlsx), PNG or JPEG; at most 20 MB."


class FileForm(forms.Form):
    """A file, and who may have it."""

    button = "Attach the file"

    file = forms.FileField(help_text=KINDS)
    readers = forms.ChoiceField(widget=forms.RadioSelect, label="Who may read it?")

    def __init__(self, *args: object, council: Council, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        limit, words = small_number_limit(council), council.words
        readers = self.fields["readers"]
        readers.choices = [
            (MEMBERS, f"Only {words.members}, with their papers"),
            (EVERYONE, everybody_words(limit, children=words.children)),
        ]
        readers.help_text = (
            "Nobody hides small numbers in a file. Look through all of it: 0 may stand there, a "
            f"number of children from 1 to {limit} tells too much."
        )
        self.helper = helper(self.button)

    def for_everyone(self) -> bool:
        """What was said of it; only once the form is valid."""
        return self.cleaned_data["readers"] == EVERYONE


class AttachForm(FileForm):
    """A file to go along with a report."""

    title = forms.CharField(
        required=False,
        max_length=Attachment._meta.get_field("title").max_length,
        help_text="What readers see. Empty: the file’s own name.",
    )

    field_order = ("file", "title", "readers")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, initial={"readers": MEMBERS}, **kwargs)


class ReplaceForm(FileForm):
    """A file in the place of another: who may read it is said anew, for it is another file."""

    button = "Replace the file"
