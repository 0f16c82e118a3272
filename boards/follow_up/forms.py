"""Forms about actions: the clerk's, and the one of the person who has an action to do."""

from datetime import date

from django import forms
from django.db.models import QuerySet

from boards.follow_up import saying
from boards.follow_up.queries import items_that_can_take, items_to_act_on, who_may_own
from boards.forms import helper
from boards.models import Action, ActionUpdate, AgendaItem, Body, Escalation
from councils.models import Council, Person
from councils.working_days import date_in_words
from measures.models import Measure
from pledges.models import Promise

A_DAY = "For example, 27/1/2027"
LONGEST = 2000
EVIDENCE = ActionUpdate._meta.get_field("evidence")


def _words(label: str, *, needed: str, hint: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": needed},
    )


def _evidence() -> forms.CharField:
    return forms.CharField(
        label="Evidence",
        help_text=EVIDENCE.help_text,
        max_length=EVIDENCE.max_length,
        required=False,
    )


class ItemField(forms.ModelChoiceField):
    """An item of an agenda, named with its meeting."""

    def label_from_instance(self, item: AgendaItem) -> str:
        """Its meeting's day, its number and its title."""
        return f"{date_in_words(item.meeting.held_on)}, item {item.number_shown}: {item.title}"


class OwnerField(forms.ModelChoiceField):
    """Somebody who can be given an action."""

    def label_from_instance(self, person: Person) -> str:
        """Their name, and where they come from."""
        return f"{person.name}, {person.organisation}" if person.organisation else person.name


class OpenActionForm(forms.Form):
    """What is to be done, by whom, by when, and what it follows from."""

    text = _words(
        "What is to be done",
        needed="Write what is to be done.",
        hint="One thing that somebody can see has been done. No young person’s name.",
    )
    owner = OwnerField(
        Person.objects.none(),
        label="Who does it",
        empty_label="Choose somebody",
        help_text="An adult. Somebody who is missing here is added under Records, People.",
    )
    due_on = forms.DateField(label="By when", help_text=A_DAY)
    item = ItemField(
        AgendaItem.objects.none(),
        required=False,
        label="Item it comes from",
        empty_label="No item",
    )
    promise = forms.ModelChoiceField(
        Promise.objects.none(), required=False, label="Promise it is about", empty_label="None"
    )
    measure = forms.ModelChoiceField(
        Measure.objects.none(), required=False, label="Measure it is about", empty_label="None"
    )

    def __init__(self, *args: object, body: Body, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        council = body.council
        self.fields["owner"].queryset = who_may_own(council)
        self.fields["item"].queryset = items_to_act_on(body, today)
        _about(self, council)
        self.helper = helper("Set the action")


def _about(form: forms.Form, council: Council) -> None:
    """The promises and measures of the council, in its own words."""
    words = council.words
    form.fields["promise"].queryset = Promise.objects.of(council).public()
    form.fields["promise"].label = f"{words.promise.capitalize()} it is about"
    form.fields["measure"].queryset = Measure.objects.of(council).public()
    form.fields["measure"].label = f"{words.measure.capitalize()} it is about"


class VersionForm(forms.Form):
    """A form that knows what the action was like when it was opened."""

    button = "Save"
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, action: Action, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", action.version)
        self.action = action
        self.helper = helper(self.button)


class UpdateActionForm(VersionForm):
    """How it goes, as the clerk writes it down; a new day or somebody else where it needs one."""

    words = _words("How it goes", needed="Say how it goes.", hint="If the day moves, say why.")
    evidence = _evidence()
    due_on = forms.DateField(label="A new day", required=False, help_text=A_DAY)
    owner = OwnerField(
        Person.objects.none(),
        required=False,
        label="Give it to somebody else",
        empty_label="It stays as it is",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = who_may_own(self.action.council)
        due = date_in_words(self.action.due_on)
        self.fields["due_on"].help_text = f"Now {due}. {A_DAY}"


class MyActionForm(VersionForm):
    """How it goes, in the words of the person who does it; and whether it is done."""

    says_done = forms.TypedChoiceField(
        label="Is it done?",
        choices=(("no", "Not yet"), ("yes", "Yes, it is done")),
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect,
        help_text=saying.CLERK_DECIDES,
    )
    words = _words(
        "How it goes, or what was done", needed="Say how it goes, or what was done.", rows=5
    )
    evidence = _evidence()


class CloseActionForm(VersionForm):
    """What was done."""

    button = "Close the action"
    done = _words(
        "What was done, and what changed",
        needed="Say what was done and what changed.",
        hint="Members read this in the log. “Done” alone tells nobody.",
    )
    evidence = _evidence()

    def __init__(self, *args: object, action: Action, **kwargs: object) -> None:
        super().__init__(*args, action=action, **kwargs)
        latest = action.updates.order_by("-pk").first()
        if latest and latest.kind == ActionUpdate.Kind.DONE:
            self.initial |= {"done": latest.words, "evidence": latest.evidence}


class ReopenActionForm(VersionForm):
    """Why it is not done after all."""

    button = "Open it again"
    reason = _words("Why it is opened again", needed="Say why it is opened again.")


class EscalateForm(forms.Form):
    """To which body, and why."""

    to_body = forms.ModelChoiceField(
        Body.objects.none(), label="Pass it up to", widget=forms.RadioSelect, empty_label=None
    )
    reason = _words(
        "Why", needed="Say why it is passed up.", hint="What you ask of them, and what was tried."
    )

    def __init__(self, *args: object, body: Body, bodies: QuerySet[Body], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies
        self.initial.setdefault("to_body", body.parent_id)
        self.helper = helper("Pass it up")


class TakeForm(forms.Form):
    """Which item of an agenda to come takes it."""

    item = ItemField(
        AgendaItem.objects.none(),
        label="Which item takes it?",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(
        self, *args: object, escalation: Escalation, today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items_that_can_take(escalation, today)
        self.helper = helper("Take it with this item")
