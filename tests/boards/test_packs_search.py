"""Search in the papers: what is found, by whom, and that nothing else ever is."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.models import Edition, EditionItem
from boards.packs.own.queries import editions_to_read
from boards.packs.reading import kinds_readable
from boards.packs.search.queries import Part, parts, query_for
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.people import person, sign_in
from tests.support.reading import SAYS, Out, out, publish, sits

HIDDEN = SAYS | {"2": ("Dentists", ["The zqmembersword is for members."])}
OLD = SAYS | {"2": ("Dentists", ["The zqoldword was withdrawn."])}


@pytest.fixture
def papers(db, today) -> Out:  # noqa: ARG001
    return out()


def search(papers: Out, **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/{papers.meeting.council.slug}/boards/papers/search/?{query}"


def found(user: User | None, papers: Out, words: str) -> list[tuple[int, str, str]]:
    """Meeting, kind and item of what somebody finds."""
    client = sign_in(user)
    items = client.get(search(papers, q=words)).context["results"]
    return [(r.item.edition.meeting_id, r.item.edition.kind, r.item.number) for r in items]


# What is found ------------------------------------------------------------------------------------


def test_a_word_is_found_in_other_forms_with_its_place_and_a_link(papers: Out) -> None:
    visitor = Visitor(papers.member).open(search(papers, q="dentist")).sees("1 item found")
    assert visitor.soup.find("mark").text == "dentists"
    visitor.follow("2. Dentists").sees("Children wait for dentists.")


def test_the_title_counts_for_more_than_the_text(papers: Out) -> None:
    assert found(papers.member, papers, "homes")[0][2] == "1"


def test_of_each_meeting_one_edition_is_searched_the_fullest(papers: Out) -> None:
    pk = papers.meeting.pk
    assert found(papers.member, papers, "dentists") == [(pk, "members", "2")]
    assert found(None, papers, "dentists") == [(pk, "public", "2")]


def test_one_pack_is_searched_alone_and_from_there_all_of_them(papers: Out) -> None:
    other = out(body=papers.meeting.body, held_on=date(2027, 2, 10))
    pks = {papers.meeting.pk, other.meeting.pk}
    assert {pk for pk, *_ in found(papers.member, papers, "dentists")} == pks
    visitor = Visitor(papers.member).open(other.base).follow("Search these papers")
    visitor.writes("Search for", "dentists").press("Search").sees("1 item found")
    visitor.follow("all papers you can open").sees("2 items found")


# Who finds it -------------------------------------------------------------------------------------


def test_a_word_in_members_papers_is_found_by_members_and_nobody_else(papers: Out) -> None:
    publish(papers, HIDDEN)
    council = papers.meeting.council
    link = boards.BodyForumFactory(body=papers.meeting.body)
    elsewhere = boards.MeetingFactory(body__council=council)
    others = [
        None,
        sits(elsewhere),
        person(Role.FORUM_REPRESENTATIVE, council, forum=link.forum),
        person(Role.BOARD_MEMBER, council),
        person(Role.REPORT_AUTHOR, council),
        councils.UserFactory(),
        sits(boards.MeetingFactory()),
    ]
    assert found(papers.member, papers, "zqmembersword")
    for user in others:
        assert found(user, papers, "zqmembersword") == []
        page = sign_in(user).get(search(papers, q="zqmembersword", meeting=papers.meeting.pk))
        assert page.context["results"] == []


def test_a_word_that_a_newer_edition_took_out_is_found_by_nobody(papers: Out) -> None:
    for kind in Edition.Kind.values:
        publish(papers, OLD, kind=kind)
        publish(papers, SAYS, kind=kind)
    for user in (None, papers.member, person(Role.CLERK, papers.meeting.council)):
        assert found(user, papers, "zqoldword") == []


def test_another_council_s_papers_are_never_found(papers: Out) -> None:
    theirs = out()
    assert {pk for pk, *_ in found(papers.member, papers, "dentists")} == {papers.meeting.pk}
    page = sign_in(papers.member).get(search(papers, q="dentists", meeting=theirs.meeting.pk))
    assert page.status_code == 404


def test_notes_are_not_searched(papers: Out) -> None:
    boards.PrivateNoteFactory(meeting=papers.meeting, user=papers.member, words="zqnote")
    assert found(papers.member, papers, "zqnote") == []


def test_a_young_member_from_whom_a_paper_is_withheld_finds_in_other_papers(papers: Out) -> None:
    young = sits(papers.meeting, young=True)
    assert found(young, papers, "dentists")[0][1] == "members"
    report = boards.ReportFactory(item__meeting=papers.meeting)
    boards.RestrictionFactory(report=report, withheld_from_young=True, young_reason="Asked for")
    assert found(young, papers, "dentists")[0][1] == "public"
    assert found(papers.member, papers, "dentists")[0][1] == "members"


def test_what_is_searched_is_what_the_reader_s_pages_open(papers: Out) -> None:
    """The rule for one meeting and the rule for all of them say the same, of everybody."""
    council, meeting = papers.meeting.council, papers.meeting
    link = boards.BodyForumFactory(body=meeting.body)
    item = boards.AgendaItemFactory(meeting=meeting)
    guest = person(Role.BOARD_MEMBER, council)
    on_record = councils.PersonFactory(council=council, user=guest)
    boards.CoOptionFactory(body=meeting.body, item=item, person=on_record)
    boards.RestrictionFactory(report__item=item, withheld_from_young=True, young_reason="Asked for")
    out(body=meeting.body, held_on=date(2027, 2, 10))
    out(body__council=council)
    everybody = [papers.member, guest, sits(meeting, young=True), councils.UserFactory()]
    everybody += [person(role, council, forum=link.forum) for role in Role]
    for user in everybody:
        found = {e.meeting_id: e.kind for e in editions_to_read(_fresh(user), council)}
        for each in council.meeting_set.all():
            published = set(each.editions.values_list("kind", flat=True))
            readable = [k for k in kinds_readable(_fresh(user), each) if k in published]
            assert found.get(each.pk) == (readable[0] if readable else None)


def _fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


# Whatever is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write what you are looking for."),
        ("   ", "Write what you are looking for."),
        ("the and of", "in almost every sentence"),
        ("?!", "in almost every sentence"),
        ("zqnowhere", "Nothing in these papers says “zqnowhere”."),
        ("a" * 10_000, "at most 200 letters"),
        ("'; DROP TABLE boards_edition; --", "Nothing in these papers says"),
        ("<script>alert(1)</script>", "Nothing in these papers says"),
        ("dentists & | ! ( <-> :*", "1 item found"),
        ('"wait for dentists" -zebra', "1 item found"),
        ("“wait for dentists”", "1 item found"),
    ],
)
def test_whatever_is_typed_is_answered_in_words(papers: Out, typed: str, said: str) -> None:
    response = sign_in(papers.member).get(search(papers), {"q": typed})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert "<script>alert" not in response.content.decode()


def test_a_nought_byte_is_refused_at_the_field(papers: Out) -> None:
    response = sign_in(papers.member).get(search(papers), {"q": "a\x00b"})
    assert "Null characters are not allowed." in response.content.decode()


@pytest.mark.parametrize("meeting", ["x", "99999999999999999999", "-1", "0"])
def test_a_meeting_that_is_not_there_is_not_found(papers: Out, meeting: str) -> None:
    assert Client().get(search(papers, q="homes", meeting=meeting)).status_code == 404


def test_what_somebody_wrote_is_shown_as_they_wrote_it(papers: Out) -> None:
    """Markup in a paper is text, and so are the letters that mark what was found."""
    says = SAYS | {"2": ("<i>Dentists</i>", ["Say dentists & \x02smile\x03: 5 > 4."])}
    publish(papers, says)
    page = sign_in(papers.member).get(search(papers, q="dentists")).content.decode()
    assert "<mark>dentists</mark> &amp; smile" in page
    assert "&lt;i&gt;Dentists&lt;/i&gt;" in page
    assert page.count("</mark>") == 1


def test_snippets_come_apart_where_words_were_found() -> None:
    assert list(parts("a \x02b\x03 c \x02d\x03")) == [
        Part("a ", found=False),
        Part("b", found=True),
        Part(" c ", found=False),
        Part("d", found=True),
    ]
    assert list(parts("")) == []


def test_two_hundred_results_come_in_pages_and_cost_no_more_queries(papers: Out) -> None:
    client = sign_in(papers.member)
    client.get(search(papers, q="zebra"))
    few = _queries(client, search(papers, q="dentists"))
    many = {str(n): (f"Zebra {n}", ["A zebra and dentists."]) for n in range(200)}
    publish(papers, many)
    page = client.get(search(papers, q="zebra"))
    assert page.context["page"].paginator.count == 200
    assert len(page.context["results"]) == 20
    last = Visitor(papers.member).open(search(papers, q="zebra", page=10))
    assert len(last.response.context["results"]) == 20
    assert _queries(client, search(papers, q="zebra")) == few
    assert few <= 8


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


@pytest.mark.usefixtures("papers")
def test_a_search_uses_its_index() -> None:
    """Once there are many items: PostgreSQL finds them by their words, not one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = EditionItem.objects.filter(search=query_for("zebra")).order_by().explain()
    assert "boards_editionitem_search" in plan


# By theme -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("db", "today")
def test_packs_are_listed_by_theme_over_the_years() -> None:
    papers = out(body__published=True)
    body = papers.meeting.body
    from_theme = boards.MeetingFactory(body=body, held_on=date(2026, 1, 14), themed=True)
    boards.EditionFactory(meeting=from_theme, public=True)
    page = f"/{body.council.slug}/boards/{body.key}/papers/"
    visitor = Visitor(papers.member).open(page).sees(from_theme.theme.name)
    visitor.sees("14 January 2026").sees("Meetings without a theme").sees("Members’ papers")
    visitor.follow("13 January 2027").sees("Start reading")
