"""The question forms: one for young people, one for the worker who writes the public wording."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet

from forums.models import PrivateWords, Question
from pledges.models import Theme


class AskForm(forms.Form):
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
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, themes: QuerySet[Theme], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes
        self.initial.setdefault("submission", uuid4())
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Send my question"))


class WordingForm(forms.Form):
    """The public wording of a question, written by a worker."""

    wording = forms.CharField(
        label="Public wording",
        help_text="What members and the public will read. No names, no places, nothing by which "
        "anybody could tell who asks.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=Question._meta.get_field("public_wording").max_length,
        error_messages={"required": "Write the public wording."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, question: Question, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("wording", question.public_wording)
        self.initial.setdefault("version", question.version)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Save the public wording"))
