"""The form for what the answers to a question of a survey came to."""

from django import forms
from django.db.models import QuerySet

from councils.models import Council
from forums.models import SurveyResult
from forums.sessions.forms import Watched, helper
from measures.models import Measure

MOST = 9_999_999


class ResultForm(Watched):
    """Which measure it is the figure of, what was asked, and how many said so."""

    watched = ("question",)
    measure = forms.ModelChoiceField(
        Measure.objects.none(), label="Which measure is it?", empty_label="Choose one"
    )
    question = forms.CharField(
        label="The question, as it was asked",
        max_length=SurveyResult._meta.get_field("question").max_length,
        error_messages={"required": "Write the question as it was asked."},
    )
    period_end = forms.DateField(
        label="At the end of which period",
        help_text="The day the measure’s period ends. For example, 31/3/2026",
    )
    numerator = forms.IntegerField(label="How many said so", min_value=0, max_value=MOST)
    denominator = forms.IntegerField(
        label="How many answered this question", min_value=1, max_value=MOST
    )
    field_order = ("measure", "question", "looked", "period_end", "numerator", "denominator")

    def __init__(
        self, *args: object, council: Council, measures: QuerySet[Measure], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures
        self.watch(council)
        self.helper = helper("Record the figure")
