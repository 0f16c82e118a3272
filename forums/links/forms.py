"""What a young person far away is asked: one question on each screen, four at most."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet

from councils.models import User
from forums.forms import SavedForm
from forums.models import PrivateWords
from pledges.models import Theme

#: The screens in their order; each asks one thing.
SAFETY, THEME, WORDS, READER = "safety", "theme", "words", "not_for"
SCREENS = (SAFETY, THEME, WORDS, READER)
#: Where somebody's safety is at stake, what it is about is not asked.
SCREENS_OF_SAFETY = (SAFETY, WORDS, READER)
YES, NO = "yes", "no"
#: The name of the button that goes back.
BACK = "back"


class Reader(forms.ModelChoiceField):
    """A worker who is not to read it, by display name."""

    def label_from_instance(self, obj: User) -> str:
        """“Anybody but Jo Marsh”."""
        return f"Anybody but {obj.display_name}"


class LinkForm(SavedForm):
    """The whole of it: what the screen in hand asks is seen, what was said before is carried along.

    A screen that is not among those asked is taken for the first.

    Nothing is kept in the browser or here until the last screen is sent.
    """

    safety = forms.ChoiceField(
        label="Is this about somebody not being safe?",
        choices=[(NO, "No"), (YES, "Yes, or I am not sure")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label="Something else",
        label="What is it about?",
    )
    words = forms.CharField(
        label="What do you want to say?",
        help_text="Write it how you would say it. Please leave out names: yours and other people’s.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=PrivateWords._meta.get_field("text").max_length,
        error_messages={"required": "Write what you want to ask."},
    )
    not_for = Reader(
        User.objects.none(),
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label="Any of the workers",
        label="Who may read it and tell you the answer?",
        help_text="If it is about one of them, choose that they do not see it.",
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    screen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: object,
        screen: str,
        themes: QuerySet[Theme],
        workers: QuerySet[User],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes
        self.fields["not_for"].queryset = workers
        self.initial.setdefault("submission", uuid4())
        if screen not in self.screens:
            screen = SAFETY
        self.screen = self.initial["screen"] = screen
        for name in SCREENS:
            if name != screen:
                self.fields[name].widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.attrs = {"autocomplete": "off"}
        self.helper.add_input(Submit("on", "Send it" if screen == READER else "Continue"))
        if screen != SAFETY:  # after the first button, so that Enter goes on
            self.helper.add_input(Submit(BACK, "Back", css_class="govuk-button--secondary"))

    @property
    def screens(self) -> tuple[str, ...]:
        """The screens, by what was said on the first."""
        is_safety = self.data.get(SAFETY) == YES
        return SCREENS_OF_SAFETY if is_safety else SCREENS

    def is_right_here(self) -> bool:
        """Whether what was said up to this screen can be kept; errors of later ones are left out."""
        self.is_valid()
        done = self.screens[: self.screens.index(self.screen) + 1]
        for name in [name for name in self.errors if name not in {*done, "submission", "screen"}]:
            del self._errors[name]
        return not self.errors

    def next_screen(self) -> str:
        """The screen after this one; empty after the last."""
        later = self.screens[self.screens.index(self.screen) + 1 :]
        return later[0] if later else ""

    def last_screen(self) -> str:
        """The screen before this one; the first where there is none."""
        return self.screens[max(self.screens.index(self.screen) - 1, 0)]

    @property
    def number(self) -> int:
        """Which screen this is, from 1."""
        return self.screens.index(self.screen) + 1
