"""The reports of the demo's history: one to each meeting, and for the next one in every state.

What they say is invented and says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.base import ContentFile

from boards.agendas.services import add_item
from boards.models import AgendaItem, Body, Meeting, Report
from boards.packs.restrictions.services import restrict
from boards.packs.withholding import PARAGRAPHS, Decision
from boards.papers.editing import wording
from boards.papers.filing.services import attach_file
from boards.papers.parts import Kind
from boards.papers.queries import layout_of, wording_of
from boards.papers.services import (
    clear_report,
    give_back,
    save_report,
    submit_report,
    write_report,
)
from councils import clock
from councils.models import User

#: Days before the meeting on which it happens; cleared before any council's papers are due.
WRITTEN, HANDED_IN, DECIDED = 28, 20, 16

WORDS = {
    Kind.SUMMARY: (
        "Since the last meeting more children live close to their school, and fewer have moved "
        "twice in a year. Two things are still slow: first visits to the dentist, and answers to "
        "carers. (Everything in this report is invented for the demo.)"
    ),
    Kind.TEXT: (
        "We looked at every move of the last six months and asked each social worker why it "
        "happened.\n\nMost moves were planned. Of those that were not, half followed a school "
        "change that nobody had told the foster carers about.\n\nWhat helps is a call a week "
        "before. It costs nothing, and in one team it is done already."
    ),
    Kind.SECTION: "What was asked for is described here, in two sentences. It is invented.",
    Kind.PLAIN: (
        "We found out why some of you had to move. Often nobody had talked to your carers in time. "
        "From now on somebody will ring them a week before."
    ),
    Kind.IMPLICATION: "None, because it is done by the people and with the money there are.",
}
ASKED = (
    "Agree that every carer is called a week before a change of school.",
    "Ask for the numbers again in six months.",
)
PRIVATE = "What one home costs"
BUS, VISITS, GUIDE = (
    "The first year of the bus pass",
    "Staying in touch with brothers and sisters",
    "A guide for new carers",
)
#: What some reports say instead, by their titles, and what they ask for.
OWN_WORDS = {
    BUS: {
        Kind.SUMMARY: "Of the care leavers who were offered a bus pass, most use it every week. "
        "Those in the villages use it least. (Everything in this report is invented for the demo.)",
        Kind.TEXT: "The pass was offered to every care leaver.\n\nMost say it takes them to work "
        "or college. In the villages the last bus goes too early.",
        Kind.PLAIN: "Your bus pass stays free next year. We ask the bus company for a later bus.",
    },
    VISITS: {
        Kind.SUMMARY: "Most brothers and sisters who live apart see each other each month. For some "
        "it is the fare that stops them. (Everything in this report is invented for the demo.)",
        Kind.TEXT: "We asked every social worker how often brothers and sisters meet.\n\nWhere a "
        "visit was missed, the usual reason was that nobody had booked the journey.",
        Kind.PLAIN: "You should see your brothers and sisters. If nobody has booked the journey, "
        "tell your worker, and we pay for it.",
    },
    GUIDE: {
        Kind.SUMMARY: "New carers find what they need in nine different places. One guide would "
        "replace them. (Everything in this report is invented for the demo.)",
        Kind.TEXT: "Twelve carers told us what they had to ask for in their first month.\n\nFour "
        "questions came from nearly all: school, health, money and whom to ring at night.",
        Kind.PLAIN: "People who become foster carers get a guide, so that they know what you need "
        "from the first day.",
    },
    PRIVATE: {
        Kind.SUMMARY: "A place in a children’s home costs more than last year. Three homes have "
        "offered other prices. (Everything in this report is invented for the demo.)",
        Kind.TEXT: "The prices of three homes are set side by side in the attached table.\n\nThey "
        "are still being agreed, so they are not for everybody yet.",
        Kind.PLAIN: "We compare what homes cost, so that there is money for more of them.",
    },
}
OWN_ASKED = {
    BUS: ("Agree that the bus pass goes on for another year.",),
    VISITS: ("Agree that every journey to a brother or sister is booked by the social worker.",),
    GUIDE: ("Agree that one guide for new carers is written with the forum.",),
    PRIVATE: ("Note the prices, and hear the result at the next meeting.",),
}
RESTRICTED = "It names prices that are still being agreed"
MATTER = "What would help most this year"
TO_CHANGE = "Say who writes the guide, and by when."


@dataclass(frozen=True, slots=True)
class Hands:
    """Who writes and decides, and the days on which that happens."""

    users: Mapping[str, User]
    written: date
    handed_in: date
    decided: date


def bring_reports(meeting: Meeting, users: Mapping[str, User], *, is_last: bool) -> None:
    """The reports that came to a meeting, before its papers go out; to the last one, a private one."""
    days = (meeting.held_on - timedelta(days=each) for each in (WRITTEN, HANDED_IN, DECIDED))
    hands, item = Hands(users, *days), _item(meeting)
    title = f"{meeting.theme or 'What was promised'}: what has changed"
    _clear(_handed_in(item, hands, title=title), hands)
    if is_last:
        report = _clear(_handed_in(item, hands, title=PRIVATE, file=PRICES), hands)
        _restrict(report, hands)


def leave_reports_in_hand(bodies: Iterable[Body], users: Mapping[str, User], today: date) -> None:
    """For each body's next meeting: one begun, one handed in, one given back, one cleared."""
    hands = Hands(users, *(today - timedelta(days=each) for each in (9, 5, 2)))
    for body in bodies:
        meeting = body.meetings.filter(held_on__gt=today).order_by("held_on").first()
        if meeting is None:
            continue
        with clock.set_to(hands.written):
            item = add_item(by=users["clerk"], meeting=meeting, title=MATTER, purpose="decision")
        _handed_in(item, hands, title=VISITS, file=FARES)
        _clear(_handed_in(item, hands, title=BUS), hands)
        report = _handed_in(item, hands, title=GUIDE)
        with clock.set_to(hands.decided):
            give_back(by=users["clerk"], report=report, reason=TO_CHANGE)
        with clock.set_to(hands.written):
            write_report(by=users["author"], item=item, title="Work experience at the council")


