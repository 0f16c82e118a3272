"""The clerk's forms about people: who holds a seat, who stands in, who is taken in, who leaves."""

from collections.abc import Iterator
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from boards.forms import helper
from boards.models import CoOption, Discipline, Seat, SeatHolder, Substitute
from boards.seats.holding import period
from boards.seats.services import NewPerson, Who
from councils.models import Person, User
from councils.writing import Conflict, Refused

#: Nobody says today that they leave after this day: it is a slip.
FAR = date(2199, 12, 31)

NOBODY = "Fill in the name of somebody new."
BOTH = "Somebody is chosen from the list already. Choose from it or name somebody new, not both."
FIRST_DAY = "The first day, for example 27/3/2026."
TAKES_OVER = "For example 27/3/2026. The time of {} ends the day before."
LAST_DAY = "The last day. Leave it empty until further notice."


def typed(day: date | None) -> str:
    """A day as it is typed: 27/3/2026; nothing for none."""
    return f"{day:%-d/%-m/%Y}" if day else ""


def show_refusal(form: forms.Form, refused: ValidationError | Refused) -> None:
    """What a service refused, at its field where the form has it, else above the form."""
    found = {NON_FIELD_ERRORS: [str(refused)]}
    if isinstance(refused, ValidationError):
        found = getattr(refused, "error_dict", {NON_FIELD_ERRORS: refused.messages})
    for name, words in found.items():
        form.add_error(name if name in form.fields else None, words)


def show_conflict(form: forms.Form, conflict: Conflict) -> None:
    """That somebody else saved first; sent again, the form is about what they saved."""
    form.add_error(None, str(conflict))
    form.data = {**form.data.dict(), "version": conflict.current.version}


def laid_out(button: str, *fields: object) -> FormHelper:
    """A form with these fields in order, and one button."""
    made = helper(button)
    made.layout = Layout(*fields)
    return made


# Who ----------------------------------------------------------------------------------------------


class _NewFirst(ModelChoiceIterator):
    """The choices of people, after “somebody new”."""

    def __iter__(self) -> Iterator[tuple[object, str]]:
        yield "", "Choose somebody"
        yield PersonChoice.NEW, "Somebody new, named below"
        yield from super().__iter__()


class PersonChoice(forms.ModelChoiceField):
    """Somebody new, which comes out as None; or somebody on record, each with where they come from.

    Where they come from tells two people of one name apart.
    """

    NEW = "new"
    iterator = _NewFirst

    def clean(self, value: object) -> Person | None:
        """The person who was chosen; None for somebody new."""
        return None if value == self.NEW else super().clean(value)

    def label_from_instance(self, person: Person) -> str:
        """Name and organisation."""
        return ", ".join(part for part in (person.name, person.organisation) if part)


