"""The forms of the record: a part of the minutes, sending them round, confirming, correcting."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from boards.forms import helper
from boards.models import Meeting, MinutesSection


class SectionForm(forms.Form):
    """What one part of the minutes says."""

    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": "14"}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, section: MinutesSection, **kwargs: object) -> None:
        super().__init__(
            *args, initial={"text": section.text, "version": section.version}, **kwargs
        )
        self.fields["text"].label = section.heading
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save"))
        self.helper.add_input(
            Submit("next", "Save and go to the next part", css_class="govuk-button--secondary")
        )


class CirculateForm(forms.Form):
    """Sending the minutes round; late ones say why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    late_reason = forms.CharField(
        label="Why are they late?",
        help_text="It stands beside the two days, where members can read it.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: object, late: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_reason"]
        self.helper = helper("Send the minutes round")


class MeetingChoice(forms.ModelChoiceField):
    """A meeting, by its day."""

    def label_from_instance(self, obj: Meeting) -> str:
        """“Wednesday 10 June 2026, Meeting”."""
        return f"{obj.held_on:%A %-d %B %Y} ({obj.get_kind_display().lower()})"


class ConfirmForm(forms.Form):
    """At which meeting the minutes were agreed as a true record."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    meeting = MeetingChoice(
        Meeting.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label="Which meeting agreed that they are a true record?",
    )

    def __init__(self, *args: object, meetings: list[Meeting], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = [meeting.pk for meeting in meetings]
        self.fields["meeting"].queryset = Meeting.objects.filter(pk__in=known).order_by("-held_on")
        self.helper = helper("Confirm the minutes")


class CorrectForm(forms.Form):
    """Why confirmed minutes are corrected; `number` is the version that is wrong."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="What is wrong in them, and why is it put right?",
        help_text="One or two sentences. They are printed at the head of the new version.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Begin a corrected version")
