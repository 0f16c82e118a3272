"""The officer's forms: what a measure means, its life, what it tells about, how it is cut."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from councils import clock
from councils.models import Council, Membership, User
from councils.roles import Role
from measures.definitions.cuts import Part, group_names
from measures.definitions.life import State
from measures.definitions.rules import LIMITS
from measures.models import Breakdown, Definition, Measure, Observation, Split
from pledges.models import Promise, Statement, StatementKind, Theme

DAY_HINT = "For example 1/4/2026."
#: Who may be named as author or checker: people who work with papers and figures.
WRITE = (Role.KPI_OFFICER, Role.REPORT_AUTHOR, Role.CLERK, Role.PROMISE_OWNER)
TERMS = (
    *("why_it_matters", "numerator_words", "denominator_words", "denominator_measure"),
    *("not_counted", "cohort", "from_age", "to_age", "polarity", "decimal_places"),
    *("months_between", "grace_days", "source", "owner_role", "officer", "author", "checker"),
    "next_review_on",
)


def helper(button: str, *fields: object) -> FormHelper:
    """A form sent to its own page, with one button."""
    made = FormHelper()
    if fields:
        made.layout = Layout(*fields)
    made.add_input(Submit("submit", button))
    return made


def _people(council: Council, *roles: str) -> QuerySet[User]:
    held = Membership.objects.of(council).current(clock.today()).filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("user"))


class DefinitionForm(forms.ModelForm):
    """A version of what a measure means: a draft, changed until it is put in use."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Definition
        fields = ("in_force_from", "reason", "wording_only", *TERMS)
        labels = {
            "in_force_from": "From which day are figures counted like this?",
            "reason": "Why does it change?",
            "wording_only": "Only the words change: what is counted stays the same",
            "why_it_matters": "Why does it matter?",
            "numerator_words": "What is counted?",
            "denominator_words": "Out of what?",
            "denominator_measure": "Is that the count of another measure?",
            "not_counted": "What does not count?",
            "cohort": "Whom is it about?",
            "from_age": "From which age?",
            "to_age": "To which age?",
            "polarity": "Which way is better?",
            "decimal_places": "How many decimal places?",
            "months_between": "Every how many months is it due?",
            "grace_days": "How many days after the end of the period may it take?",
            "source": "Where do the figures come from?",
            "owner_role": "Who answers for it?",
            "officer": "Who records it?",
            "author": "Who wrote this definition?",
            "checker": "Who checked it?",
            "next_review_on": "When is it looked at again?",
        }
        help_texts = {
            "in_force_from": f"{DAY_HINT} Figures of periods that end before it keep the definition "
            "of their day.",
            "reason": "Shown to everybody beside the two versions.",
            "wording_only": "Then the line of the chart goes on. Leave it empty where a figure "
            "could come out differently.",
            "why_it_matters": "In words that a child can read.",
            "numerator_words": "For example “Children in care who saw a dentist in the year”.",
            "denominator_words": "For example “of all children in care for a year or more”.",
            "denominator_measure": "Then the two must agree, day by day.",
            "not_counted": "Who or what is left out, and why.",
            "cohort": "For example “Children in care for twelve months or more”.",
            "months_between": "12 is once a year, 3 every three months; empty where it has no rhythm.",
            "owner_role": "A role such as “Head of Fostering”, never somebody’s name. Shown to "
            "everybody.",
            "officer": "Where nobody is named, every officer is asked for its figures.",
            "checker": "Somebody else than who wrote it. Not shown to the public.",
            "author": "Not shown to the public.",
            "next_review_on": f"{DAY_HINT} It warns from 30 days before.",
        }
        widgets = {
            "polarity": forms.RadioSelect,
            "why_it_matters": forms.Textarea(attrs={"rows": 3}),
            "not_counted": forms.Textarea(attrs={"rows": 3}),
            "reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: object, measure: Measure, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        council, fields = measure.council, self.fields
        others = Measure.objects.of(council).exclude(pk=measure.pk)
        fields["denominator_measure"].queryset = others.filter(unit=Measure.Unit.COUNT)
        fields["denominator_measure"].empty_label = "No"
        fields["polarity"].choices = Measure.Polarity.choices
        for name, roles in (
            ("officer", (Role.KPI_OFFICER,)),
            ("author", WRITE),
            ("checker", WRITE),
        ):
            fields[name].queryset = _people(council, *roles)
            fields[name].empty_label = "Nobody is named"
        for name, (least, most) in LIMITS.items():
            fields[name].widget.attrs |= {"min": least, "max": most}
        self.helper = helper("Save as a draft", *_layout(first=self._is_first(measure)))

    def _is_first(self, measure: Measure) -> bool:
        """Whether it is the first of an officer's own measure, which changes nothing yet."""
        first = measure.is_own and self.instance.number == 1
        self.fields["reason"].required = True
        if first:
            del self.fields["reason"], self.fields["wording_only"]
        return first

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return

    @property
    def given(self) -> dict[str, object]:
        """What the service is asked for."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def _layout(*, first: bool) -> list[object]:
    change = () if first else ("reason", "wording_only")
    return [
        Fieldset("From when", "in_force_from", change[0]) if change else "in_force_from",
        Fieldset("What it tells", "why_it_matters", "polarity", "decimal_places"),
        Fieldset(
            "What is counted",
            *("numerator_words", "denominator_words", "denominator_measure", "not_counted"),
            *("cohort", "from_age", "to_age", *change[1:]),
        ),
        Fieldset("When and from where", "months_between", "grace_days", "source"),
        Fieldset("Who sees to it", "owner_role", "officer", "author", "checker", "next_review_on"),
        "seen",
    ]


class MeasureForm(forms.Form):
    """A measure that no strategy names: enough to begin with; the rest is in its definition."""

    title = forms.CharField(label="What is it called?", max_length=200)
    short_title = forms.CharField(
        label="In short", max_length=60, help_text="For lists and charts: “Seen by a dentist”."
    )
    unit = forms.ChoiceField(
        label="What kind of figure is it?", choices=Measure.Unit, widget=forms.RadioSelect
    )
    polarity = forms.ChoiceField(
        label="Which way is better?", choices=Measure.Polarity, widget=forms.RadioSelect
    )
    numerator_words = forms.CharField(label="What is counted?", max_length=200)
    denominator_words = forms.CharField(
        label="Out of what?",
        max_length=200,
        required=False,
        help_text="For a percentage or a rate; leave it empty for a count.",
    )
    why_it_matters = forms.CharField(
        label="Why does it matter?", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    in_force_from = forms.DateField(label="Figures from which day?", help_text=DAY_HINT)
    priority = forms.ModelChoiceField(
        Statement.objects.none(),
        required=False,
        label="Which priority does it tell about?",
        empty_label="None",
    )

    def __init__(self, *args: object, council: Council, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        priorities = Statement.objects.of(council).filter(kind=StatementKind.PRIORITY)
        self.fields["priority"].queryset = priorities
        self.helper = helper("Add as a draft")

    def clean(self) -> dict:
        """A percentage says out of what."""
        data = super().clean()
        if data.get("unit") == Measure.Unit.PERCENT and not data.get("denominator_words"):
            self.add_error("denominator_words", "Say in words what the percentage is a share of.")
        return data


#: What the button says that leads to a state.
MOVES = {State.RETIRED: "Retire it", State.IN_USE: "Use it again"}


class MoveForm(forms.Form):
    """From which day a measure is retired or used again, and why."""

    on = forms.DateField(label="From which day?", help_text=DAY_HINT)
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown to everybody who reads it.",
    )
    #: What the page said it would do: by the second press of a button, the measure is there already.
    to = forms.TypedChoiceField(
        choices=[(state.value, state.value) for state in State],
        coerce=State,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: object, to: State, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"to": to, "on": clock.today()}
        self.helper = helper(MOVES[to])


class LinksForm(forms.Form):
    """Which promises a measure tells about, and under which themes it is looked at."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    promises = forms.ModelMultipleChoiceField(
        Promise.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    #: What was linked when the page was opened.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, measure: Measure, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        council, words = measure.council, measure.council.words
        themes = Theme.objects.of(council).public().exclude(measure_links__measure=measure)
        self.fields["themes"].queryset = themes.order_by("strategy_id", "position")
        self.fields["themes"].label = "Looked at under"
        promises = self.fields["promises"]
        promises.queryset = Promise.objects.of(council).public().select_related("pledge_set")
        promises.label = f"Tells about which {words.promises}?"
        promises.label_from_instance = lambda row: f"{row.pledge_set.title}: {row.text}"
        self.helper = helper("Save")

    def now_seen(self, seen: str, words: str) -> None:
        """Say what somebody else linked meanwhile; whoever saves again has seen that."""
        self.data = self.data.copy()
        self.data["seen"] = seen
        self.add_error(None, words)


class BreakdownForm(forms.Form):
    """By what a measure may be cut, and into which groups."""

    name = forms.CharField(
        label="By what?", max_length=60, help_text="For example “Disability” or “Ethnicity”."
    )
    groups = forms.CharField(
        label="Which groups?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One on a line, in the order shown. Those not known are worked out.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Save the groups")

    def clean_groups(self) -> list[str]:
        """The lines as groups."""
        names = group_names(self.cleaned_data["groups"])
        if long := next((name for name in names if len(name) > 60), ""):
            raise ValidationError(f"“{long[:30]}…” is too long: use 60 letters at most.")
        return names


class SplitForm(forms.Form):
    """The count of each group of one figure, and out of how many."""

    not_all_known = forms.BooleanField(
        label="Not all are known",
        required=False,
        help_text="Then the groups may come to less than the whole; the rest is shown as not known.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: object,
        breakdown: Breakdown,
        figure: Observation,
        split: Split | None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.share = figure.denominator is not None
        self.groups = breakdown.groups
        rows = []
        for place, group in enumerate(self.groups):
            names = [f"count_{place}"]
            self.fields[names[0]] = _number(f"{group}: how many")
            if self.share:
                names.append(f"whole_{place}")
                self.fields[names[1]] = _number(f"{group}: out of how many")
            rows.append(Fieldset(group, *names))
        self._fill(split)
        self.helper = helper("Save the groups", *rows, "not_all_known", "seen")

    def _fill(self, split: Split | None) -> None:
        if split is None:
            return
        self.initial |= {"not_all_known": split.not_all_known, "seen": split.version}
        for place, part in enumerate(split.parts):
            self.initial |= {f"count_{place}": part.count, f"whole_{place}": part.whole}

    @property
    def parts(self) -> list[Part]:
        """The groups as the service takes them."""
        data = self.cleaned_data
        return [
            Part(data[f"count_{place}"], data.get(f"whole_{place}"))
            for place in range(len(self.groups))
        ]


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000_000)