class NewPersonForm(forms.Form):
    """Somebody new, with or without a sign-in."""

    name = forms.CharField(label="Name", max_length=120)
    organisation = forms.CharField(
        label="Organisation",
        max_length=120,
        required=False,
        help_text="Where they come from: a trust, a school, a foster carers’ group.",
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Sign-in",
        required=False,
        empty_label="They do not sign in",
        help_text="Nobody needs one to hold a seat.",
    )

    def __init__(self, *args: object, sign_ins: QuerySet[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = sign_ins
        self.helper = laid_out("Add them", "name", "organisation", "user")


class WhoForm(NewPersonForm):
    """Somebody from the list, or somebody new."""

    person = PersonChoice(Person.objects.none(), label="Who?", empty_label=None)

    def __init__(self, *args: object, people: QuerySet[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["name"].required = False

    def clean(self) -> dict[str, object]:
        """One of the two, and not both."""
        cleaned = super().clean()
        name = cleaned.get("name")
        if cleaned.get("person") and name:
            self.add_error("name", BOTH)
        elif (
            self.errors.keys().isdisjoint({"person", "name"}) and not cleaned["person"] and not name
        ):
            self.add_error("name", NOBODY)
        return cleaned

    @property
    def who(self) -> Who:
        """Whom the form names, once it is valid."""
        given = self.cleaned_data
        return given["person"] or NewPerson(given["name"], given["organisation"], given["user"])

    @property
    def who_fields(self) -> tuple[object, ...]:
        """The list, and the fields about somebody new under their heading."""
        return ("person", Fieldset("If it is somebody new", "name", "organisation", "user"))


class PeriodForm(forms.Form):
    """From a day on, to another day or until further notice."""

    starts_on = forms.DateField(label="From", help_text=FIRST_DAY)
    ends_on = forms.DateField(label="Until", required=False, help_text=LAST_DAY)


# Seats --------------------------------------------------------------------------------------------


class HolderChoice(forms.ModelChoiceField):
    """Whose place it is."""

    def label_from_instance(self, row: SeatHolder | Substitute) -> str:
        """Who has it, and for how long."""
        return f"In place of {row.person.name} ({period(row.starts_on, row.ends_on)})"


class SeatPersonForm(WhoForm, PeriodForm):
    """Who holds a seat from a day on, and in whose place."""

    instead_of = HolderChoice(
        SeatHolder.objects.none(),
        label="Which place?",
        required=False,
        widget=forms.RadioSelect,
        empty_label="A place of their own, beside the others",
    )

    def __init__(
        self, *args: object, seat: Seat, holders: QuerySet[SeatHolder], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instead_of"].queryset = holders
        last = holders.last()
        if last is None or not seat.is_plural:
            self.fields["instead_of"].widget = forms.HiddenInput()
            self.initial["instead_of"] = last
        if last and not seat.is_plural:
            self.fields["starts_on"].help_text = TAKES_OVER.format(last.person.name)
        self.helper = laid_out("Save", *self.who_fields, "instead_of", "starts_on", "ends_on")


class SubstituteForm(WhoForm, PeriodForm):
    """Who comes when the holder of a place cannot."""

    place = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    instead_of = forms.ModelChoiceField(
        Substitute.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: object, substitutes: QuerySet[Substitute], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instead_of"].queryset = substitutes
        if last := self.initial.get("instead_of"):
            self.fields["starts_on"].help_text = TAKES_OVER.format(last.person.name)
        self.helper = laid_out(
            "Save", *self.who_fields, "starts_on", "ends_on", "place", "instead_of"
        )


class DatesForm(PeriodForm):
    """From when to when somebody holds a place, put right."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, row: SeatHolder | Substitute, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"starts_on": typed(row.starts_on), "ends_on": typed(row.ends_on)}
        self.initial["version"] = row.version
        self.helper = laid_out("Save", "starts_on", "ends_on", "version")


class DisciplineForm(forms.Form):
    """What a seat stands for."""

    discipline = forms.ModelChoiceField(
        Discipline.objects.none(),
        label="It stands for",
        required=False,
        empty_label="Something that is not on the list",
    )
    another = forms.CharField(
        label="If it is not on the list", max_length=80, required=False, help_text="A few words."
    )

    def __init__(self, *args: object, disciplines: QuerySet[Discipline], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].queryset = disciplines
        self.helper = laid_out("Save", "discipline", "another")

    def clean(self) -> dict[str, object]:
        """One of the two, and not both."""
        cleaned = super().clean()
        chosen, another = cleaned.get("discipline"), cleaned.get("another")
        if chosen and another:
            self.add_error("another", "Choose from the list or name another, not both.")
        elif not chosen and not another and not self.errors:
            self.add_error("discipline", "Choose from the list, or name another below.")
        return cleaned


class YoungPlacesForm(forms.Form):
    """How many young people a seat of theirs is for; no field takes a name."""

    number = forms.IntegerField(label="How many young people?", min_value=1, max_value=99)
    starts_on = forms.DateField(label="From", help_text=FIRST_DAY)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out("Save", "number", "starts_on")


class SeatForm(forms.Form):
    """A seat that the strategy does not list."""

    ONE, SEVERAL, YOUNG = "one", "several", "young"

    title = forms.CharField(
        label="Name of the seat",
        max_length=160,
        help_text="The role and the organisation, for example “Health visitor, NHS trust”.",
    )
    held_by = forms.ChoiceField(
        label="Who holds it?",
        widget=forms.RadioSelect,
        choices=[
            (ONE, "One person"),
            (SEVERAL, "Several people"),
            (YOUNG, "Young people: they are counted, not named"),
        ],
        initial=ONE,
    )
    is_attender = forms.BooleanField(
        label="They come and are heard, without being a member", required=False
    )
    discipline = forms.ModelChoiceField(
        Discipline.objects.none(),
        label="It stands for",
        required=False,
        empty_label="Not said",
        help_text="Which profession or service it counts for, where the quorum is by disciplines.",
    )

    def __init__(self, *args: object, disciplines: QuerySet[Discipline], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].queryset = disciplines
        self.helper = laid_out("Add the seat", "title", "held_by", "is_attender", "discipline")

    @property
    def wanted(self) -> dict[str, object]:
        """What the service is asked for."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "is_plural": given["held_by"] == self.SEVERAL,
            "is_young_people": given["held_by"] == self.YOUNG,
            "is_attender": given["is_attender"],
            "discipline": given["discipline"],
        }


# Without a seat -----------------------------------------------------------------------------------


class CoOptForm(WhoForm, PeriodForm):
    """Somebody taken in for a time."""

    reason = forms.CharField(label="Why them?", max_length=200, help_text="What they bring.")
    discipline = forms.ModelChoiceField(
        Discipline.objects.none(),
        label="Stands for",
        required=False,
        empty_label="Not said",
        help_text="What they count for, where the rules let co-opted people count.",
    )

    def __init__(self, *args: object, disciplines: QuerySet[Discipline], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].queryset = disciplines
        self.helper = laid_out(
            "Co-opt them", *self.who_fields, "reason", "starts_on", "ends_on", "discipline"
        )


class EndCoOptionForm(forms.Form):
    """The last day of a co-option."""

    ends_on = forms.DateField(label="The last day", help_text="For example 27/3/2026.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, row: CoOption, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"ends_on": typed(row.ends_on or today), "version": row.version}
        self.helper = laid_out("Record that it is over", "ends_on", "version")


class LeaveForm(forms.Form):
    """Somebody's last day."""

    last_day = forms.DateField(
        label="Their last day",
        help_text="For example 27/3/2026.",
        validators=[MaxValueValidator(FAR, "Look at the year again.")],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out("End everything on this day", "last_day")
