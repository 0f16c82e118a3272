"""The question forms: asking, the public wording, and the reason why a question goes no further."""

from collections.abc import Callable
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import QuerySet

from councils.models import User
from councils.writing import Conflict, Refused
from forums.models import PrivateWords, Question
from pledges.models import Theme


class SavedForm(forms.Form):
    """A form that is saved by a service, and says itself why something cannot be saved."""

    #: What somebody else saved meanwhile.
    current: models.Model | None = None

    def saves(self, save: Callable[..., object]) -> bool:
        """Whether what was typed is sent, right and saved; where not, the form says why."""
        if not self.is_valid():
            return False
        try:
            save(**self.cleaned_data)
        except Conflict as conflict:
            self.current = conflict.current
            self.data = {**self.data.dict(), "version": conflict.current.version}
            self.add_error(None, str(conflict))
        except Refused as refused:
            self.add_error(None, str(refused))
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                field = name if name in self.fields and name != NON_FIELD_ERRORS else None
                self.add_error(field, sentences)
        return not self.errors


class AboutWorker(forms.ModelChoiceField):
    """Which worker a question is about, by display name."""

    def label_from_instance(self, obj: User) -> str:
        """“Yes, about Jo Marsh”."""
        return f"Yes, about {obj.display_name}"


class AskForm(SavedForm):
    """A question in one's own words: what it is about, and the words."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label="Something else",
        label="What is your question about?",
    )
    words = forms.CharField(
        label="Your question",
        help_text="Write it how you would say it. Please leave out names: yours and other people’s.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=PrivateWords._meta.get_field("text").max_length,
        error_messages={"required": "Write your question."},
    )
    not_for = AboutWorker(
        User.objects.none(),
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label="No",
        label="Is your question about one of the workers?",
        help_text="Then that worker will not see it. Somebody else reads it.",
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: object, themes: QuerySet[Theme], workers: QuerySet[User], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes
        self.fields["not_for"].queryset = workers
        self.initial.setdefault("submission", uuid4())
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Send my question"))


class WordingForm(SavedForm):
    """The public wording of a question, written by a worker."""

    wording = forms.CharField(
        label="Public wording",
        help_text="What members and the public will read. No names, no places, nothing by which "
        "anybody could tell who asks.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=Question._meta.get_field("public_wording").max_length,
        error_messages={"required": "Write the public wording."},
    )
    keeps = forms.BooleanField(label="What was found stays, and I know it", required=False)
    kept_reason = forms.CharField(
        label="Why does it stay?",
        required=False,
        max_length=Question._meta.get_field("kept_reason").max_length,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: object, question: Question, found: bool = False, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("wording", question.public_wording)
        self.initial.setdefault("version", question.version)
        if not found:
            del self.fields["keeps"], self.fields["kept_reason"]
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Save the public wording"))


class EndForm(SavedForm):
    """Why a question is taken back, or not taken on."""

    reason = forms.CharField(
        label="Why?",
        help_text="The young person reads this. Please leave out names.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=Question._meta.get_field("end_reason").max_length,
        error_messages={"required": "Say why, so that the young person can read it."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, question: Question, button: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", question.version)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", button, css_class="govuk-button--warning"))
