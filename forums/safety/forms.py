"""The forms of concerns: one that a child fills in, one for a worker, small ones for the lead."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet

from councils.models import User
from forums.models.safety import DONE_LENGTH, WHOM_LENGTH, WORDS_LENGTH

NOBODY_HERE = "No, or somebody else"


def _helper(button: str) -> FormHelper:
    made = FormHelper()
    made.add_input(Submit("submit", button))
    return made


class _ConcernForm(forms.Form):
    """What a concern is made of; `about` is there only where the forum has workers to choose."""

    words = forms.CharField(
        label="What is going on?",
        help_text="Write it how you would say it. You can leave out names.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=WORDS_LENGTH,
        error_messages={"required": "Write what is going on. A few words are enough."},
    )
    about = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=NOBODY_HERE,
        blank=True,
        label="Is it about one of these workers?",
        help_text="If it is, they will not be shown this.",
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    button = "Send it now"

    def __init__(self, *args: object, workers: QuerySet[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = workers
        if not workers:
            del self.fields["about"]
        self.initial.setdefault("submission", uuid4())
        self.helper = _helper(self.button)


class ConcernForm(_ConcernForm):
    """What is going on, and whether it is about a worker."""


class HandOnForm(_ConcernForm):
    """What a worker adds to a question that goes to the lead, which may be nothing."""

    words = forms.CharField(
        required=False,
        label="What do you want to add?",
        help_text="The lead reads the question in its own words. You need not copy them.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=WORDS_LENGTH,
    )
    button = "Hand it to the safeguarding lead"


class TellForm(forms.Form):
    """Whom the lead has told."""

    whom = forms.CharField(
        label="Who was told?",
        help_text="A role or a service, for example “the duty social worker”. Never a name.",
        max_length=WHOM_LENGTH,
        error_messages={"required": "Write who was told."},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4())
        self.helper = _helper("Put it down")


class CloseForm(forms.Form):
    """What was done."""

    done = forms.CharField(
        label="What was done?",
        help_text="A few words, without names. This is not a case file: what belongs in one is "
        "kept in the council’s own system.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=DONE_LENGTH,
        error_messages={"required": "Write in a few words what was done."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, version: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", version)
        self.helper = _helper("Close it")


class DeputyForm(forms.Form):
    """Who stands in, and when."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Who stands in for you?",
        empty_label="Choose somebody",
        help_text="Those to whom the administrator gave the role of a deputy.",
        error_messages={"required": "Choose who stands in for you."},
    )
    starts_on = forms.DateField(
        label="From",
        help_text="For example, 18/12/2026",
        error_messages={"required": "Write the first day.", "invalid": "Write a day of the year."},
    )
    ends_on = forms.DateField(
        label="To",
        help_text="The last day counts.",
        error_messages={"required": "Write the last day.", "invalid": "Write a day of the year."},
    )
    lead_is_away = forms.BooleanField(
        required=False,
        label="I am away then",
        help_text="The deputy reads everything at once, and not only what you have not taken.",
    )

    def __init__(self, *args: object, people: QuerySet[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
        self.helper = _helper("Name the deputy")
