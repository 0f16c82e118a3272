"""The officers' forms: what was said, what was done, telling back; a survey's year; a celebration."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms
from django.db.models import QuerySet

from councils import clock
from councils.models import Council
from forums.models import Celebration, Feedback, Forum, SurveyRun
from forums.sessions.forms import Watched, helper
from forums.sessions.queries import Group
from forums.voice.flow import Outcome
from measures.models import Measure
from pledges.models import Promise, Statement, Theme

A_DAY = "For example, 27/1/2027"


class SaidForm(Watched, forms.ModelForm):
    """What somebody said, and what it is about."""

    class Meta:
        model = Feedback
        fields = ("forum", "source", "said_on", "words", "theme", "measure")
        widgets = {"source": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 4})}

    about = forms.ChoiceField(label="The promise it is about", required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("forum", "source", "said_on", "words", "looked", "about", "theme", "measure")

    def __init__(
        self,
        *args: object,
        council: Council,
        forums_mine: QuerySet[Forum],
        groups: Sequence[Group],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset, self.fields["forum"].empty_label = forums_mine, None
        self.fields["forum"].label = "Which forum is told back?"
        self.fields["theme"].queryset = Theme.objects.of(council).public()
        self.fields["measure"].queryset = Measure.objects.of(council).public()
        self.fields["source"].choices = Feedback._meta.get_field("source").choices
        self.fields["said_on"].help_text = A_DAY
        for name in ("theme", "measure"):
            self.fields[name].empty_label = "None"
        self._offer(groups)
        self.initial.setdefault("submission", uuid4())
        self.initial.setdefault("said_on", clock.today())
        if self.instance.pk:
            self.initial["version"] = self.instance.version
            self.initial["about"] = _key(self.instance)
        self.watch(council)
        self.helper = helper("Save")

    def _offer(self, groups: Sequence[Group]) -> None:
        self.rows = {
            f"{row._meta.model_name}-{row.pk}": row for group in groups for row in group.rows
        }
        choices = [
            (group.title, [(f"{row._meta.model_name}-{row.pk}", row.text) for row in group.rows])
            for group in groups
        ]
        self.fields["about"].choices = [("", "None"), *choices]

    @property
    def given(self) -> dict[str, object]:
        """What was said, as the services take it; only once the form is valid."""
        of = self.rows.get(self.cleaned_data["about"])
        links = {
            "promise": of if isinstance(of, Promise) else None,
            "statement": of if isinstance(of, Statement) else None,
        }
        names = ("forum", "source", "said_on", "words", "theme", "measure")
        return {**{name: self.cleaned_data[name] for name in names}, **links}

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return


def _key(feedback: Feedback) -> str:
    """What it is about, as the list of choices knows it."""
    of = feedback.promise or feedback.statement
    return f"{of._meta.model_name}-{of.pk}" if of else ""


class DoneForm(Watched, forms.ModelForm):
    """What was done, by which role, and when; or why it will not be."""

    class Meta:
        model = Feedback
        fields = ("outcome", "done_words", "done_by_role", "done_on")
        widgets = {"outcome": forms.RadioSelect, "done_words": forms.Textarea(attrs={"rows": 4})}

    watched = ("done_words",)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("outcome", "done_words", "looked", "done_by_role", "done_on")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = Feedback._meta.get_field("outcome").choices
        self.fields["done_on"].help_text = A_DAY
        for name in self._meta.fields:
            self.fields[name].required = True
        self.watch(self.instance.council)
        self.initial["version"] = self.instance.version
        self.helper = helper("Save the answer")

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return


class TellFeedbackForm(Watched):
    """On which day young people were told, and in which words."""

    told_on = forms.DateField(label="Day you told them", help_text=A_DAY)
    words = forms.CharField(
        label="What you told them",
        help_text="In words a nine-year-old can read. No names.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("told_on", "words", "looked")

    def __init__(self, *args: object, feedback: Feedback, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        begins = Outcome(feedback.outcome).words if feedback.outcome else ""
        self.initial.setdefault("words", f"{begins}: {feedback.done_words}" if begins else "")
        self.initial.setdefault("told_on", clock.today())
        self.initial.setdefault("submission", uuid4())
        self.initial["version"] = feedback.version
        self.watch(feedback.council)
        self.helper = helper("We have told them")


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        help_text="One sentence. No names.",
        max_length=200,
        error_messages={"required": "Say why, for those who said it to read."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Withdraw it")


class RunForm(forms.ModelForm):
    """A year of a survey: who answered, when it was presented and published."""

    class Meta:
        model = SurveyRun
        fields = (
            *("year", "asked", "answered"),
            *("presented_on", "presented_to", "published_on", "address"),
        )

    address = forms.URLField(label="Where it can be read", required=False, assume_scheme="https")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("year", clock.today().year)
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        for name in ("presented_on", "published_on"):
            self.fields[name].help_text = A_DAY
        if self.instance.pk:
            self.fields["year"].widget = forms.HiddenInput()
        self.helper = helper("Save")

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return


class CelebrationForm(Watched, forms.ModelForm):
    """What there is to celebrate, and until when it may be shown."""

    class Meta:
        model = Celebration
        fields = ("forum", "words", "consent_on", "consent_words", "show_until")
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    watched = ("words", "consent_words")
    submission = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("forum", "words", "consent_on", "consent_words", "looked", "show_until")

    def __init__(
        self, *args: object, council: Council, forums_mine: QuerySet[Forum], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset, self.fields["forum"].empty_label = forums_mine, None
        self.fields[
            "show_until"
        ].help_text = "Within a year of the consent. The day after, it is gone."
        self.initial.setdefault("submission", uuid4())
        self.watch(council)
        self.helper = helper("Save")

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return
