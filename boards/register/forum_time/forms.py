"""The one question for the forum after a meeting."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms


class JudgeForm(forms.Form):
    """Whether the forum's time was cut short."""

    cut_short = forms.TypedChoiceField(
        choices=[("no", "No"), ("yes", "Yes")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        label="Was your time cut short?",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Send our answer"))
