"""The forms of a broken promise: saying so, answering, the two keys, and a council's own steps."""

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet

from pledges.accountability import FIRST, LIMITS, MOST_STEPS, Kind, Step
from pledges.forms import SentOnceForm, helper, words_field
from pledges.models import Breach, Provider

NO_NAMES = "Everybody can read this in the end. Leave out names: yours and other people’s."


class ReportForm(SentOnceForm):
    """What is broken, in words fit for everybody; about a provider's promise, which provider."""

    button = "Say that it is broken"
    words = words_field("What happened?", needed="Say what happened.", hint=NO_NAMES)
    provider = forms.ModelChoiceField(
        Provider.objects.none(),
        required=False,
        label="Whose promise was it?",
        empty_label="I do not know, or would rather not say",
        help_text="Everybody is told what kind of home it is, and never its name.",
    )

    field_order = ("provider", "words", "submission")

    def __init__(
        self, *args: object, providers: QuerySet[Provider] | None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        if providers is None:
            del self.fields["provider"]
        else:
            self.fields["provider"].queryset = providers


class ReleaseForm(forms.Form):
    """The words as everybody will read them."""

    words = words_field(
        "What everybody will read",
        needed="Leave words for everybody to read.",
        hint="Take out whatever could tell who it is about: names, places, dates. The words as they "
        "are now are not kept.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, breach: Breach, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("words", breach.words)
        self.initial.setdefault("version", breach.version)
        self.helper = helper("Let everybody read it")


class AnswerForm(SentOnceForm):
    """What was done."""

    button = "Send the answer"
    words = words_field(
        "What was done about it?",
        needed="Say what was done.",
        hint="Young people read this, and so does everybody else. Short sentences, and no names. "
        "An answer does not close it: the two keys do.",
    )


class KeyForm(forms.Form):
    """The sentence with which a key is turned."""

    words = words_field(
        "Why do you turn your key?",
        needed="Say in a sentence why you turn it.",
        hint="One sentence: what makes you think that this is put right.",
        rows=3,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Turn my key")


class StepsForm(forms.Form):
    """Who answers in turn, and within how many working days; a row left empty is no step."""

    in_force_from = forms.DateField(
        label="For promises said to be broken from",
        help_text="For example, 27/1/2027. What is open keeps the steps it began with.",
    )

    def __init__(self, *args: object, kind: Kind, steps: Sequence[Step], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for number in range(1, MOST_STEPS + 1):
            step = steps[number - 1] if number <= len(steps) else None
            if number > 1:
                self._add_role(number, step)
            self._add_limit(number, step)
        self.helper = helper("Set the steps")

    def _add_role(self, number: int, step: Step | None) -> None:
        self.fields[f"role_{number}"] = forms.CharField(
            label=f"Step {number}: who answers",
            max_length=80,
            required=False,
            initial=step.role if step else "",
            help_text="A role, such as “Head of service”. Never somebody’s name."
            if number == 2
            else "",
        )

    def _add_limit(self, number: int, step: Step | None) -> None:
        who = f": {FIRST[self.kind].lower()}" if number == 1 else ""
        self.fields[f"limit_{number}"] = forms.IntegerField(
            label=f"Step {number}{who}, working days",
            min_value=LIMITS[0],
            max_value=LIMITS[1],
            required=number == 1,
            initial=step.limit if step else None,
        )

    def clean(self) -> dict:
        """Refuse half a step: a role without days, or days without a role."""
        data = super().clean()
        for number in range(2, MOST_STEPS + 1):
            role, limit = data.get(f"role_{number}"), data.get(f"limit_{number}")
            broken = f"limit_{number}" in self.errors
            if role and limit is None and not broken:
                self.add_error(f"limit_{number}", "Give the number of working days.")
            if limit is not None and not role:
                self.add_error(f"role_{number}", "Say who answers.")
        return data

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that were filled in."""
        data = self.cleaned_data
        named = [number for number in range(2, MOST_STEPS + 1) if data[f"role_{number}"]]
        rest = (Step(data[f"role_{each}"], data[f"limit_{each}"]) for each in named)
        return (Step("", data["limit_1"]), *rest)
