"""The forms of an answer: what is answered, what was told back, and what the forum says of it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from forums.flow import Verdict
from forums.forms import SavedForm
from forums.models import Answer, Question
from forums.sessions.forms import Watched


class OfQuestion(SavedForm):
    """A form about a question as it was when the page was opened."""

    button = ""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, question: Question, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", question.version)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", self.button))


class AnswerForm(OfQuestion):
    """What a named role answers."""

    button = "Save the answer"

    role = forms.CharField(
        label="Who answers",
        help_text="A role, such as “Head of Housing”. Young people read it.",
        max_length=Answer._meta.get_field("role").max_length,
        validators=Answer._meta.get_field("role").validators[:1],
        error_messages={"required": "Say which role answers."},
    )
    agency = forms.ChoiceField(label="Part of", choices=Answer.Agency, widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label="How was it answered?", choices=Answer.How, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="The answer",
        help_text="Short sentences, in words a child of nine knows. Say what will be done, by whom "
        "and by when.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=Answer._meta.get_field("words").max_length,
        error_messages={"required": "Write the answer."},
    )


class TellForm(Watched, OfQuestion):
    """What was told back, and when."""

    button = "Save what was told"
    field_order = ("told_on", "words", "looked")

    told_on = forms.DateField(
        label="When was it told?", error_messages={"required": "Say on which day it was told."}
    )
    words = forms.CharField(
        label="What was told",
        help_text="In the words that were used with the young people. Please leave out names.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=Answer._meta.get_field("told_words").max_length,
        error_messages={"required": "Write what was told."},
    )

    def __init__(self, *args: object, question: Question, **kwargs: object) -> None:
        super().__init__(*args, question=question, **kwargs)
        self.watch(question.council)


class JudgeForm(OfQuestion):
    """Yes, partly or no."""

    button = "This is what we say"

    verdict = forms.ChoiceField(
        label="Is that an answer?",
        choices=[
            (Verdict.YES.value, "Yes, that is an answer"),
            (Verdict.PARTLY.value, "Partly"),
            (Verdict.NO.value, "No, that is not an answer"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, partly or no."},
    )
    words = forms.CharField(
        label="Do you want to say why?",
        help_text="Those who answer read it. Please leave out names.",
        required=False,
        max_length=Answer._meta.get_field("verdict_words").max_length,
    )
