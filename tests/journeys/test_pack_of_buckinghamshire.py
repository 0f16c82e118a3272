"""A pack of Buckinghamshire's Panel: three editions, a supplement, and a paper that is withdrawn.

The strategy is the council's own, from its fixture; everybody in it is invented. At the end those
who may not have the withdrawn paper go through everything they can reach and find no word of it.
"""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from pikepdf import Pdf

from boards.models import Body, Meeting, PrintedFile
from boards.packs.printing.making import make
from boards.papers import services as papers
from boards.papers.filing.services import attach_file
from boards.services import plan_meeting
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from tests.factories import boards as rows
from tests.factories.councils import MembershipFactory, PersonFactory, UserFactory
from tests.factories.forums import ForumMemberFactory
from tests.five.conftest import ROOTS
from tests.journeys.visiting import Visitor
from tests.support.files import pdf
from tests.support.papers import write
from tests.support.reading_pdf import text_of

HOME = "/buckinghamshire/"
HELD = date(2027, 1, 13)
OPEN, SECRET = "Homes near school", "zqfamily"
LINK = re.compile(r'(?:href|src)="(/buckinghamshire/[^"#]*)')
KINDS = ("members", "forum", "public")

pytestmark = pytest.mark.usefixtures("today")


@dataclass
class Cast:
    """Those who sign in, each with a browser of their own, and the meeting."""

    meeting: Meeting
    clara: Visitor
    olga: Visitor
    amina: Visitor
    skye: Visitor
    public: Visitor

    def outside(self) -> dict[str, Visitor]:
        """Those who may not have what is restricted."""
        return {"forum": self.skye, "public": self.public}

    def papers(self, kind: str) -> str:
        """Where the papers of that kind begin."""
        return f"{HOME}boards/meetings/{self.meeting.pk}/papers/{kind}/"


@pytest.fixture
def cast(buckinghamshire: Council) -> Cast:
    """The Panel on Housing and Placements, with everything published and two reports cleared."""
    for root in ROOTS:
        publish(by=UserFactory(), rows=root.objects.of(buckinghamshire))
    panel = Body.objects.get(council=buckinghamshire, key="panel")

    def enter(name: str, role: str) -> Visitor:
        user = UserFactory(display_name=name)
        MembershipFactory(user=user, council=buckinghamshire, role=role)
        if role == Role.BOARD_MEMBER:
            person = PersonFactory(council=buckinghamshire, user=user, name=name)
            rows.SeatHolderFactory(seat=panel.seats.get(key="elected-members"), person=person)
        if role == Role.FORUM_REPRESENTATIVE:
            ForumMemberFactory(user=user, forum=panel.forum_links.get().forum)
        return Visitor(user)

    clerk = UserFactory()
    meeting = plan_meeting(
        by=clerk,
        body=panel,
        held_on=HELD,
        starts_at=time(17, 30),
        place="The Oculus",
        theme=panel.strategy.themes.get(key="housing"),
        slot_minutes=120,
    )
    for title in (OPEN, SECRET):
        _report(meeting, title)
    return Cast(
        meeting,
        clara=enter("Clara Holt", Role.CLERK),
        olga=enter("Olga Frost", Role.PROPER_OFFICER),
        amina=enter("Councillor Amina Rees", Role.BOARD_MEMBER),
        skye=enter("Skye", Role.FORUM_REPRESENTATIVE),
        public=Visitor(),
    )


def _report(meeting: Meeting, title: str) -> None:
    """A cleared report with an attached PDF that its author says everyone may have."""
    author, clerk = UserFactory(), UserFactory()
    for user, role in ((author, Role.REPORT_AUTHOR), (clerk, Role.CLERK)):
        MembershipFactory(user=user, council=meeting.council, role=role)
    item = meeting.items.get(kind="theme")
    report = papers.write_report(by=author, item=item, title=title)
    report = write(report, text=f"All about {title}.", asked=(f"Agree to {title}.",))
    file = ContentFile(pdf(f"Numbers of {title}"), f"{title}.pdf")
    attach_file(
        by=author, report=report, file=file, title=f"The plan of {title}", for_everyone=True
    )
    report.refresh_from_db()
    report = papers.submit_report(by=author, report=report)
    papers.clear_report(by=clerk, report=report)


