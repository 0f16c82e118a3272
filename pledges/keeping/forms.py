"""The form in which the council says whether a promise is kept."""

from django import forms

from pledges.forms import SentOnceForm, words_field
from pledges.models import Rating
from pledges.status import Kept


class RateForm(SentOnceForm):
    """Kept, partly or not, with what shows it; and why it is rated again, where it was before."""

    button = "Save the rating"
    answer = forms.ChoiceField(
        label="Is it kept?",
        choices=[(each.value, each.words.capitalize()) for each in reversed(Kept)],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is kept."},
    )
    evidence = words_field(
        "What shows it",
        needed="Say what shows it.",
        hint="Everybody reads this, young people first. What you counted or heard, and when. No names.",
    )
    reason = words_field(
        "Why it is rated again",
        hint="What has changed since, or what was wrong.",
        rows=3,
        required=False,  # the service asks for it: that somebody else was first comes before
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, last: Rating | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", last.pk if last else 0)
        if last is None:
            del self.fields["reason"]
