"""What a meeting does about an issue, and a concern that no figure shows."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms

from boards.models import Body, Issue
from boards.register.items.services import NewAction, NewEscalation
from councils.models import Person

CHOICES = [
    (Issue.Response.ACT, "Act: somebody does something by a day"),
    (Issue.Response.ESCALATE, "Pass it up: another body takes it on"),
    (Issue.Response.EXPLAIN, "Explain: why nothing is done"),
    (Issue.Response.NOTED, "Note it, and no more"),
]


class RespondForm(forms.Form):
    """Act, escalate, explain or note."""

    response = forms.ChoiceField(
        choices=CHOICES, widget=forms.RadioSelect, label="What does the meeting do about it?"
    )
    action_text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), required=False, label="What is to be done"
    )
    action_owner = forms.ModelChoiceField(
        Person.objects.none(), required=False, label="Who does it", empty_label="Nobody yet"
    )
    action_due_on = forms.DateField(required=False, label="By when")
    to_body = forms.ModelChoiceField(
        Body.objects.none(), required=False, label="Which body takes it on", empty_label="None yet"
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        label="The reason",
        help_text="Why it is passed up, or why nothing is done.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: object, issue: Issue, people: object, bodies: object, **kwargs: object
    ) -> None:
        initial = {"response": issue.response, "reason": issue.reason, "version": issue.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["action_owner"].queryset = people
        self.fields["to_body"].queryset = bodies
        self.helper = FormHelper()
        who_and_when = Div("action_owner", "action_due_on", css_class="cp-form-row")
        self.helper.layout = Layout(
            "version",
            "response",
            Fieldset("If you act", "action_text", who_and_when),
            Fieldset("If you pass it up or explain", "to_body", "reason"),
            Submit("submit", "Save"),
        )

    def sent(self) -> dict[str, object]:
        """The form as the service takes it."""
        data = self.cleaned_data
        action = NewAction(data["action_text"], data["action_owner"], data["action_due_on"])
        return {
            "response": data["response"],
            "reason": data["reason"],
            "version": data["version"],
            "action": action,
            "escalation": NewEscalation(data["to_body"], data["reason"]),
        }


class ConcernForm(forms.Form):
    """Something that worries the meeting and no figure shows."""

    words = forms.CharField(
        max_length=200,
        label="Another concern",
        help_text="In a few words. It comes back at each meeting until somebody acts on it.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(
            Submit("submit", "Add the concern", css_class="govuk-button--secondary")
        )
