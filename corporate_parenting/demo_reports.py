"""The reports of the demo's history: one to each meeting, and to the last one in every state.

What they say is invented and says so.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.files.base import ContentFile

from boards.models import AgendaItem, Meeting, Report
from boards.packs.restrictions.services import restrict
from boards.packs.withholding import PARAGRAPHS, Decision
from boards.papers.editing import wording
from boards.papers.parts import Kind
from boards.papers.queries import layout_of, wording_of
from boards.papers.services import (
    attach_file,
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
LATE = "Staying in touch with brothers and sisters"


def bring_reports(meeting: Meeting, users: Mapping[str, User], *, state_of_all: bool) -> None:
    """The reports that came to a meeting, before its papers go out."""
    item = _item(meeting)
    if item is None:
        return
    report = _handed_in(item, users, title=f"{meeting.theme or 'The promises'}: what has changed")
    _clear(report, users)
    if state_of_all:
        _restricted(_handed_in(item, users, title=PRIVATE, attach=True), users)
        _handed_in(item, users, title=LATE)
        _given_back(_handed_in(item, users, title="A guide for new carers"), users)
        with clock.set_to(_before(meeting, WRITTEN)):
            write_report(by=users["author"], item=item, title="Bus passes for care leavers")


def _item(meeting: Meeting) -> AgendaItem | None:
    """The theme, or the first item that is for discussion."""
    items = [i for i in meeting.items.order_by("position") if i.kind != AgendaItem.Kind.STANDING]
    themes = [item for item in items if item.kind == AgendaItem.Kind.THEME]
    return next(iter([*themes, *items]), None)


def _before(meeting: Meeting, days: int) -> date:
    return meeting.held_on - timedelta(days=days)


def _handed_in(
    item: AgendaItem, users: Mapping[str, User], *, title: str, attach: bool = False
) -> Report:
    """A report written and handed in by its author."""
    author = users["author"]
    with clock.set_to(_before(item.meeting, WRITTEN)):
        report = write_report(by=author, item=item, title=title)
        texts = {
            part.field: WORDS[part.kind]
            for part in layout_of(report)
            if part.kind is not Kind.RECOMMENDATIONS
        }
        says = wording({"title": title, **texts}, ASKED)
        report = save_report(by=author, report=report, mine=says, seen=wording_of(report).marks())
        if attach:
            file = ContentFile(one_page("Prices per week. Invented."), "Prices per week.pdf")
            attach_file(by=author, report=report, file=file)
    with clock.set_to(_before(item.meeting, HANDED_IN)):
        return submit_report(by=author, report=report)


def _clear(report: Report, users: Mapping[str, User]) -> None:
    with clock.set_to(_before(report.item.meeting, DECIDED)):
        clear_report(by=users["clerk"], report=report)


def _restricted(report: Report, users: Mapping[str, User]) -> None:
    """Cleared, and restricted by the proper officer."""
    _clear(report, users)
    with clock.set_to(_before(report.item.meeting, DECIDED)):
        restrict(
            by=users["proper-officer"],
            report=report,
            decision=Decision(
                reason="It names prices that are still being agreed",
                review_on=report.item.meeting.held_on + timedelta(days=30),
                legal_paragraph=PARAGRAPHS[2],
            ),
        )


def _given_back(report: Report, users: Mapping[str, User]) -> None:
    with clock.set_to(_before(report.item.meeting, DECIDED)):
        give_back(by=users["clerk"], report=report, reason="Say who writes the guide, and by when.")


def one_page(words: str) -> bytes:
    """A PDF of one page with a line of plain letters on it."""
    line = f"BT /F1 14 Tf 72 760 Td ({words}) Tj ET".encode("ascii")
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % font
    )
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
