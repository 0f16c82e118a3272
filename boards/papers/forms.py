"""The forms of a report: begin it, write it, clear it or give it back."""

import json
from collections.abc import Mapping, Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.db.models import QuerySet

from boards.forms import helper
from boards.models import AgendaItem, Report
from boards.papers.editing import RECOMMENDATIONS, Wording, wording
from boards.papers.parts import Kind, Part
from boards.reports import word_count
from councils.models import User

ADD, SUBMIT = "add", "submit_report"
MOST_BOXES = 60
CLEAR, GIVE_BACK = "clear", "give_back"
ROWS = {Kind.SECTION: 12, Kind.TEXT: 16, Kind.SUMMARY: 6, Kind.PLAIN: 6, Kind.IMPLICATION: 3}


class ItemField(forms.ModelChoiceField):
    """An item of a meeting, named by body, day and number."""

    def label_from_instance(self, item: AgendaItem) -> str:
        """For example, “Panel, 6 January 2027: 5. Housing”."""
        return f"{item.meeting}: {item.number_shown}. {item.title}"


class DraftField(forms.CharField):
    """Words that a submitted report must have and a draft may lack."""

    def validate(self, value: str) -> None:
        """Nothing: the rule speaks when the report is submitted."""


class StartForm(forms.Form):
    """Which item a report is for, and what it is called."""

    item = ItemField(AgendaItem.objects.none(), label="For which item?", empty_label=None)
    kind = forms.ChoiceField(choices=Report.Kind, label="What kind of report?")
    title = forms.CharField(max_length=Report._meta.get_field("title").max_length)
    author = forms.ModelChoiceField(
        User.objects.none(), label="Who writes it?", required=False, empty_label="I do"
    )

    def __init__(
        self,
        *args: object,
        items: QuerySet[AgendaItem],
        authors: QuerySet[User] | None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
        if authors is None:
            del self.fields["author"]
        else:
            self.fields["author"].queryset = authors
        self.helper = helper("Begin the report")


class WriteForm(forms.Form):
    """What a report says: one field for each part, and a box for each recommendation.

    Nothing is required here: a draft may be saved as far as it is. What is missing is said when it
    is submitted, by the same rule everywhere.
    """

    use_required_attribute = False

    title = DraftField(max_length=Report._meta.get_field("title").max_length)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: object,
        parts: Sequence[Part],
        boxes: int,
        limit: int | None,
        says: Wording,
        reads: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.boxes = [f"recommendation_{place}" for place in range(1, min(boxes, MOST_BOXES) + 1)]
        self.texts = ["title", *(p.field for p in parts if p.kind is not Kind.RECOMMENDATIONS)]
        layout: list[object] = ["title"]
        for part in parts:
            if part.kind is Kind.RECOMMENDATIONS:
                layout.append(self._recommendations(part))
            else:
                self.fields[part.field] = _text_field(part, limit, says, reads or {})
                layout.append(part.field)
        self.helper = FormHelper()
        self.helper.layout = Layout(*layout, "seen")
        self.helper.add_input(Submit("save", "Save"))
        self.helper.add_input(
            Submit(SUBMIT, "Save and submit", css_class="govuk-button--secondary")
        )

    def _recommendations(self, part: Part) -> Fieldset:
        for place, box in enumerate(self.boxes, start=1):
            self.fields[box] = DraftField(
                label=f"Recommendation {place}",
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=part.guidance if place == 1 else "",
            )
        more = Submit(ADD, "Save and add a recommendation", css_class="govuk-button--secondary")
        return Fieldset(part.title, *self.boxes, more)

    def wording(self) -> Wording:
        """What was typed, tidied; only once the form is valid."""
        typed = self.cleaned_data
        texts = {name: typed[name] for name in self.texts}
        return wording(texts, (typed[box] for box in self.boxes))

    def marks(self) -> dict[str, str]:
        """The marks of what stood on the page; none where they came back broken."""
        try:
            marks = json.loads(self.cleaned_data["seen"])
        except ValueError:
            return {}
        return {str(k): str(v) for k, v in marks.items()} if isinstance(marks, dict) else {}

    def say(self, errors: dict[str, Sequence[str]]) -> None:
        """Show errors at their fields; those of the recommendations at the first box."""
        for name, messages in errors.items():
            field = self.boxes[0] if name == RECOMMENDATIONS else name
            self.add_error(field if field in self.fields else None, list(messages))


def _text_field(
    part: Part, limit: int | None, says: Wording, reads: Mapping[str, str]
) -> DraftField:
    guidance = part.guidance
    if part.kind is Kind.SUMMARY and limit:
        number = word_count(says.texts[part.field])
        guidance += f" At most {limit} words; {number} are saved now."
    if part.field in reads:
        guidance += f" As saved: {reads[part.field]}"
    return DraftField(
        required=part.required,
        label=part.title,
        help_text=guidance,
        widget=forms.Textarea(attrs={"rows": ROWS[part.kind]}),
    )


def data_of(says: Wording) -> dict[str, str]:
    """What a report says, as its form sends it."""
    boxes = {f"recommendation_{n}": text for n, text in enumerate(says.recommendations, start=1)}
    return {**says.texts, **boxes, "seen": json.dumps(says.marks())}


class DecideForm(forms.Form):
    """Clear a report, or give it back with a reason."""

    decision = forms.ChoiceField(widget=forms.RadioSelect, label="What becomes of it?")
    reason = forms.CharField(
        required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}), label="Why"
    )

    def __init__(self, *args: object, can_clear: bool, late: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        ways = [(GIVE_BACK, "Give it back to its author")]
        if can_clear:
            ways.insert(0, (CLEAR, "Clear it for the papers"))
        self.fields["decision"].choices = ways
        self.fields["reason"].help_text = " ".join(
            ["Needed to give it back: the author reads it.", late if can_clear else ""]
        ).strip()
        self.helper = helper("Save")