def test_a_pack_from_publishing_to_a_paper_that_is_withdrawn(cast: Cast) -> None:
    """Numbers of items, passages and pages never change on the way."""
    the_clerk_publishes_three_editions(cast)
    first = the_same_numbers_for_everybody(cast)
    pages = every_edition_has_its_pdf(cast)
    a_supplement_comes_between_two_items(cast)
    nothing_that_was_out_is_renumbered(cast, first, pages)
    everybody_has_every_paper_so_far(cast)
    the_proper_officer_restricts_a_report(cast)
    members_read_it_with_a_notice(cast)
    nobody_outside_finds_a_word_of_it(cast)


def the_clerk_publishes_three_editions(cast: Cast) -> None:
    """Twice on the same button is once."""
    clara = cast.clara.open(f"{HOME}boards/meetings/").follow(f"{HELD:%A %-d %B %Y}")
    clara.press_twice("Publish the papers")
    made = cast.meeting.editions.values_list("kind", "number")
    assert sorted(made) == [("forum", 1), ("members", 1), ("public", 1)]
    for kind, reader in {"members": cast.amina, **cast.outside()}.items():
        title = "What you are asked to decide" if kind == "members" else "What is to be decided"
        reader.open(cast.papers(kind)).sees("Housing and Placements", title, "Fingerprint")
        reader.sees(f"Agree to {OPEN}.", f"Agree to {SECRET}.")


def numbers(cast: Cast, kind: str) -> dict[str, list[str]]:
    """The passages of each item of the newest edition."""
    edition = cast.meeting.editions.filter(kind=kind).order_by("-number").first()
    return {
        item["number"]: [block["number"] for block in item["blocks"] if "number" in block]
        for item in json.loads(edition.content)["items"]
    }


def the_same_numbers_for_everybody(cast: Cast) -> dict[str, list[str]]:
    """The theme is item 5; its reports and their files come last in it."""
    first = numbers(cast, "members")
    assert numbers(cast, "forum") == numbers(cast, "public") == first
    assert list(first) == [str(number) for number in range(len(first))]
    return first


def printed(cast: Cast, kind: str, variant: str) -> PrintedFile:
    """What the worker has made of the newest edition."""
    edition = cast.meeting.editions.filter(kind=kind).order_by("-number").first()
    row = edition.printed.get(variant=variant)
    if row.state == PrintedFile.State.WAITING:
        make(row.pk)
        row.refresh_from_db()
    assert row.state == PrintedFile.State.READY
    return row


def labels(cast: Cast) -> dict[str, list[str]]:
    """The page numbers of each section of the members' whole PDF."""
    row = printed(cast, "members", "whole")
    return {each["key"]: each["labels"] for each in row.page_map}


def every_edition_has_its_pdf(cast: Cast) -> dict[str, list[str]]:
    """With both files bound in, and without; the words are those of the pages."""
    for kind in KINDS:
        for variant in ("plain", "whole"):
            with Pdf.open(printed(cast, kind, variant).file.open("rb")) as made:
                words = text_of(made)
            assert f"All about {SECRET}." in words
            assert (f"Numbers of {SECRET}" in words) == (variant == "whole")
    return labels(cast)


def a_supplement_comes_between_two_items(cast: Cast) -> None:
    """An item that is added when the papers are out, after the theme: 5A."""
    clara = cast.clara.open(f"{HOME}boards/meetings/").follow(f"{HELD:%A %-d %B %Y}")
    clara.follow("Build the agenda").follow("Add an item")
    clara.writes("What it is about", "A home that closes").writes("Minutes", "5").press(
        "Add the item"
    )
    item = cast.meeting.items.get(title="A home that closes")
    theme = cast.meeting.items.get(kind="theme")
    assert item.number.isdigit()
    clara.client.post(
        f"{HOME}boards/meetings/items/{item.pk}/move/",
        {"place": theme.position + 1, "csrfmiddlewaretoken": _token(clara)},
    )
    item.refresh_from_db()
    assert item.number == "5A"
    clara.open(f"{HOME}boards/meetings/{cast.meeting.pk}/").press("Publish the papers")
    cast.amina.open(cast.papers("members")).sees("Item 5A, A home that closes, is new.")
    cast.skye.open(f"{cast.papers('forum')}5A/").sees("A home that closes", "5A.1")


