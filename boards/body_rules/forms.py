"""The clerk's form of a body's terms of reference."""

from crispy_forms.layout import Fieldset, Layout
from django import forms

from boards.body_rules.services import TERMS
from boards.forms import helper
from boards.models import Body, BodyRules, MeetingKind
from councils.vocabulary import Vocabulary

PERCENT = {"min_value": 1, "max_value": 100, "required": False}
UNITS = [("", "Not said"), *BodyRules.Unit.choices]


def _percent(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text="Per cent", **PERCENT)


def _number(label: str, most: int, *, least: int = 1, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=False, help_text=hint
    )


def _unit(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=UNITS, required=False)


class RulesForm(forms.ModelForm):
    """From which day which rules hold, and where that was decided."""

    source = forms.CharField(
        label="Where was this decided?",
        max_length=300,
        help_text="Shown to everybody, for example “Agreed at the meeting of 4 March 2026”.",
    )
    meetings_a_year = _number("Meetings a year", 60)
    frequency_words = forms.CharField(
        label="How often it meets, in words",
        max_length=80,
        required=False,
        help_text="For example “every two months”.",
    )
    slot_minutes = forms.IntegerField(
        label="How long a meeting lasts, in minutes", min_value=15, max_value=600
    )
    quorum_number = _number("How many", 60, hint="For a part, one in how many: 4 is a quarter.")
    papers_number = _number("Papers before the meeting: how many", 60, least=0)
    papers_unit = _unit("Papers: days of which kind")
    forum_number = _number("Before the meeting: how many", 60, least=0)
    forum_unit = _unit("Days of which kind")
    minutes_number = _number("Minutes after the meeting: how many", 60, least=0)
    minutes_unit = _unit("Minutes: days of which kind")
    protected_minutes = _number("Minutes kept for them at each meeting", 240)
    personal_attendance = _percent("Of the meetings, each person attends at least")
    seat_attendance = _percent("With a nominated representative, each seat is filled at")
    attendance_kinds = forms.MultipleChoiceField(
        label="Which kinds of meeting count for attendance?",
        choices=MeetingKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Where none is ticked, all of them count.",
    )
    summary_words = _number("The most words a summary may have", 2000)
    plain_grade = _number(
        "The hardest reading grade for young people",
        14,
        least=3,
        hint="A harder report needs a part in plain English. Empty means 8: the age of 13.",
    )
    co_option = forms.CharField(
        label="What is said about co-option", max_length=200, required=False
    )

    class Meta:
        model = BodyRules
        fields = ("in_force_from", *TERMS)
        labels = {
            "in_force_from": "From which day",
            "legal_status": "Its status in law",
            "quorum_kind": "What makes the quorum",
            "online_counts": "People who join online count",
            "coopted_count": "People who are co-opted count",
            "attenders_count": "People who are only heard count",
            "publishes_attendance": "The year’s attendance is published",
            "report_template": "The form of its reports",
        }
        help_texts = {
            "in_force_from": "For example 27/3/2026. Meetings before it keep the rules of their day.",
            "legal_status": "A formal committee gives 5 clear working days’ notice by law.",
            "report_template": "",
        }
        widgets = {"legal_status": forms.RadioSelect, "quorum_kind": forms.RadioSelect}

    def __init__(
        self, *args: object, body: Body, words: Vocabulary, forum: str, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["report_template"].queryset = body.report_templates.all()
        fields["report_template"].empty_label = "None of its own"
        for name in ("legal_status", "quorum_kind"):
            fields[name].choices = BodyRules._meta.get_field(name).choices
        self.helper = helper("See them in words")
        self.helper.layout = _layout(words, forum)

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return

    @property
    def given(self) -> dict[str, object]:
        """What the service is asked for."""
        return dict(self.cleaned_data)


def _layout(words: Vocabulary, forum: str) -> Layout:
    return Layout(
        Fieldset("From when, and why", "in_force_from", "source"),
        Fieldset(
            "What it is, and when it meets",
            *("legal_status", "meetings_a_year", "frequency_words", "slot_minutes"),
        ),
        Fieldset(
            "The quorum",
            *("quorum_kind", "quorum_number", "online_counts", "coopted_count", "attenders_count"),
        ),
        Fieldset(f"Papers to {words.members}, and minutes", "papers_number", "papers_unit"),
        Fieldset("", "minutes_number", "minutes_unit"),
        Fieldset(f"Papers to {forum}, and its time", "forum_number", "forum_unit"),
        Fieldset("", "protected_minutes"),
        Fieldset(
            "Attendance",
            *("personal_attendance", "seat_attendance", "attendance_kinds"),
            "publishes_attendance",
        ),
        Fieldset("Reports", "report_template", "summary_words", "plain_grade"),
        Fieldset("Co-option", "co_option"),
    )
