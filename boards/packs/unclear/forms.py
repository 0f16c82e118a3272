"""The form by which a paragraph that was not clear is set aside."""

from django import forms

from boards.forms import helper
from boards.models import UnclearPlace
from boards.packs.unclear.services import WHY


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