def _token(visitor: Visitor) -> str:
    return visitor.soup.find("input", {"name": "csrfmiddlewaretoken"})["value"]


def nothing_that_was_out_is_renumbered(
    cast: Cast, first: dict[str, list[str]], pages: dict[str, list[str]]
) -> None:
    """Neither items nor passages nor pages."""
    for kind in KINDS:
        now = numbers(cast, kind)
        assert {number: now[number] for number in first} == first
        assert list(now).index("5A") == list(now).index("5") + 1
    now = labels(cast)
    assert {key: now[key] for key in pages} == pages
    (added,) = [each for key, each in now.items() if key not in pages]
    assert all(re.fullmatch(r"\d+[a-z]+", label) for label in added)


def everybody_has_every_paper_so_far(cast: Cast) -> None:
    for kind, reader in cast.outside().items():
        reader.open(f"{cast.papers(kind)}5/").sees(SECRET, f"The plan of {SECRET}")
        found = {
            address for address, words in reached(cast, kind, reader).items() if SECRET in words
        }
        base = cast.papers(kind)
        assert {f"{base}5/", f"{base}pdf/plain/", f"{base}pdf/whole/"} <= found
        assert any("search" in address for address in found)
        assert any("/files/" in address for address in found)


def the_proper_officer_restricts_a_report(cast: Cast) -> None:
    """After it is out: what is published of it is replaced in the same moment."""
    olga = cast.olga.open(HOME).open(f"{HOME}boards/meetings/restrictions/").follow(SECRET)
    olga.follow("Restrict it").ticks("The whole report, with what is attached to it")
    olga.writes("Reason", "It tells of one family.").writes("To be looked at again on", "1/3/2027")
    olga.press("Restrict it").sees("Restricted. What was published of it is replaced by a slip.")
    assert set(cast.meeting.editions.values_list("kind", "number")) == {
        (kind, number) for kind in KINDS for number in (1, 2, 3)
    }


def members_read_it_with_a_notice(cast: Cast) -> None:
    amina = cast.amina.open(f"{cast.papers('members')}5/")
    amina.sees("Do not pass it on", f"All about {SECRET}.")


def nobody_outside_finds_a_word_of_it(cast: Cast) -> None:
    """On no page, in no PDF, feed, search or header; and there was a good deal to look through."""
    for kind, reader in cast.outside().items():
        found = reached(cast, kind, reader)
        assert len(found) > 30, (kind, len(found))
        assert any(address.endswith("plain/") or "pdf" in address for address in found), (
            found.keys()
        )
        assert any(address.endswith(".ics") for address in found)
        assert not [address for address, words in found.items() if SECRET in words]
        reader.open(f"{cast.papers(kind)}5/").sees("It tells of one family.", OPEN)


def reached(cast: Cast, kind: str, reader: Visitor) -> dict[str, str]:
    """Everything a reader finds from home, from their papers and by searching, headers included."""
    for variant in ("plain", "whole"):
        printed(cast, kind, variant)
    search = f"{HOME}boards/papers/search/?q="
    waiting = [HOME, cast.papers(kind), f"{search}{SECRET}", f"{search}home"]
    waiting += [f"{HOME}boards/calendar.ics", *files(cast)]
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = reader.client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found[address] = f"{response.headers} " + "".join(_words(body))
        waiting += [each.replace("&amp;", "&") for each in LINK.findall(found[address])]
    asked = f"{search}{SECRET}"
    found[asked] = str(BeautifulSoup(found[asked], "html.parser").select(".cp-found"))
    return found


def files(cast: Cast) -> Iterator[str]:
    """The address of every file, as somebody guesses it who knows one."""
    for report in cast.meeting.items.get(kind="theme").reports.all():
        for row in report.attachments.all():
            for kind in KINDS:
                yield f"{cast.papers(kind)}files/{row.pk}/"


def _words(body: bytes) -> Iterator[str]:
    if not body.startswith(b"%PDF"):
        yield body.decode("utf-8", "replace")
        return
    with Pdf.open(io.BytesIO(body)) as made:
        yield text_of(made)
        yield str([str(each) for each in made.objects])
        with made.open_outline() as outline:
            yield str([entry.title for entry in outline.root])
