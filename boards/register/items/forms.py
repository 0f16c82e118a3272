"""The clerk's forms for the items: the sheet of outcomes, and one item with what came of it."""

from collections.abc import Iterable, Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, Submit
from django import forms

from boards.models import AgendaItem, Body, Outcome
from boards.register.forms import Fields, Sheet, clock_input
from boards.register.interests.services import FOREIGN_ITEM
from boards.register.items.queries import Choices
from boards.register.items.services import NewAction, NewEscalation
from councils import clock
from councils.models import Person
from measures.models import Measure
from pledges.models import Promise

CONFLICT = "{who} saved “{theirs}” at {at}. Save again to keep “{mine}”, or choose another."


#: Where the script says that the outcome is saved; what comes below it is saved by the button.
SAY = '<p class="cp-mark__state" data-say></p>'


ABOUT = '<p class="govuk-hint">Only for a decision, an action or what you pass up here.</p>'
NOTHING_ABOUT = "Write the decision or the action that is about this."


class OutcomeForm(forms.Form):
    """One row of the sheet: what came of an item."""

    result = forms.ChoiceField(
        choices=Outcome.Result.choices, widget=forms.RadioSelect, required=False
    )
    key = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, item: AgendaItem, data: Fields | None, *, prefix: str) -> None:
        outcome = outcome_of(item)
        seen = outcome.result if outcome else ""
        initial = {"key": item.pk, "result": seen, "seen": seen}
        initial["version"] = outcome.version if outcome else 0
        data = data and {f"{prefix}-{name}": value for name, value in data.items()}
        super().__init__(data, prefix=prefix, initial=initial)
        self.item = item
        self.fields["result"].label = f"Item {item.number_shown}"

    @property
    def is_changed(self) -> bool:
        """Whether the person chose something other than what their page showed."""
        return self.cleaned_data["result"] not in {"", self.cleaned_data["seen"]}


def outcome_of(item: AgendaItem) -> Outcome | None:
    """The item's outcome, or None."""
    return getattr(item, "outcome", None)


class OutcomeSheet(Sheet):
    """The outcomes of all items."""

    unknown = FOREIGN_ITEM

    def __init__(
        self, items: Iterable[AgendaItem], typed: Mapping[str, Fields] | None = None
    ) -> None:
        self.is_bound, self.typed = typed is not None, typed or {}
        self.forms = [
            OutcomeForm(item, self.typed.get(str(item.pk)), prefix=f"row-{place}")
            for place, item in enumerate(items)
        ]

    def sent(self) -> list[OutcomeForm]:
        """The rows in which something was chosen."""
        return [f for f in self.forms if f.is_bound and f.is_valid() and f.is_changed]


def conflict_words(current: Outcome, mine: str) -> str:
    """What somebody else has saved, and what this person chose."""
    return CONFLICT.format(
        who=current.recorded_by.display_name,
        theirs=current.get_result_display(),
        at=f"{clock.local(current.recorded_at):%H:%M}",
        mine=Outcome.Result(mine).label,
    )


class ItemForm(forms.Form):
    """One item: its outcome, and a decision, an action or an escalation with it."""

    result = forms.ChoiceField(
        choices=Outcome.Result.choices, widget=forms.RadioSelect, label="What came of it?"
    )
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), required=False, label="What was said"
    )
    taken_at = forms.TimeField(widget=clock_input(), required=False, label="Taken at")
    given = forms.IntegerField(
        min_value=0, max_value=600, required=False, label="Minutes really given to the forum"
    )
    given_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        label="Decision",
        help_text="One decision, as it was taken. It gets the next number.",
    )
    action_text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), required=False, label="What is to be done"
    )
    action_owner = forms.ModelChoiceField(
        Person.objects.none(), required=False, label="Who does it", empty_label="Nobody yet"
    )
    action_due_on = forms.DateField(required=False, label="By when")
    to_body = forms.ModelChoiceField(
        Body.objects.none(), required=False, label="Pass it up to", empty_label="Nobody"
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), required=False, label="Why it is passed up"
    )

    promise = forms.ModelChoiceField(Promise.objects.none(), required=False, empty_label="None")
    measure = forms.ModelChoiceField(Measure.objects.none(), required=False, empty_label="None")

    def __init__(
        self, *args: object, item: AgendaItem, choices: Mapping[str, Choices], **kwargs: object
    ) -> None:
        super().__init__(*args, initial=_initial(item), prefix="item", **kwargs)
        self.item = item
        for name, found in choices.items():
            field = self.fields[name]
            field.queryset = found.rows
            field.choices = [("", field.empty_label), *found.named]
        words = item.council.words
        for name, word in (("promise", words.promise), ("measure", words.measure)):
            self.fields[name].label = f"{word.capitalize()} it is about"
        if not item.is_protected:
            del self.fields["given"], self.fields["given_version"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        times = ["taken_at", *(["given", "given_version"] if self.item.is_protected else [])]
        by_itself = Div(
            "version",
            "result",
            "words",
            *times,
            HTML(SAY),
            data_row="item",
            css_class="cp-item-form",
        )
        who_and_when = Div("action_owner", "action_due_on", css_class="cp-form-row")
        return Layout(
            by_itself,
            Fieldset("A decision", "decision"),
            Fieldset("An action", "action_text", who_and_when),
            Fieldset("To another body", "to_body", "reason"),
            Fieldset("What that is about", HTML(ABOUT), "promise", "measure"),
        )

    def clean(self) -> dict[str, object]:
        """What is about something is a decision, an action, or what is passed up."""
        data = self.cleaned_data
        made = ("decision", "action_text", "to_body")
        if not any(data.get(name) for name in made):
            for name in ("promise", "measure"):
                if data.get(name):
                    self.add_error(name, NOTHING_ABOUT)
        return data

    def sent(self) -> dict[str, object]:
        """The form as the service takes it."""
        data = self.cleaned_data
        action = NewAction(data["action_text"], data["action_owner"], data["action_due_on"])
        escalation = NewEscalation(data["to_body"], data["reason"])
        plain = ("result", "words", "taken_at", "version", "decision", "promise", "measure")
        more = ("given", "given_version") if self.item.is_protected else ()
        return {
            **{name: data[name] for name in (*plain, *more)},
            "action": action or None,
            "escalation": escalation or None,
        }


def _initial(item: AgendaItem) -> dict[str, object]:
    outcome, time_given = outcome_of(item), getattr(item, "forum_time", None)
    return {
        "result": outcome.result if outcome else None,
        "words": outcome.words if outcome else "",
        "taken_at": outcome.taken_at if outcome else None,
        "version": outcome.version if outcome else 0,
        "given": time_given.given if time_given else None,
        "given_version": time_given.version if time_given else 0,
    }


class InterestForm(forms.Form):
    """An interest somebody declares."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label="Who declares it?", empty_label="Choose one"
    )
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        required=False,
        label="In which item?",
        empty_label="In the whole meeting",
    )
    words = forms.CharField(max_length=300, label="The interest")
    withdrew = forms.BooleanField(
        required=False,
        label="They left the room for the item",
        help_text="Then they do not count towards the quorum there.",
    )

    def __init__(self, *args: object, people: object, items: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["item"].queryset = items
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Record the interest"))


class DecisionForm(forms.Form):
    """The words of a decision, put right."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), label="Decision")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Save"))
