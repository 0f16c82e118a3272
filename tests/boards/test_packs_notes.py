"""Private notes: written at a paragraph, kept across editions, put back, and seen by nobody else."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command

from boards.models import PrivateNote
from boards.packs.notes.services import (
    delete_note,
    forget_deleted_notes,
    put_note_back,
    write_note,
)
from councils import clock
from councils.admin_site import site
from councils.roles import Role
from councils.writing import Conflict
from tests.journeys.visiting import Visitor
from tests.support.people import person, sign_in
from tests.support.reading import SAYS, Out, out, publish, sits

WORDS = "Ask why <it> takes so long."


@pytest.fixture
def papers(db, today) -> Out:  # noqa: ARG001
    return out()


def write(papers: Out, place: str = "1.2", words: str = WORDS, **more: object) -> PrivateNote:
    by = more.pop("by", papers.member)
    return write_note(by=by, meeting=papers.meeting, place=place, words=words, **more)


# Writing ------------------------------------------------------------------------------------------


def test_a_member_writes_a_note_from_a_paragraph_and_reads_it_there(papers: Out) -> None:
    visitor = Visitor(papers.member).open(f"{papers.base}1/").follow("Write a note on 1.2")
    visitor.sees("Only you.").sees("1.2 Two of them are new.").writes("Your note", WORDS).press(
        "Keep this note"
    )
    visitor.sees("Your note at 1.2 is kept.").sees(WORDS)
    note = visitor.soup.find("aside")
    assert note.find_previous_sibling(id=True)["id"] == "p-1.2"
    assert visitor.link("Change").endswith("/notes/1.2/")
    assert "Write a note on 1.2" not in visitor.text


def test_a_note_on_a_whole_item_stands_at_its_end(papers: Out) -> None:
    visitor = Visitor(papers.member).open(f"{papers.base}2/").follow("write a note on the whole")
    visitor.writes("Your note", WORDS).press("Keep this note").sees("Your note on 2")


def test_my_notes_are_on_one_page_in_the_order_of_the_papers(papers: Out) -> None:
    for place in ("2", "1.2", "1.1", "0.1"):
        write(papers, place, f"About {place}.")
    text = Visitor(papers.member).open(papers.base).follow("My notes (4)").text
    places = [text.index(f"About {place}.") for place in ("0.1", "1.1", "1.2", "2")]
    assert places == sorted(places)


def test_a_note_is_changed(papers: Out) -> None:
    write(papers)
    visitor = Visitor(papers.member).open(f"{papers.base}1/").follow("Change").sees(WORDS)
    visitor.writes("Your note", "Other words.").press("Keep this note").sees("Other words.")
    assert WORDS not in visitor.text


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "Write your note."), (" \n ", "Write your note."), ("x" * 5_001, "has 5,001 letters")],
)
def test_what_cannot_be_kept_is_said_at_the_field_and_stays_there(
    papers: Out, words: str, said: str
) -> None:
    visitor = Visitor(papers.member).open(f"{papers.base}notes/1.1/")
    visitor.writes("Your note", words).press("Keep this note").sees(said)
    assert visitor.soup.find("textarea").text.strip() == words.strip()
    with pytest.raises(ValidationError):
        write(papers, words=words)
    assert not PrivateNote.objects.exists()


def test_five_thousand_letters_are_kept(papers: Out) -> None:
    assert len(write(papers, words="x" * 5_000).words) == 5_000


def test_the_same_form_twenty_times_makes_one_note(papers: Out) -> None:
    client = sign_in(papers.member)
    for _ in range(20):
        client.post(f"{papers.base}notes/1.1/", {"words": WORDS, "version": "0"})
    assert [note.version for note in PrivateNote.objects.all()] == [1]


def test_two_windows_show_both_and_nothing_is_lost(papers: Out) -> None:
    write(papers)
    first = Visitor(papers.member).open(f"{papers.base}notes/1.2/")
    second = first.copy()
    first.writes("Your note", "From the first.").press("Keep this note")
    second.writes("Your note", "From the second.").press("Keep this note")
    second.sees("in another window").sees("From the first.")
    assert "From the second." in second.soup.find("textarea").text
    second.press("Keep this note").sees("From the second.")
    with pytest.raises(Conflict):
        write(papers, words="Late.", version=1)


@pytest.mark.parametrize("place", ["1.3", "9", "9.1", "01.1"])
def test_a_place_that_is_not_in_the_papers_has_no_note(papers: Out, place: str) -> None:
    client = sign_in(papers.member)
    assert client.get(f"{papers.base}notes/{place}/").status_code == 404
    assert client.post(f"{papers.base}notes/{place}/", {"words": WORDS}).status_code == 404
    assert not PrivateNote.objects.exists()


# Across editions ----------------------------------------------------------------------------------


def test_a_note_stays_at_its_paragraph_in_a_new_edition(papers: Out) -> None:
    write(papers)
    publish(papers, SAYS | {"1": ("Houses", ["There are none.", "Two of them are old."])})
    Visitor(papers.member).open(f"{papers.base}1/").sees(WORDS)


def test_a_note_whose_paragraph_has_gone_stands_at_the_end_of_the_item(papers: Out) -> None:
    write(papers)
    publish(papers, SAYS | {"1": ("Homes", ["There are none."])})
    visitor = Visitor(papers.member).open(f"{papers.base}1/").sees(WORDS)
    assert visitor.soup.find(id="notes").find("aside") is not None
    visitor.follow("Change").writes("Your note", "Still mine.").press("Keep this note")
    visitor.sees("Still mine.")


def test_a_note_whose_item_has_gone_is_among_my_notes(papers: Out) -> None:
    write(papers)
    publish(papers, {"0": SAYS["0"], "2": SAYS["2"]})
    visitor = Visitor(papers.member).open(f"{papers.base}notes/").sees(WORDS)
    visitor.sees("which is not in these papers any more").press("Delete your note on 1.2").sees(
        "is deleted"
    )


# Deleting -----------------------------------------------------------------------------------------


def test_a_note_is_deleted_and_put_back(papers: Out) -> None:
    write(papers)
    visitor = Visitor(papers.member).open(f"{papers.base}notes/").press("Delete your note on 1.2")
    visitor.sees("For a day you can put it back.").sees("You have no notes on these papers.")
    assert WORDS not in visitor.copy().open(f"{papers.base}1/").text
    visitor.press("Put it back your note on 1.2").sees("is back").sees(WORDS)


def test_after_a_day_a_deleted_note_is_gone_for_good(papers: Out) -> None:
    note = write(papers)
    delete_note(by=papers.member, note=note)
    deleted = clock.now()
    with clock.set_to(deleted + timedelta(hours=23)):
        assert forget_deleted_notes() == 0
    with clock.set_to(deleted + timedelta(hours=25)):
        assert WORDS not in Visitor(papers.member).open(f"{papers.base}notes/").text
        call_command("daily_round")
        assert not PrivateNote.objects.exists()


def test_deleting_and_putting_back_twice_is_once(papers: Out) -> None:
    note = write(papers)
    assert delete_note(by=papers.member, note=note).deleted_at
    assert delete_note(by=papers.member, note=note).version == 2
    assert put_note_back(by=papers.member, note=note).deleted_at is None
    assert put_note_back(by=papers.member, note=note).version == 3


def test_a_note_is_written_anew_where_one_was_deleted(papers: Out) -> None:
    delete_note(by=papers.member, note=write(papers))
    assert write(papers, words="New.").words == "New."
    assert PrivateNote.objects.count() == 1


# Nobody else --------------------------------------------------------------------------------------


def test_nobody_else_reads_changes_or_deletes_it(papers: Out) -> None:
    """Not the clerk, not another member, not in the meeting's other pages."""
    note = write(papers, words="zqprivate")
    clerk = person(Role.CLERK, papers.meeting.council)
    for user in (clerk, sits(papers.meeting), person(Role.INSPECTOR, papers.meeting.council)):
        client = sign_in(user)
        for page in ("", "1/", "notes/", "notes/1.2/", "../../opened/", "../../"):
            answer = client.get(f"{papers.base}{page}", follow=True)
            assert "zqprivate" not in answer.content.decode()
        assert client.post(f"{papers.base}notes/1.2/delete/").status_code == 404
        assert client.post(f"{papers.base}notes/1.2/put-back/").status_code == 404
        write(papers, words="Another person’s.", by=user)
        with pytest.raises(PrivateNote.DoesNotExist):
            delete_note(by=user, note=note)
    note.refresh_from_db()
    assert note.words == "zqprivate"


