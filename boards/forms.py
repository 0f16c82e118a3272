"""The clerk's forms."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from boards.models import Body, Meeting
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
    """Another day, time or place for a meeting."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ("held_on", "starts_at", "place")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.initial["held_on"] = f"{self.instance.held_on:%-d/%-m/%Y}"
        self.initial["starts_at"] = f"{self.instance.starts_at:%H:%M}"
        self.helper = helper("Save")

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
