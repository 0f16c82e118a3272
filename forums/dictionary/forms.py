"""The form of a word that a forum does not want."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from forums.models import DictionaryWord
from forums.models.dictionary import SAY_IT


def _most(name: str) -> int:
    return DictionaryWord._meta.get_field(name).max_length


class WordForm(forms.Form):
    """A word, what to say instead, and why."""

    word = forms.CharField(
        label="Which word?",
        help_text="A word or a few words, for example: placement.",
        max_length=_most("word"),
        error_messages={"required": SAY_IT},
    )
    instead = forms.CharField(
        label="What should we say instead?",
        help_text="Leave this empty if you only want it gone.",
        max_length=_most("instead"),
        required=False,
    )
    why = forms.CharField(
        label="Why?",
        help_text="People who write for you read this. No names, please.",
        max_length=_most("why"),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, row: DictionaryWord | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if row:
            for name in ("word", "instead", "why", "version"):
                self.initial.setdefault(name, getattr(row, name))
        else:
            del self.fields["version"]
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Save" if row else "Put it on the list"))
