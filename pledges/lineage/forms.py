"""The officer's forms: a new set and its promises, an answer for an old one, what young people said."""

from collections.abc import Callable, Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from councils import clock
from councils.models import Council
from councils.writing import Conflict, Refused
from pledges.lineage.queries import OldPromise, can_be_replaced, can_be_written
from pledges.lineage.rules import Kind
from pledges.models import NewSet, PledgeSet, Promise, StatutoryPrinciple, Theme

OLDEST = 120
DAY_HINT = "For example 1/4/2026."


def helper(button: str) -> FormHelper:
    """A form sent to its own page, with one button."""
    made = FormHelper()
    made.add_input(Submit("submit", button))
    return made


#: What somebody else saved meanwhile: what a page is to remember of it, and the words of it.
Now = Callable[[Model], tuple[object, str]]


def saved(form: forms.BaseForm, save: Callable[[], object], now: Now | None = None) -> bool:
    """Whether it was saved; where not, the form says why, at its fields, with what was typed.

    `now` tells what somebody else saved meanwhile. It stands above the form, and whoever sends the
    form again has seen it.
    """
    try:
        save()
    except Conflict as conflict:
        seen, words = now(conflict.current) if now else (form.data.get("seen"), "")
        form.data = form.data.copy()
        form.data["seen"] = str(seen)
        form.add_error(None, f"{conflict} {words}".strip())
    except ValidationError as refused:
        form.add_error(None, _at_fields(form, refused))
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _at_fields(form: forms.BaseForm, refused: ValidationError) -> ValidationError:
    """What is wrong with something the form lacks stands above it."""
    found = refused.error_dict if hasattr(refused, "error_dict") else {"__all__": [refused]}
    placed: dict[str, list] = {}
    for name, errors in found.items():
        placed.setdefault(name if name in form.fields else "__all__", []).extend(errors)
    return ValidationError(placed)


class SetForm(forms.Form):
    """What a new set is called, to whom it is promised, and which sets it replaces."""

    title = forms.CharField(label="What is it called?", max_length=100)
    stem = forms.CharField(
        label="How does each begin?",
        max_length=200,
        required=False,
        help_text="Such as “We will”. Words such as “do our best” take away from what is promised.",
    )
    audience = forms.CharField(label="To whom is it promised?", max_length=120)
    words_of = forms.ModelChoiceField(
        PledgeSet.objects.none(),
        required=False,
        label="Are these the words of something that was announced?",
        empty_label="No",
    )
    replaces = forms.ModelMultipleChoiceField(
        PledgeSet.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    #: What the page showed.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, council: Council, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        replaces, words_of = self.fields["replaces"], self.fields["words_of"]
        replaces.queryset = can_be_replaced(council)
        replaces.label = "In the place of which does it stand?"
        replaces.help_text = f"Each of their {council.words.promises} needs an answer before the new set is published."
        words_of.queryset = can_be_written(council)
        self.helper = helper("Save the draft")


class PromiseForm(forms.Form):
    """A promise of a draft with its own test."""

    text = forms.CharField(
        label="What is promised?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
        help_text="One thing, in words a child knows.",
    )
    how_often = forms.CharField(
        label="How often?", max_length=120, required=False, help_text="Such as “every month”."
    )
    from_age = forms.IntegerField(
        label="From which age?", min_value=0, max_value=25, required=False
    )
    to_age = forms.IntegerField(label="To which age?", min_value=0, max_value=25, required=False)
    condition = forms.CharField(
        label="On which condition?",
        max_length=200,
        required=False,
        help_text="Such as “if you want to”. Leave it empty where there is none.",
    )
    serves = forms.MultipleChoiceField(
        label="Which of the seven principles of the law does it serve?",
        choices=StatutoryPrinciple.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    #: What the page showed.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, council: Council, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.of(council).public().order_by("strategy_id", "position")
        self.fields["themes"].queryset = themes
        self.fields["themes"].label = f"Under which {council.words.themes} is it looked at?"
        if not themes.exists():
            del self.fields["themes"]
        self.helper = helper("Save it")

    def clean(self) -> dict:
        """The ages are in order."""
        data = super().clean()
        first, last = data.get("from_age"), data.get("to_age")
        if first is not None and last is not None and last < first:
            self.add_error("to_age", "The upper age is below the lower one.")
        return data

    @property
    def given(self) -> dict[str, object]:
        """What the service is asked for, but for what the page showed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class AnswerForm(forms.Form):
    """What becomes of an old promise."""

    kind = forms.TypedChoiceField(
        label="What becomes of it?",
        choices=[(kind.value, f"It is {kind.words}") for kind in Kind],
        coerce=Kind,
        widget=forms.RadioSelect,
    )
    successors = forms.ModelMultipleChoiceField(
        Promise.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="In which does it go on?",
        help_text="Choose none where it is dropped.",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed where it is changed or dropped. Everybody reads it once the new set is "
        "published, so write to those to whom it was promised.",
    )
    #: The number of the decision the page showed.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, new_set: NewSet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        new: QuerySet[Promise] = new_set.pledge_set.promises.order_by("position")
        self.fields["successors"].queryset = new
        self.fields["successors"].label_from_instance = lambda row: f"{row.position}. {row.text}"
        self.helper = helper("Save and go to the next")


class HearingForm(forms.Form):
    """What young people said of promises that are to be dropped."""

    dispositions = forms.MultipleChoiceField(
        label="What were they told is to be dropped?", widget=forms.CheckboxSelectMultiple
    )
    forum = forms.CharField(max_length=120)
    heard_on = forms.DateField(label="On which day?", help_text=DAY_HINT)
    said = forms.CharField(
        label="What did they say, in brief?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nobody’s name, and nothing by which one of them could be known. It is read by "
        "officers and inspectors; everybody is told only that they were asked, and when.",
    )

    def __init__(
        self, *args: object, council: Council, waiting: Sequence[OldPromise], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(old.disposition.pk): old.disposition for old in waiting}
        self.fields["dispositions"].choices = [
            (str(old.disposition.pk), f"{old.promise.text} Why: {old.disposition.reason}")
            for old in waiting
        ]
        self.fields["forum"].label = f"Which {council.words.forum}?"
        self.initial |= {"heard_on": clock.today()}
        self.helper = helper("Put it on record")

    def clean_dispositions(self) -> list:
        """The decisions themselves."""
        return [self.rows[pk] for pk in self.cleaned_data["dispositions"]]


class PublishForm(forms.Form):
    """Nothing but the button, and what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Publish it: these words stand for good")


class DiscardForm(forms.Form):
    """Why a draft is given up."""

    reason = forms.CharField(
        label="Why is it discarded?",
        help_text="It cannot be taken up again. It stays on record, and nothing of it is promised.",
        max_length=200,
        error_messages={"required": "Say why it is discarded."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("", "Discard it", css_class="govuk-button--warning"))


class PastForm(forms.Form):
    """Where and in which year somebody was promised something."""

    place = forms.ChoiceField(label="Who made the promise?", required=False)
    year = forms.IntegerField(
        label="In which year?",
        min_value=1989,
        max_value=2100,
        required=False,
        help_text="Such as 2018. Leave it empty for all years.",
    )

    def __init__(self, *args: object, places: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Anybody"), *((place, place) for place in places)]
        self.fields["place"].choices = choices
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.add_input(Submit("", "Look"))
