"""The worker's forms: a session, the hands of a promise, a correction, what was told back."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from councils import clock
from councils.giveaways import given_away
from councils.models import Council
from forums.models import Forum, Session, ToldBack, Verdict
from forums.sessions.counting import ANSWERS, MOST, Hands
from forums.sessions.queries import Group, Line
from pledges.models import Promise, Provider, Statement

NAMES = {
    "kept": "Kept",
    "partly": "Partly",
    "not_kept": "Not yet",
    "dont_know": "Don’t know",
    "had_heard": "Had heard of it",
    "had_not_heard": "Had not",
}


def helper(button: str) -> FormHelper:
    """A form sent to its own page, with one button."""
    made = FormHelper()
    made.add_input(Submit("submit", button))
    return made


class Watched(forms.Form):
    """A form that shows what in its words may give a child away, before it is sent.

    Nothing is taken out and nothing is refused for good: a person looks, and says so.
    """

    watched: tuple[str, ...] = ("words",)
    looked = forms.BooleanField(
        label="I have looked at it. Nothing here shows who it is.", required=False
    )

    def watch(self, council: Council) -> None:
        """Say whose words everybody may read; to be called once the form is made."""
        self.known = known_words(council)
        if not (self.is_bound and self.found()):
            self.fields["looked"].widget = forms.HiddenInput()

    def found(self) -> dict[str, list[str]]:
        """What may give a child away in what was sent, as sentences, by field."""
        said = {}
        for name in self.watched:
            found = given_away(self.data.get(self.add_prefix(name), ""), known=self.known)
            if found:
                said[name] = [one.words for one in found]
        return said

    def clean(self) -> dict[str, object]:
        """Ask to look once more where something may give a child away."""
        cleaned = super().clean()
        if not self.cleaned_data.pop("looked", False):
            for name, sentences in self.found().items():
                self.add_error(name, sentences)
        return cleaned


def known_words(council: Council) -> list[str]:
    """Words with a large letter that everybody may read: the council's name, its forums' names."""
    names = Forum.objects.of(council).values_list("name", flat=True)
    return [council.name, council.short_name, *names]


class SessionForm(forms.ModelForm):
    """When a forum met, for what, and how many young people came."""

    class Meta:
        model = Session
        fields = ("forum", "held_on", "kind", "came", "about")

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, forums_mine: QuerySet[Forum], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = forums_mine
        self.fields["forum"].empty_label = None
        self.fields["held_on"].help_text = "For example, 27/1/2027"
        self.fields["came"].help_text = "Young people only. No names."
        if self.instance.pk:
            del self.fields["forum"]
            self.initial["version"] = self.instance.version
        else:
            self.initial.setdefault("held_on", clock.today())
            del self.fields["version"]
        self.helper = helper("Save" if self.instance.pk else "Begin")

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return


class CameForm(Watched):
    """How many young people came after all, and why it was wrong."""

    watched = ("reason",)
    came = forms.IntegerField(
        label="How many young people came", min_value=1, max_value=MOST, help_text="No names."
    )
    reason = forms.CharField(
        label="Why is it corrected?",
        max_length=200,
        error_messages={"required": "Say why it is corrected."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("came", "reason", "looked")

    def __init__(self, *args: object, session: Session, **kwargs: object) -> None:
        own = {"came": session.came, "version": session.version}
        super().__init__(*args, initial=own, **kwargs)
        self.watch(session.council)
        self.helper = helper("Correct it")


class HandsField(forms.IntegerField):
    """How many hands: a small whole number; empty is nought."""

    def __init__(self, **kwargs: object) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 3, "autocomplete": "off"})
        super().__init__(required=False, min_value=0, max_value=MOST, widget=widget, **kwargs)
        self.error_messages["invalid"] = "Enter a whole number, such as 4."
        self.error_messages["min_value"] = "There are no fewer than nought hands."
        self.error_messages["max_value"] = f"There are no more than {MOST} hands."


class HandsForm(forms.Form):
    """The hands counted for one promise."""

    kept = HandsField(label=NAMES["kept"])
    partly = HandsField(label=NAMES["partly"])
    not_kept = HandsField(label=NAMES["not_kept"])
    dont_know = HandsField(label=NAMES["dont_know"])
    had_heard = HandsField(label=NAMES["had_heard"])
    had_not_heard = HandsField(label=NAMES["had_not_heard"])
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, line: Line, **kwargs: object) -> None:
        initial = {name: number or None for name, number in asdict(line.hands).items()}
        initial["version"] = line.verdict.version if line.verdict else 0
        super().__init__(*args, prefix=line.key, initial=initial, **kwargs)
        self.line, self.theirs = line, ""

    @property
    def answers(self) -> list[forms.BoundField]:
        """The four answers."""
        return [self[name] for name in ("kept", "partly", "not_kept", "dont_know")]

    @property
    def heard(self) -> list[forms.BoundField]:
        """Whether they had heard of it."""
        return [self[name] for name in ("had_heard", "had_not_heard")]

    @property
    def hands(self) -> Hands:
        """What was typed; only once the form is valid."""
        return Hands(*(self.cleaned_data.get(name) or 0 for name in NAMES))


class HandsSheet(forms.BaseFormSet):
    """All promises of a group on one screen; those that were sent are as somebody typed them."""

    forms = ()

    def __init__(self, lines: Sequence[Line], data: QueryDict | None = None) -> None:
        self.is_bound = data is not None
        self.forms = [
            HandsForm(data if self._is_sent(line, data) else None, line=line) for line in lines
        ]

    @staticmethod
    def _is_sent(line: Line, data: QueryDict | None) -> bool:
        return data is not None and any(f"{line.key}-{name}" in data for name in NAMES)

    def non_form_errors(self) -> list[str]:
        """None: every error stands at its row."""
        return []

    @property
    def errors(self) -> list[object]:
        """What is wrong at the rows that were sent."""
        return [form.errors for form in self.forms if form.is_bound and form.errors]

    def sent(self) -> Iterable[HandsForm]:
        """The rows that were sent and are well formed."""
        return (form for form in self.forms if form.is_bound and form.is_valid())


class CorrectForm(HandsForm):
    """The hands as they really were, and why they are corrected."""

    reason = forms.CharField(
        label="Why is it corrected?",
        help_text="One sentence. No names.",
        max_length=200,
        error_messages={"required": "Say why it is corrected."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, line: Line, **kwargs: object) -> None:
        super().__init__(*args, line=line, **kwargs)
        del self.fields["version"]
        self.initial["seen"] = line.verdict.pk if line.verdict else None
        self.helper = helper("Save the correction")


class HomesForm(forms.Form):
    """The hands of a provider's promise, by the kind of home: a row of boxes for each."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, verdict: Verdict, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        counted = {part.kind: part.hands for part in verdict.parts.all()}
        self.initial.setdefault("version", verdict.version)
        for kind in Provider.Kind:
            for name in ANSWERS:
                known = getattr(counted.get(kind, Hands()), name)
                self.fields[f"{kind}-{name}"] = HandsField(label=NAMES[name], initial=known or None)

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each kind of home with its boxes."""
        return [
            (kind.label, [self[f"{kind}-{name}"] for name in ANSWERS]) for kind in Provider.Kind
        ]

    @property
    def homes(self) -> dict[str, Hands]:
        """What was typed; only once the form is valid."""
        return {
            kind.value: Hands(*(self.cleaned_data[f"{kind}-{name}"] or 0 for name in ANSWERS))
            for kind in Provider.Kind
        }


class TellForm(Watched, forms.ModelForm):
    """What young people were told back, and on which day."""

    class Meta:
        model = ToldBack
        fields = ("forum", "told_on", "words")

    about = forms.ChoiceField(label="What it was about", required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("forum", "about", "told_on", "words", "looked")

    def __init__(
        self,
        *args: object,
        council: Council,
        forums_mine: QuerySet[Forum],
        groups: Sequence[Group],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = forums_mine
        self.fields["forum"].empty_label = None
        self.fields["told_on"].help_text = "For example, 27/1/2027"
        self.initial.setdefault("submission", uuid4())
        self.initial.setdefault("told_on", clock.today())
        self.rows = {
            f"{row._meta.model_name}-{row.pk}": row for group in groups for row in group.rows
        }
        choices = [
            (group.title, [(f"{row._meta.model_name}-{row.pk}", row.text) for row in group.rows])
            for group in groups
        ]
        self.fields["about"].choices = [("", "Nothing in particular"), *choices]
        self.watch(council)
        self.helper = helper("Save")

    @property
    def of(self) -> Promise | Statement | None:
        """What it was about; only once the form is valid."""
        return self.rows.get(self.cleaned_data["about"])

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return
