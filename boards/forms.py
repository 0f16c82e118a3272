"""The clerk's forms."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from boards.models import Body, Meeting
from councils.models import Person
from pledges.models import Theme


def helper(button: str) -> FormHelper:
    """A form sent to its own page, with one button."""
    made = FormHelper()
    made.add_input(Submit("submit", button))
    return made


class PlanMeetingForm(forms.ModelForm):
    """When and where a body meets next, and on what."""

    class Meta:
        model = Meeting
        fields = ("kind", "held_on", "starts_at", "slot_minutes", "place", "theme")

    def __init__(self, *args: object, body: Body, themes: list[Theme], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = Theme.objects.filter(pk__in=[t.pk for t in themes])
        self.fields["theme"].empty_label = "No theme"
        self.fields["starts_at"].help_text = "For example, 17:30"
        self.fields["held_on"].help_text = "For example, 27/1/2027"
        self.instance.body, self.instance.council = body, body.council
        self.helper = helper("Plan the meeting")

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return


class ChangeMeetingForm(forms.ModelForm):
    """Another kind, day, time, length, place, theme or chair for a meeting."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = (
            *("kind", "held_on", "starts_at", "slot_minutes", "place", "theme"),
            *("chair", "has_young_chair"),
        )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.instance
        self.initial["version"] = meeting.version
        self.initial["held_on"] = f"{meeting.held_on:%-d/%-m/%Y}"
        self.initial["starts_at"] = f"{meeting.starts_at:%H:%M}"
        theme, word = self.fields["theme"], meeting.council.words.theme
        theme.queryset = meeting.body.strategy.themes.order_by("position")
        theme.label, theme.empty_label = word.capitalize(), f"No {word}"
        theme.help_text = f"The agenda follows: its item takes the new {word}."
        seated = Person.objects.filter(seats__seat__body=meeting.body) | Person.objects.filter(
            pk=meeting.chair_id
        )
        self.fields["chair"].queryset = seated.distinct().order_by("name")
        self.fields["chair"].empty_label = "As usual"
        self.helper = helper("Save")

    def _post_clean(self) -> None:
        return


class CancelMeetingForm(forms.ModelForm):
    """Why a meeting is not held."""

    class Meta:
        model = Meeting
        fields = ("cancel_reason",)
        help_texts = {"cancel_reason": "Everybody who opens its papers reads this."}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cancel_reason"].required = True
        self.helper = helper("Cancel the meeting")

    def _post_clean(self) -> None:
        return


class PutQuestionForm(forms.Form):
    """Which meeting a question is put to."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), widget=forms.RadioSelect, empty_label=None, label="Which meeting?"
    )

    def __init__(self, *args: object, meetings: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.helper = helper("Put the question")
