"""What a body asks young people, why it is taken back, and what a forum says to it."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms

from boards.forms import helper
from boards.models import Body, ForumAnswer, ForumChallenge, Meeting
from boards.to_forum.flow import Says
from boards.to_forum.queries import forums_heard, meetings_near, promises_to_ask_about
from boards.to_forum.services import NO_FORUM, NO_WORDS, SAY_WHY
from forums.models import Forum
from pledges.models import Promise

A_DAY = "For example, 27/1/2027. Young people read it as a wish: they are never late."


def most(model: type, name: str) -> int:
    """The most letters that a text of a model has."""
    return model._meta.get_field(name).max_length


class Looked(forms.Form):
    """Words in which something may give somebody away: it goes, or it stays knowingly."""

    keeps = forms.BooleanField(label="What was found stays, and I know it", required=False)
    kept_reason = forms.CharField(
        label="Why does it stay?", required=False, max_length=most(ForumAnswer, "kept_reason")
    )

    def ask_to_look(self, found: Sequence[str]) -> None:
        """Show the two fields where something was found."""
        if not found:
            del self.fields["keeps"], self.fields["kept_reason"]


class OfMeetingField(forms.ModelChoiceField):
    """One of the body's meetings, by its day."""

    def label_from_instance(self, meeting: Meeting) -> str:
        """“Panel, 6 May 2026”."""
        return str(meeting)


class AboutPromiseField(forms.ModelChoiceField):
    """A promise in its own words."""

    def label_from_instance(self, promise: Promise) -> str:
        """Its words, cut short."""
        return promise.text[:100]


class AskForm(Looked):
    """One question to one forum or several."""

    words = forms.CharField(
        label="What do you ask?",
        help_text="One question, in short words that a child of nine knows. No names.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=most(ForumChallenge, "words"),
        error_messages={"required": NO_WORDS},
    )
    forums = forms.ModelMultipleChoiceField(
        Forum.objects.none(),
        label="Whom do you ask?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_FORUM},
    )
    wished_on = forms.DateField(label="When would an answer help?", required=False, help_text=A_DAY)
    meeting = OfMeetingField(
        Meeting.objects.none(),
        label="Does it belong to a meeting?",
        required=False,
        empty_label="No",
    )
    promise = AboutPromiseField(
        Promise.objects.none(), label="Is it about a promise?", required=False, empty_label="No"
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("words", "keeps", "kept_reason", "forums", "wished_on", "meeting", "promise")

    button = "Ask a second person to agree"

    def __init__(self, *args: object, body: Body, found: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.ask_to_look(found)
        self.fields["meeting"].queryset = meetings_near(body)
        self.fields["promise"].queryset = promises_to_ask_about(body.council)
        self.fields["promise"].label = f"Is it about a {body.council.words.promise}?"
        if "forums" in self.fields:
            self.fields["forums"].queryset = heard = forums_heard(body)
            self.initial.setdefault("forums", heard if len(heard) == 1 else ())
            self.initial.setdefault("submission", uuid4())
        self.helper = helper(self.button)


class RewordForm(AskForm):
    """The same before a second person has agreed; whom it is asked stays."""

    forums = submission = None
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, challenge: ForumChallenge, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("words", "meeting", "promise", "version"):
            self.initial.setdefault(name, getattr(challenge, name))
        if challenge.wished_on:
            self.initial.setdefault("wished_on", f"{challenge.wished_on:%-d/%-m/%Y}")


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(
        label="Why do you take it back?",
        help_text="Young people read this.",
        max_length=most(ForumChallenge, "withdrawn_reason"),
        error_messages={"required": SAY_WHY},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Take it back")


class AnswerForm(Looked):
    """What a forum says."""

    says = forms.ChoiceField(
        label="What do you say?",
        choices=[(each.value, each.words) for each in Says],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the four."},
    )
    words = forms.CharField(
        label="Do you want to say more?",
        help_text="If you say “no” or “partly”, say why. No names, please.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=most(ForumAnswer, "words"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("says", "words", "keeps", "kept_reason")

    def __init__(
        self, *args: object, answer: ForumAnswer, found: Sequence[str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask_to_look(found)
        for name in ("says", "words", "version"):
            self.initial.setdefault(name, getattr(answer, name))
        self.helper = helper("This is what we say")
