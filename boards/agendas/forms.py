"""The clerk's forms for an agenda."""

from django import forms

from boards.forms import helper
from boards.models import AgendaItem, Discipline, Meeting
from councils.models import Person

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
            "chair_reason": "Only for an item for information that takes up time all the same.",
            "late_reason": "",
        }
        widgets = {"purpose": forms.RadioSelect}

    def __init__(
        self, *args: object, meeting: Meeting, late: str, button: str, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = meeting.body.strategy.themes.order_by("position")
        self.fields["theme"].empty_label = "No theme"
        self.fields["theme"].help_text = "What is on the meeting’s theme may take up time."
        self.fields["late_reason"].help_text = late
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


class GuestForm(forms.Form):
    """Somebody who comes for one item: invited to be heard, or taken into the body for it."""

    ATTENDER, CO_OPTED = "attender", "co_opted"

    how = forms.ChoiceField(
        choices=(
            (ATTENDER, "Invited: is heard on this item"),
            (CO_OPTED, "Co-opted: belongs to the body for this item"),
        ),
        widget=forms.RadioSelect,
        label="How do they take part?",
        initial=ATTENDER,
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label="Somebody you know already",
        empty_label="Somebody else",
    )
    name = forms.CharField(
        max_length=120,
        required=False,
        label="Name of somebody else",
        help_text="An adult’s. Young people come as the forum; no child is named here.",
    )
    organisation = forms.CharField(max_length=120, required=False, label="Their organisation")
    reason = forms.CharField(max_length=200, label="What they come for")
    discipline = forms.ModelChoiceField(
        Discipline.objects.none(),
        required=False,
        label="Discipline they stand for, if co-opted",
        empty_label="None",
    )

    def __init__(self, *args: object, item: AgendaItem, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.of(item.council).order_by("name")
        self.fields["discipline"].queryset = Discipline.objects.of(item.council)
        self.helper = helper("Save")
