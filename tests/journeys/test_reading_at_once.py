"""The same person in many windows at the very same moment."""

import pytest

from boards.models import Opened, PrivateNote, ReadMark
from boards.packs.marks.services import mark_read
from boards.packs.notes.services import write_note
from councils import clock
from councils.writing import Conflict
from tests.journeys.test_at_once import TODAY, at_once
from tests.support.reading import Out, out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def papers() -> Out:
    with clock.set_to(TODAY):
        return out()


def test_eight_times_read_is_one_mark_and_opened_once(papers: Out) -> None:
    own = {"by": papers.member, "edition": papers.edition(), "item": papers.item("1")}
    made = at_once(8, lambda _: mark_read(**own).pk)
    assert len(set(made)) == ReadMark.objects.count() == Opened.objects.count() == 1


def test_eight_times_the_same_note_is_one_note(papers: Out) -> None:
    own = {"by": papers.member, "meeting": papers.meeting, "place": "1.1"}
    made = at_once(8, lambda _: write_note(**own, words="Ask.").pk)
    assert len(set(made)) == PrivateNote.objects.count() == 1


def test_of_eight_different_notes_one_is_kept_and_the_others_see_it(papers: Out) -> None:
    own = {"by": papers.member, "meeting": papers.meeting, "place": "1.1"}
    made = at_once(8, lambda place: write_note(**own, words=f"Ask {place}."))
    kept = PrivateNote.objects.get()
    refused = [each for each in made if isinstance(each, Conflict)]
    assert len(refused) == 7
    assert {each.current.words for each in refused} == {kept.words}
