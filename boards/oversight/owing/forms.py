"""The clerk's forms: that a duty was done, and what members did."""

from django import forms

from boards.forms import helper
from boards.models import Engagement
from councils.models import Person


class DoneForm(forms.Form):
    """When a duty was done, and how it can be seen."""

    due_on = forms.DateField(required=False, widget=forms.HiddenInput)
    done_on = forms.DateField(label="When was it done?")
    words = forms.CharField(
        label="How can it be seen?",
        max_length=300,
        help_text="For example, “Presented at the meeting of 10 June, item 5”",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Record it as done")


class EngagementForm(forms.Form):
    """What members did: everybody who was there at once."""

    kind = forms.ChoiceField(
        label="What was it?", choices=Engagement.Kind.choices, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label="When?")
    words = forms.CharField(
        label="In a few words",
        max_length=200,
        help_text="For example, “Visit to a children’s home” or “Induction for new councillors”",
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Who took part?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    number = forms.IntegerField(
        label="How many others took part, or signed up?",
        required=False,
        min_value=1,
        help_text="People who are counted and not named. Those of this occasion alone, never the "
        "total so far. Children are not counted here.",
    )

    def __init__(self, *args: object, people: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people
        self.helper = helper("Put it in the log")


class ChangeEngagementForm(forms.Form):
    """One line of the log, corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What was it?", choices=Engagement.Kind.choices, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label="When?")
    words = forms.CharField(label="In a few words", max_length=200)
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Who took part?", required=False, empty_label="Nobody by name"
    )
    number = forms.IntegerField(label="How many, without names?", required=False, min_value=1)

    def __init__(self, *args: object, people: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.helper = helper("Save")