def _item(meeting: Meeting) -> AgendaItem:
    """The theme's item, else the last one that is not the forum's own."""
    items = list(meeting.items.order_by("position"))
    themes = [item for item in items if item.kind == AgendaItem.Kind.THEME]
    others = [item for item in items if not item.takes_questions]
    return (themes or others)[-1]


def _handed_in(
    item: AgendaItem, hands: Hands, *, title: str, file: tuple[str, bytes] | None = None
) -> Report:
    """A report written and handed in by its author, with a file by its name, if there is one."""
    author = hands.users["author"]
    with clock.set_to(hands.written):
        report = write_report(by=author, item=item, title=title)
        words = {**WORDS, **OWN_WORDS.get(title, {})}
        texts = {
            part.field: words[part.kind]
            for part in layout_of(report)
            if part.kind is not Kind.RECOMMENDATIONS
        }
        asked = OWN_ASKED.get(title, ASKED)
        says, seen = wording({"title": title, **texts}, asked), wording_of(report).marks()
        report = save_report(by=author, report=report, mine=says, seen=seen)
        if file:
            name, content = file
            attach_file(by=author, report=report, file=ContentFile(content, name))
    with clock.set_to(hands.handed_in):
        return submit_report(by=author, report=report)


def _clear(report: Report, hands: Hands) -> Report:
    with clock.set_to(hands.decided):
        return clear_report(by=hands.users["clerk"], report=report)


def _restrict(report: Report, hands: Hands) -> None:
    with clock.set_to(hands.decided):
        restrict(
            by=hands.users["proper-officer"],
            report=report,
            decision=Decision(
                reason=RESTRICTED,
                review_on=report.item.meeting.held_on + timedelta(days=30),
                legal_paragraph=PARAGRAPHS[2],
            ),
        )


def one_page(words: str, *, comment: str = "") -> bytes:
    """A PDF of one page with a line of plain letters on it, and perhaps a comment at its side."""
    line = f"BT /F1 14 Tf 72 760 Td ({words}) Tj ET".encode("ascii")
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>%s>>"
    note = f"/Annots[<</Type/Annot/Subtype/Text/Rect[500 750 520 770]/Contents({comment})>>]"
    page %= (font, note.encode("ascii") if comment else b"")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(line), line),
    )
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n" + table
    return made + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


PRICES = ("Prices per week.pdf", one_page("Prices per week. Invented."))
#: The gate holds it back, until somebody looks at the comment.
FARES = (
    "Fares per visit.pdf",
    one_page("Fares per visit. Invented.", comment="Ask the bus company again. Invented."),
)
