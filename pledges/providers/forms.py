"""The forms of the register of placement providers."""

from datetime import date

from django import forms

from pledges.forms import helper
from pledges.models import Provider, Signature

A_DAY = "For example, 27/1/2027"


class ProviderForm(forms.Form):
    """An organisation, what it offers, and from when to when."""

    name = forms.CharField(
        label="Name of the organisation",
        max_length=120,
        help_text="Never the name or the address of one home.",
        error_messages={"required": "Write the name of the organisation."},
    )
    kind = forms.ChoiceField(
        label="What it offers",
        choices=Provider.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it offers."},
    )
    starts_on = forms.DateField(label="Looks after children for the council from", help_text=A_DAY)
    ends_on = forms.DateField(
        label="Up to", required=False, help_text="Leave it empty where that is not decided."
    )

    def __init__(self, *args: object, provider: Provider | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if provider:
            for name in self.fields:
                value = getattr(provider, name)
                said = f"{value:%-d/%-m/%Y}" if isinstance(value, date) else value
                self.initial.setdefault(name, said)
        self.fields["kind"].choices = [
            (value, words[0].upper() + words[1:]) for value, words in Provider.Kind.choices
        ]
        self.helper = helper("Save")


class SignForm(forms.Form):
    """On which day, and in which role somebody signed for the provider."""

    signed_on = forms.DateField(
        label="Signed on",
        help_text=A_DAY,
        error_messages={"required": "Give the day it was signed."},
    )
    signed_as = forms.CharField(
        label="Signed by",
        max_length=120,
        help_text=Signature._meta.get_field("signed_as").help_text,
        error_messages={"required": "Give the role of who signed."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Record the signature")
