"""A member's form: what I asked, what I was told, what follows."""

from django import forms
from django.db.models import QuerySet

from boards.challenge import as_question
from boards.forms import helper
from pledges.models import Statement


class PromptField(forms.ModelChoiceField):
    """One of the questions of the strategy, in its own words."""

    def label_from_instance(self, obj: Statement) -> str:
        """The question, with a capital first letter."""
        return as_question(obj.text)


class QuestionForm(forms.Form):
    """What was asked, the answer, and what follows."""

    question = forms.CharField(label="What I asked", widget=forms.Textarea)
    answer = forms.CharField(label="What I was told", required=False, widget=forms.Textarea)
    follow_up = forms.CharField(
        label="What follows", required=False, widget=forms.Textarea, help_text="Who does what next."
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Save")


class ChallengeForm(QuestionForm):
    """A question as its member logs it: one of the strategy's, or words of one's own."""

    prompt = PromptField(
        Statement.objects.none(),
        label="Was it one of these questions?",
        required=False,
        widget=forms.RadioSelect,
        empty_label="No, it was another one",
    )
    field_order = ("prompt", "question", "answer", "follow_up")

    def __init__(self, *args: object, prompts: QuerySet[Statement], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not prompts:
            del self.fields["prompt"]
            return
        self.fields["prompt"].queryset = prompts
        self.fields["question"].required = False
        self.fields[
            "question"
        ].help_text = (
            "In your own words. Leave it empty if you asked exactly the question chosen above."
        )


class ChangeChallengeForm(QuestionForm):
    """The same, for a question that is in the log already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
