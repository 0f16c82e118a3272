"""The forms of a Word document: choose it; look at its words part by part, and save them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crispy_forms.layout import Fieldset
from django import forms
from django.template.loader import render_to_string
from django.utils.html import escape

from boards.forms import helper
from boards.models import Attachment
from boards.papers.editing import RECOMMENDATIONS, Wording
from boards.papers.forms import WriteForm
from boards.papers.word.pictures import MOST_PICTURES, Shown, unpacked
from boards.papers.word.services import Described
from councils.numbers import number_in

PICTURE, WORDS, NEAR = "picture_{}", "picture_words_{}", "picture_near_{}"
#: The first letters under which all of them are found.
OF_PICTURES = "picture_"


class ChooseForm(forms.Form):
    """A Word document to be read."""

    file = forms.FileField(
        label="The Word document",
        help_text="A .docx file, at most 20 MB, without a password. The file is read and not kept.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper("Read the document")


@dataclass(frozen=True)
class Told:
    """What is to be said of a document on its page; travels with the form, as nothing is kept."""

    left: Sequence[str] = ()
    remarks: Sequence[str] = ()
    came: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def sent(self) -> str:
        """As a form sends it."""
        return json.dumps({"left": self.left, "remarks": self.remarks, "came": self.came})

    @classmethod
    def back(cls, sent: str) -> "Told":
        """As it came back; nothing where it came back broken."""
        try:
            found = json.loads(sent)
            came = {str(name): [str(h) for h in heads] for name, heads in found["came"].items()}
            return cls(*([str(each) for each in found[n]] for n in ("left", "remarks")), came)
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()


class Beside:
    """A part of the form's layout: where a part's words come from, and what is saved there now."""

    def __init__(self, came: Sequence[str], now: str, *, changes: bool) -> None:
        self.context = {"came": came, "now": now, "changes": changes}

    def render(self, *_: object, **__: object) -> str:
        """As crispy-forms asks for it."""
        return render_to_string("boards/papers/word_beside.html", self.context)


class Sight:
    """A part of the form's layout: a picture to look at."""

    def __init__(self, picture: Shown) -> None:
        self.context = {"picture": picture}

    def render(self, *_: object, **__: object) -> str:
        """As crispy-forms asks for it."""
        return render_to_string("boards/papers/word_picture.html", self.context)


class WordForm(WriteForm):
    """What a document would bring to a report: its words to change, its pictures to describe.

    `says` is what is saved now; `told` what is said of the document.
    """

    told = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: object, says: Wording, told: Told, pictures: Sequence[Shown], **kwargs: object
    ) -> None:
        super().__init__(*args, says=says, **kwargs)
        self.pictures = pictures
        now = says.fields()
        layout = self.helper.layout.fields
        self.helper.layout.fields = []
        for each in layout:
            name = RECOMMENDATIONS if isinstance(each, Fieldset) else each
            if name in now and name != "title":
                self._beside(name, now[name].replace("\x1e", ""), told)
            self.helper.layout.fields.append(each)
        self.helper.layout.fields += ["told", *self._of_pictures()]

    def _beside(self, name: str, now: str, told: Told) -> None:
        came = told.came.get(name, ())
        typed = [self.data.get(box, "") for box in self.boxes]
        words = "\n\n".join(typed) if name == RECOMMENDATIONS else self.data.get(name, "")
        changes = bool(now) and words.split() != now.split()
        self.helper.layout.fields.append(Beside(came, now, changes=changes))

    def _of_pictures(self) -> list[object]:
        if not self.pictures:
            return []
        layout: list[object] = []
        for picture in self.pictures:
            names = [form.format(picture.number) for form in (PICTURE, NEAR, WORDS)]
            for name in names[:2]:
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields[names[2]] = forms.CharField(
                required=False,
                max_length=Attachment._meta.get_field("title").max_length,
                label=f"What picture {picture.number} shows",
                help_text=f"It stands at “{escape(picture.near)}”." if picture.near else "",
            )
            layout += [Sight(picture), *names]
        return [Fieldset("Pictures", PICTURES_GUIDANCE, *layout)]

    def is_multipart(self) -> bool:
        """Always: pictures grow less on the way."""
        return True

    def described(self) -> list[Described]:
        """The pictures that have words; only once the form is valid."""
        found = []
        for picture in self.pictures:
            name = WORDS.format(picture.number)
            words, content = self.cleaned_data[name].strip(), unpacked(picture.source)
            if words and content:
                found.append(Described(name, words, *content))
        return found

    def left_out(self) -> list[int]:
        """The numbers of the pictures that have no words."""
        numbers = {picture.number for picture in self.pictures}
        words = {each.field for each in self.described()}
        return sorted(n for n in numbers if WORDS.format(n) not in words)


class Guidance:
    """A part of the form's layout: a sentence for those who fill it in."""

    def __init__(self, words: str) -> None:
        self.words = words

    def render(self, *_: object, **__: object) -> str:
        """As crispy-forms asks for it."""
        return f"<p>{escape(self.words)}</p>"


PICTURES_GUIDANCE = Guidance(
    "Say in words what each picture shows, for those who cannot see it: it is then attached to the "
    "report under these words. A picture without words is left out."
)


def pictures_in(data: Mapping[str, str]) -> list[Shown]:
    """The pictures that came back with a form."""
    found = []
    for name in data:
        number = number_in(name.removeprefix(OF_PICTURES))
        is_one = name.startswith(OF_PICTURES) and number is not None
        if is_one and len(found) < MOST_PICTURES:
            near = data.get(NEAR.format(number), "")
            words = data.get(WORDS.format(number), "")
            found.append(Shown(number, near, words, data.get(name, "")))
    return found


def data_of_pictures(pictures: Sequence[Shown]) -> dict[str, str]:
    """The pictures of a document, as the form sends them."""
    return {
        name.format(each.number): words
        for each in pictures
        for name, words in ((PICTURE, each.source), (NEAR, each.near), (WORDS, each.words))
    }
