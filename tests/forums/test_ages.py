"""Which ages no forum names."""

import pytest

from forums.ages import Ages, gaps
from forums.models import Forum
from tests.support.loading import load_council

DORSET = [Ages(5, 9, True), Ages(10, 15, True), Ages(16, 21, True)]  # noqa: FBT003


@pytest.mark.parametrize(
    ("forums", "words"),
    [
        (
            DORSET,
            [
                "No stated range covers 22 to 25, though each is open to anyone with care experience."
            ],
        ),
        ([Ages(None, None)], []),
        ([Ages(5, 18), Ages(None, None)], []),
        ([], []),
        ([Ages(5, None)], []),
        ([Ages(5, 24)], ["No stated range covers 25."]),
        (
            [Ages(5, 9), Ages(12, 25)],
            ["No stated range covers 10 to 11."],
        ),
        (
            [Ages(8, 10), Ages(12, 20, open_to_care_leavers=True)],
            [
                "No stated range covers 11, though some are open to care leavers.",
                "No stated range covers 21 to 25, though some are open to care leavers.",
            ],
        ),
        (
            [Ages(5, 18, open_to_care_leavers=True)],
            ["No stated range covers 19 to 25, though it is open to anyone with care experience."],
        ),
    ],
)
def test_the_ages_that_nobody_names(forums: list[Ages], words: list[str]) -> None:
    """From the youngest that is named up to twenty-five."""
    assert [gap.words for gap in gaps(forums)] == words


@pytest.mark.django_db
def test_dorset_s_own_forums() -> None:
    """As its strategy has them."""
    rows = Forum.objects.of(load_council("dorset"))
    ages = [Ages(row.from_age, row.to_age, row.open_to_care_leavers) for row in rows]
    assert [(gap.from_age, gap.to_age) for gap in gaps(ages)] == [(22, 25)]
