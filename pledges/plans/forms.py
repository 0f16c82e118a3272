"""The officer's forms of a plan: an item, and how it goes."""

from django import forms

from councils.models import Council
from pledges.lineage.forms import helper
from pledges.models import Promise, Statement, StatementKind
from pledges.models.owners import validate_role
from pledges.models.plans import validate_due
from pledges.plans.standing import Progress

#: The kinds of statement that something is done for.
DONE_FOR = (
    *(StatementKind.PRIORITY, StatementKind.COMMITMENT, StatementKind.ACTION),
    *(StatementKind.PRINCIPLE, StatementKind.OUTCOME_AREA),
)


class ItemForm(forms.Form):
    """What is to be done, by which role, with whom, by when, and for what."""

    what = forms.CharField(
        label="What is to be done?", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner_role = forms.CharField(
        label="Who answers for it?",
        max_length=120,
        validators=[validate_role],
        help_text="A role such as “Head of Fostering”, never somebody’s name.",
    )
    partner = forms.CharField(
        label="With which partner?",
        max_length=120,
        required=False,
        validators=[validate_role],
        help_text="Such as “an NHS trust”. Leave it empty where there is none.",
    )
    due = forms.CharField(
        label="By when?",
        max_length=20,
        validators=[validate_due],
        help_text="As precisely as you know it: “14 October 2026”, “November 2026”, “autumn 2026” or "
        "“2027”.",
    )
    promises = forms.ModelMultipleChoiceField(
        Promise.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    statements = forms.ModelMultipleChoiceField(
        Statement.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="For which words of the strategy is it done?",
    )
    #: The version the page showed.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, council: Council, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        promises, statements = self.fields["promises"], self.fields["statements"]
        standing = Promise.objects.of(council).public().standing()
        promises.queryset = standing.select_related("pledge_set").order_by(
            "pledge_set__title", "position"
        )
        promises.label = f"For which {council.words.promises} is it done?"
        promises.label_from_instance = lambda row: f"{row.pledge_set.title}: {row.text}"
        rows = Statement.objects.of(council).public().filter(kind__in=DONE_FOR)
        statements.queryset = rows.order_by("kind", "position")
        self.helper = helper("Save it")

    @property
    def given(self) -> dict[str, object]:
        """What the service is asked for, but for the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ProgressForm(forms.Form):
    """How an item goes."""

    status = forms.TypedChoiceField(
        label="How does it go?",
        choices=[(status.value, status.words.capitalize()) for status in Progress],
        coerce=Progress,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What has been done, and what comes next?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No name of a child. It stands in the next papers, and everybody reads it once the "
        "plan is published again.",
    )
    #: The number of the report the page showed.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Say so")
