"""How an answer is given: by a person with one tap, by the clerk for anybody, by number for a forum."""

from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.validators import MaxValueValidator

from boards.invitations.answers import Answer
from boards.models import Reply
from councils.models import Person

MOST = 99


class TapForm(forms.Form):
    """What a button of one's own invitation sends."""

    answer = forms.ChoiceField(choices=Reply.Answer.choices)
    substitute = forms.IntegerField(required=False)
    version = forms.IntegerField()


class RecordForm(forms.Form):
    """What somebody told the clerk, and who comes in their place."""

    answer = forms.ChoiceField(
        label="What did they say?", choices=Reply.Answer.choices, widget=forms.RadioSelect
    )
    substitute = forms.TypedChoiceField(
        label="Who comes instead?",
        required=False,
        empty_value=None,
        help_text="Only where they cannot come.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: object,
        people: Sequence[Person],
        nominated: int | None,
        reply: Reply | None,
        **kwargs: object,
    ) -> None:
        initial = {"version": 0}
        if reply is not None:
            initial = {"answer": reply.answer, "version": reply.version}
            initial["substitute"] = reply.substitute_id
        super().__init__(*args, initial=initial, **kwargs)
        by_pk = {person.pk: person for person in people}
        self.fields["substitute"].choices = [("", "Nobody"), *_named(by_pk, nominated)]
        self.fields["substitute"].coerce = lambda pk: by_pk[int(pk)]
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Record the answer"))


def _named(people: dict[int, Person], nominated: int | None) -> list[tuple[int, str]]:
    """The people to choose from, the nominated substitute first."""
    first = people.get(nominated)
    named = [(first.pk, f"{first.name}, the nominated substitute")] if first else []
    return named + [(pk, person.name) for pk, person in people.items() if person != first]


class HeadsForm(forms.Form):
    """How many young people come; nobody of them is named."""

    heads = forms.IntegerField(
        label="How many young people come?",
        min_value=0,
        validators=[MaxValueValidator(MOST)],
        help_text="Write 0 if nobody can.",
    )
    online = forms.BooleanField(label="They join online", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: object, reply: Reply | None, action: str = "", **kwargs: object
    ) -> None:
        initial: dict[str, object] = {"version": 0}
        if reply is not None:
            online = reply.answer == Answer.ONLINE
            initial |= {"heads": reply.heads, "online": online, "version": reply.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.add_input(Submit("submit", "Save the number"))

    def said(self) -> dict[str, object]:
        """The answer as the service takes it."""
        heads = self.cleaned_data["heads"]
        comes = Answer.ONLINE if self.cleaned_data["online"] else Answer.COMING
        answer = comes if heads else Answer.APOLOGIES
        return {"answer": answer, "heads": heads, "version": self.cleaned_data["version"]}
