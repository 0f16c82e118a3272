"""The proper officer's forms."""

from django import forms

from boards.forms import helper
from boards.models import Report, Restriction
from boards.packs.withholding import PARAGRAPHS, Decision

WHOLE = "report"


class RestrictForm(forms.ModelForm):
    """What of a report is not for everybody, and why."""

    paper = forms.ChoiceField(widget=forms.RadioSelect, label="What is restricted?")
    legal_paragraph = forms.ChoiceField(
        required=False, label="Legal paragraph (Schedule 12A to the Local Government Act 1972)"
    )

    class Meta:
        model = Restriction
        fields = (
            *("reason", "legal_paragraph", "resolution", "review_on"),
            *("withheld_from_young", "young_reason"),
        )

    field_order = ("paper",)

    def __init__(
        self, *args: object, report: Report, formal_committee: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        free = [row for row in report.attachments.all() if not row.live]
        whole = [] if report.live else [(WHOLE, "The whole report, with what is attached to it")]
        self.fields["paper"].choices = [
            *whole,
            *((str(row.pk), f"Only the attachment “{row.title}”") for row in free),
        ]
        none = "Choose one" if formal_committee else "None: this is not a formal committee"
        listed = [(words, words) for words in PARAGRAPHS]
        self.fields["legal_paragraph"].choices = [("", none), *listed]
        self.fields[
            "reason"
        ].help_text = "Printed in its place, for everybody to read. It must not tell what is in it."
        self.fields["young_reason"].label = "Why young people may not read it"
        self.fields["young_reason"].help_text = "Needed only where the box above is ticked."
        self.helper = helper("Restrict it")

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return

    def decision(self) -> Decision:
        """What was decided; only once the form is valid."""
        names = ("reason", "review_on", "legal_paragraph", "withheld_from_young", "young_reason")
        return Decision(**{name: self.cleaned_data[name] for name in names})


class KeepForm(forms.ModelForm):
    """Another day to look at a restriction, and what the meeting resolved."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Restriction
        fields = ("review_on", "resolution")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.initial["review_on"] = f"{self.instance.review_on:%-d/%-m/%Y}"
        self.helper = helper("Keep it restricted")

    def _post_clean(self) -> None:
        return
