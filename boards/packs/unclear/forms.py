"""The two forms at a paragraph that was not clear: a word of it for the list, or why not."""

from django import forms

from boards.forms import helper
from boards.models import UnclearPlace
from boards.packs.unclear.services import WHY
from forums.models import DictionaryWord


def _most(name: str) -> int:
    return DictionaryWord._meta.get_field(name).max_length


class WordForm(forms.Form):
    """A word of the paragraph that the forum does not want, and what to say instead."""

    word = forms.CharField(
        label="Which word?",
        max_length=_most("word"),
        error_messages={"required": DictionaryWord._meta.get_field("word").error_messages["blank"]},
    )
    instead = forms.CharField(
        label="What should we say instead?",
        help_text="Leave this empty if you only want it gone.",
        max_length=_most("instead"),
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Put it on the list")


class AsideForm(forms.Form):
    """Why nothing has to change."""

    reason = forms.CharField(
        label="Why does nothing have to change?",
        help_text="For example: it is the name of a law. No names of people, please.",
        max_length=UnclearPlace._meta.get_field("reason").max_length,
        error_messages={"required": WHY},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Set it aside")
