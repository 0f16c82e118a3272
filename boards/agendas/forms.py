"""The clerk's forms for an agenda."""

from django import forms
from django.db.models import QuerySet

from boards.forms import helper
from boards.models import AgendaItem, Discipline, Meeting
from boards.seats.forms import WhoForm, laid_out

Kind = AgendaItem.Kind
#: Fields that make no sense for an item of this kind.
WITHOUT = {
    Kind.STANDING: ("purpose", "theme", "chair_reason"),
    Kind.PROTECTED: ("purpose", "theme", "chair_reason"),
    Kind.QUESTIONS: ("purpose", "theme", "chair_reason"),
    Kind.THEME: ("theme",),
    Kind.UPDATE: (),
    Kind.OTHER: (),
}
IN_ALL_PAPERS = "It stands in everybody’s papers."


class AgendaItemForm(forms.ModelForm):
    """One item: what it is about, what for, how long; why it is late, where it is."""

    class Meta:
        model = AgendaItem
        fields = (
            *("title", "purpose", "minutes", "presenter"),
            *("theme", "chair_reason", "late_reason"),
        )
        labels = {
            "title": "What it is about",
            "purpose": "What it is for",
            "minutes": "Minutes",
            "presenter": "Who brings it",
            "chair_reason": "Why the chair gives it time",
            "late_reason": "Why it is late or urgent",
        }
        help_texts = {
            "minutes": "0 for what is for information only: it is sent out and noted.",
            "presenter": "Members read it in their papers.",
            "chair_reason": "Only for an item for information that takes up time all the same. "
            + IN_ALL_PAPERS,
            "late_reason": "",
        }
        widgets = {"purpose": forms.RadioSelect}

    def __init__(
        self, *args: object, meeting: Meeting, late: str, button: str, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [
            (value, words.capitalize()) for value, words in AgendaItem.Purpose.choices
        ]
        theme, word = self.fields["theme"], meeting.council.words.theme
        theme.queryset = meeting.body.strategy.themes.order_by("position")
        theme.label, theme.empty_label = word.capitalize(), f"No {word}"
        theme.help_text = f"What is on the meeting’s {word} may take up time."
        self.fields["late_reason"].help_text = f"{late} {IN_ALL_PAPERS}"
        self.fields["late_reason"].required = bool(late)
        for name in (*WITHOUT[self.instance.kind], *(() if late else ("late_reason",))):
            del self.fields[name]
        self.helper = helper(button)

    def _post_clean(self) -> None:
        # The service checks the whole row; a second check here would only say it twice.
        return


class ChangeItemForm(AgendaItemForm):
    """The same for an item that is there: a second editor is shown what the first one saved."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version


class GuestForm(WhoForm):
    """Somebody who comes for one item: invited to be heard, or taken into the body for it."""

    HEARD, CO_OPTED = "heard", "co_opted"

    how = forms.ChoiceField(
        choices=(
            (HEARD, "Heard, without being a member"),
            (CO_OPTED, "Co-opted for this item"),
        ),
        widget=forms.RadioSelect,
        label="How do they take part?",
    )
    reason = forms.CharField(
        label="Why them?", max_length=200, help_text="What they bring, or what they come to say."
    )
    discipline = forms.ModelChoiceField(
        Discipline.objects.none(),
        label="Stands for",
        required=False,
        empty_label="Not said",
        help_text="What a co-opted person counts for, where the rules let them count.",
    )

    def __init__(self, *args: object, disciplines: QuerySet[Discipline], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].queryset = disciplines
        self.helper = laid_out("Save", *self.who_fields, "how", "reason", "discipline")
