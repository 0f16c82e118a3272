"""What the checks report: a mistake with its place and remedy, an oddity with its words."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

#: Every kind of mistake, with what an officer does about it.
REMEDIES = {
    # The file
    "too-big": "A council’s fixture is far smaller: check that this is the right file.",
    "not-utf-8": "Save the file as UTF-8, a choice in every editor’s “Save as”.",
    "empty": "Begin with a row: copy another council’s file and change it.",
    "invisible": "Delete the character, or type an ordinary space in its place.",
    "tab": "Indent with spaces: two for each step.",
    "not-yaml": "Compare the line, and the one before it, with the same place in another file.",
    "two-documents": "Delete the line of three dashes: one file is one list of rows.",
    "too-deep": "Write rows as in another council’s file: a list, its rows, their fields.",
    "alias": "Write the words out again: nothing in a fixture stands for something elsewhere.",
    "anchor": "Delete the “&” and the name after it; put text that begins with “&” in quotation marks.",
    "tag": "Delete the “!” and the word after it; put text that begins with “!” in quotation marks.",
    "no-name": "Write each field as its name, a colon, a space and its value.",
    "twice": "Keep one of the two: the first would be lost without a word.",
    "not-a-list": "Begin each row with “- model:” at the very left of its line.",
    # Rows
    "not-a-row": "Write “- model:” with the kind of row and, below it, “fields:”.",
    "unknown-part": "A row has “model” and “fields” and nothing else.",
    "no-model": "Begin the row with “- model:” and its kind, such as pledges.promise.",
    "unknown-model": "Copy the name from the table in docs/fixtures.md, as app.model.",
    "not-for-fixtures": "Take the row out: it is decided later, by officers, on the site.",
    "pk": "Delete the line: rows are named by council and key.",
    "no-fields": "Write “fields:” below the model and the fields below that, indented by four spaces.",
    # Fields
    "unknown-field": "Correct the name, or take the line out.",
    "missing": "Add the field: the row cannot do without it.",
    "no-value": "Write a value after the colon, or take the line out.",
    "wrong-type": "Write it in the way that is asked for.",
    "not-a-choice": "Use one of these words, in lower case as they stand.",
    "too-long": "Shorten it; quoted words that do not fit go on in source_note.",
    "bad-date": "Write year, month and day: 2020-04-01.",
    "no-time-zone": "Add a Z at the end: 2020-04-01T00:00:00Z.",
    "bad-imprecise-date": "Keep to one of these forms; say in source_note how the source has it.",
    "not-a-number": "Write digits, with a full stop before decimals and nothing else: \"39.2\".",
    "out-of-range": "Check the number against the source.",
    "bad-key": "Use lower-case letters, digits and hyphens only: safe-home.",
    "bad-address": "Write the whole address, beginning with https://.",
    "bad-format": "Write it as the message says.",
    "bad-colour": "Choose a darker colour: white text has a contrast of 4.5 to 1 or more on it.",
    "bad-word": "The words that can be set are those of councils/vocabulary.py; leave the others out.",
    # Rows that point at rows
    "no-council": "Put the council’s own row first: model councils.council.",
    "second-council": "Give each council a file of its own.",
    "council-late": "Move the council’s row to the top: every other row names it.",
    "a-person": "Take the line out: nobody is named in a fixture.",
    "bad-reference": "Name a row by the council’s slug and the row’s key, in square brackets.",
    "other-council": "Point only at rows of this file’s own council.",
    "not-there": "Correct the key, or add the row it names.",
    "too-late": "Move the row up, above the first row that points at it.",
    "no-common-parent": "Point at a row of the same parent, or correct the parent.",
    "circle": "Take out the reference that leads back.",
    # Rows beside rows
    "same-key": "Give each row a key of its own.",
    "same-place": "Number the rows in the order of the source, each number once.",
    "not-unique": "Each may stand only once: correct one of the two.",
    "rule-broken": "Correct one of the fields named.",
    "same-promise": "Keep the promise once, or check the wording against the source.",
    # What the strategy says
    "period-reversed": "Exchange the two, or check them against the title page.",
    "no-words": "Add its promises, or write “has_text: false” where the source does not have them.",
    "words-after-all": "Take the promises out, or take “has_text: false” out.",
    "state-without-words": "Write “has_text: false”, or choose another state.",
    "no-successor": "Say in replaced_by which set took its place.",
    "number-without-unit": "Give both the number and its unit, or neither.",
    "kind-without-number": "Write quorum_number below it, or “none” where the source does not say.",
    "number-without-kind": "Say in quorum_kind what the number counts, or leave the number out.",
    "above-hundred": "Check the number: a share is 100 at most.",
    "no-rules": "Add a boards.bodyrules row: rules the source does not state are left empty.",
    "does-not-recompute": "Compare all three with the source.",
    "not-the-count": "Compare both with the source: for a count they are the same number.",
    "other-whole": "Compare with the measure named in denominator_measure at the same date.",
    "too-precise": "Raise the measure’s decimal_places, so that the figure is shown as printed.",
    "invented": "Take the figure out: a fixture holds only what the strategy prints.",
    "correction": "Put the printed figure in with revision 0; corrections are made on the site.",
    "not-final": "Write “status: final” and “signed_off_at”: printed figures stand as they are.",
    "parts-do-not-add-up": "Check the numbers, or take “is_complete” out.",
    # People
    "e-mail": "Take it out: a fixture names roles, never a way to reach somebody.",
    "telephone": "Take it out: a fixture names roles, never a way to reach somebody.",
    "person-s-name": "Name the role instead; say in source_note that a name is left out.",
    "a-child-s-data": "Take it out at once: nothing about one child is kept anywhere.",
    # Against what is loaded
    "code-taken": "Check the code: no two councils share one.",
    "key-changed": "Use the loaded row’s key: keys never change, and rows that are loaded do not swap places.",
}  # fmt: skip

#: Longer words are no misspelt names, and would take long to compare.
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that must be put right before the file is loaded, and its line.

    `where` is the row and field in words; where a check leaves it empty, it follows from the line.
    """

    kind: str
    line: int
    what: str
    where: str = ""

    @property
    def remedy(self) -> str:
        """What to do about it, in a sentence."""
        return REMEDIES[self.kind]

    def in_words(self, file: str) -> str:
        """The line an officer reads."""
        return f"{file}:{self.line}: {self.where or 'the file'}: {self.what} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in one value, before it is known where the value stands."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something odd about a loaded council, which may well be as the strategy has it."""

    kind: str
    where: str
    what: str

    def in_words(self) -> str:
        """The line an officer reads."""
        return f"{self.where}: {self.what}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“ Did you mean “text”?”, or nothing where no known word is near."""
    near = difflib.get_close_matches(word[:LONGEST_NAME], list(known), n=1)
    return f" Did you mean “{near[0]}”?" if near else ""


def listed(words: Iterable[str], last: str = "or") -> str:
    """“a, b or c”."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def shortened(text: object, most: int = 60) -> str:
    """The beginning of a long text, on one line."""
    words = " ".join(str(text).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
