"""Two people write one report: what only one changed is theirs, what both changed is a clash."""

from hypothesis import given
from hypothesis import strategies as st

from boards.papers.editing import Wording, merged, wording

WAS = wording({"summary": "One.", "text": "Two."}, ["Agree."])
NAMES = ("summary", "text", "plain_summary")
WORDS = st.sampled_from(["", "a", "b", "c"])
TEXTS = st.fixed_dictionaries(dict.fromkeys(NAMES, WORDS))
ASKED = st.lists(WORDS, max_size=3)
WORDINGS = st.builds(wording, TEXTS, ASKED)


def changed(summary: str = "One.", text: str = "Two.", asked: tuple[str, ...] = ("Agree.",)):
    """The wording with something changed."""
    return wording({"summary": summary, "text": text}, asked)


def test_each_changed_another_part_and_both_are_kept() -> None:
    theirs, mine = changed(summary="One, better."), changed(text="Two, better.")
    together = merged(mine, seen=WAS.marks(), saved=theirs)
    assert together.clashes == ()
    assert together.wording == changed("One, better.", "Two, better.")


def test_both_changed_one_part_and_the_second_is_told() -> None:
    theirs, mine = changed(summary="Theirs."), changed(summary="Mine.", text="Mine too.")
    together = merged(mine, seen=WAS.marks(), saved=theirs)
    assert together.clashes == ("summary",)
    assert together.wording == changed("Mine.", "Mine too.")


def test_having_seen_both_the_second_saves_what_they_chose() -> None:
    theirs, mine = changed(summary="Theirs."), changed(summary="Theirs and mine.")
    together = merged(mine, seen=theirs.marks(), saved=theirs)
    assert (together.clashes, together.wording) == ((), mine)


def test_both_wrote_the_same_and_nobody_is_asked() -> None:
    same = changed(summary="The same.")
    assert merged(same, seen=WAS.marks(), saved=same).clashes == ()


def test_recommendations_are_one_part() -> None:
    theirs, mine = changed(asked=("Agree.", "Pay.")), changed(asked=("Agree.", "Wait."))
    assert merged(mine, seen=WAS.marks(), saved=theirs).clashes == ("recommendations",)
    untouched = merged(changed(text="Mine."), seen=WAS.marks(), saved=theirs)
    assert untouched.wording.recommendations == ("Agree.", "Pay.")


def test_a_page_that_lost_its_marks_overwrites_nothing() -> None:
    theirs = changed(summary="Theirs.")
    assert merged(changed(summary="Mine."), seen={}, saved=theirs).clashes == ("summary",)
    assert merged(theirs, seen={}, saved=theirs).clashes == ()


def test_words_are_kept_with_one_way_to_end_a_line() -> None:
    """Browsers send two letters for the end of a line; that is no change."""
    typed = wording({"text": " One. \r\n\r\nTwo.\t\r\n"}, ["", " Agree.\r\n", "  "])
    assert typed == Wording({"text": "One.\n\nTwo."}, ("Agree.",))


@given(WORDINGS, WORDINGS, WORDINGS)
def test_nothing_is_ever_lost(was: Wording, mine: Wording, theirs: Wording) -> None:
    """Against the plain words: in each part stands what one of the two wrote, or it is a clash."""
    together = merged(mine, seen=was.marks(), saved=theirs)
    before, one, other = was.fields(), mine.fields(), theirs.fields()
    result = together.wording.fields()
    for name in before:
        i_did, they_did = one[name] != before[name], other[name] != before[name]
        expected = one[name] if i_did else other[name]
        assert result[name] == expected
        assert (name in together.clashes) == (i_did and they_did and one[name] != other[name])