def test_who_leaves_the_body_reads_its_papers_and_notes_no_more(papers: Out) -> None:
    write(papers)
    holder = papers.member.people.get().seats.get()
    holder.ends_on = clock.today() - timedelta(days=1)
    holder.save()
    assert sign_in(papers.member).get(f"{papers.base}notes/").status_code == 403


def test_a_note_is_in_no_history_no_admin_and_no_log(
    papers: Out, caplog: pytest.LogCaptureFixture
) -> None:
    client = sign_in(papers.member)
    with caplog.at_level("DEBUG"):
        client.post(f"{papers.base}notes/1.1/", {"words": "zqlogged", "version": "0"})
        client.post(f"{papers.base}notes/1.1/delete/")
    assert PrivateNote.objects.get().words == "zqlogged"
    ours = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
    assert not [said for said in ours if "zqlogged" in said]
    assert "zqlogged" not in str(client.session.items())
    assert PrivateNote not in site._registry
    assert not [m for m in apps.get_models() if m.__name__ == "HistoricalPrivateNote"]
    for model in apps.get_models():
        if model is not PrivateNote:
            assert "zqlogged" not in str(list(model._default_manager.values_list()))


def test_an_error_report_leaves_out_what_was_written(papers: Out) -> None:
    """Django marks the request, so that reports it mails or logs have stars in its place."""
    response = sign_in(papers.member).post(f"{papers.base}notes/1.1/", {"words": ""})
    assert response.wsgi_request.sensitive_post_parameters == ("words",)
