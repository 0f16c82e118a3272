"""R18 for figures with a past: which of them may be told, day by day."""

from datetime import date, datetime, timedelta

from councils.clock import moment
from councils.linked_counts import Told
from measures.telling import Row, answers

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
ONE_DAY, LATER = moment(date(2026, 7, 1)), moment(date(2026, 7, 9))
ALL, NOTHING = Told(counted=True, out_of=True), Told(counted=False, out_of=False)
CARE, FOSTER, OWN = 1, 2, 3


def care(key: int = 1, counted: int = 43, *, told_at: datetime | None = ONE_DAY, **other) -> Row:
    return Row(
        key, CARE, other.pop("as_at", MARCH), other.pop("revision", 0), counted, None, None, told_at
    )


def foster(
    key: int = 2,
    counted: int = 40,
    out_of: int = 43,
    *,
    told_at: datetime | None = ONE_DAY,
    **other,
) -> Row:
    return Row(
        key,
        FOSTER,
        other.pop("as_at", MARCH),
        other.pop("revision", 0),
        counted,
        out_of,
        CARE,
        told_at,
    )


def test_a_share_that_leaves_three_over_hides_itself_and_the_shares_of_it() -> None:
    own = Row(3, OWN, MARCH, 0, 30, 40, FOSTER, ONE_DAY)
    assert answers([care(), foster(), own]) == {
        1: ALL,
        2: Told(counted=False, out_of=True),
        3: NOTHING,
    }


def test_other_days_have_nothing_to_do_with_it() -> None:
    rows = [care(), foster(), care(4, 100, as_at=JUNE), foster(5, 70, 100, as_at=JUNE)]
    assert {key: answer.value for key, answer in answers(rows).items()} == {
        1: True, 2: False, 4: True, 5: True,
    }  # fmt: skip


def test_the_highest_revision_stands_and_is_answered_for() -> None:
    rows = [foster(2, 20), foster(6, 21, revision=1, told_at=LATER)]
    assert answers(rows) == {6: ALL}


def test_a_figure_corrected_out_of_hiding_stays_hidden() -> None:
    """Else its total, then and now, would say by how much it was small."""
    rows = [foster(2, 3), foster(6, 8, revision=1, told_at=LATER)]
    assert answers(rows) == {6: NOTHING}


def test_figures_told_at_one_day_are_told_together_in_whatever_order_they_were_recorded() -> None:
    assert answers([foster(told_at=ONE_DAY), care(told_at=ONE_DAY)])[1] == ALL


def test_a_share_that_comes_later_and_hides_something_takes_the_whole_along() -> None:
    assert answers([care(), foster(told_at=LATER)]) == {1: NOTHING, 2: NOTHING}


def test_an_hour_later_is_later() -> None:
    """The page could be read in between."""
    assert answers([care(), foster(told_at=ONE_DAY + timedelta(hours=1))])[1] == NOTHING


def test_a_share_that_comes_later_and_hides_nothing_changes_nothing() -> None:
    assert answers([care(), foster(2, 30, told_at=LATER)]) == {1: ALL, 2: ALL}


def test_what_nobody_has_read_yet_is_no_past() -> None:
    rows = [foster(2, 3, told_at=None), foster(6, 20, revision=1, told_at=None)]
    assert answers(rows) == {6: ALL}


def test_a_figure_without_counts_says_nothing_about_children() -> None:
    assert answers([Row(9, 9, MARCH, 0, None, None)]) == {9: ALL}
