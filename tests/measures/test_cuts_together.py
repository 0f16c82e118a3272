"""Groups of linked measures: a reader has them side by side, so they are looked at together."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest

from councils.disclosure import is_small
from councils.models import User
from councils.services import publish
from councils.writing import Refused
from measures.definitions import cuts, services, together
from measures.definitions.cuts import Part
from measures.definitions.reading.queries import (
    CutTable,
    public_cuts,
    table_of,
    with_links,
)
from measures.definitions.together import Reading
from measures.models import Breakdown, Measure, Observation, Split
from measures.recording import Entry
from measures.services import correct_figure, record_figure, sign_off
from tests.factories.councils import UserFactory
from tests.factories.measures import MeasureFactory, ObservationFactory, SplitFactory

pytestmark = pytest.mark.usefixtures("db", "today")

DAY = date(2026, 3, 31)


# The rule -----------------------------------------------------------------------------------------


def reading(measure: int, figure: Part, *groups: Part) -> Reading:
    """A figure by groups that nobody needs to name."""
    named = tuple((str(place), part) for place, part in enumerate(groups))
    return Reading(measure, figure, named)


def test_measures_are_linked_however_far() -> None:
    links = [(2, 1), (3, 2), (4, 1), (6, 5)]
    assert together.linked(3, links) == {1, 2, 3, 4}
    assert together.linked(6, links) == {5, 6}
    assert together.linked(7, links) == {7}


SHARES = [
    reading(1, Part(45, 100), Part(20, 48), Part(25, 52)),
    reading(2, Part(40, 100), Part(20, 48), Part(20, 52)),
]


def test_shares_that_leave_enough_over_are_told() -> None:
    assert not together.gives_away(SHARES, 5)


@pytest.mark.parametrize(
    "more",
    [
        reading(3, Part(15, 100), Part(3, 48), Part(12, 52)),  # small itself
        reading(3, Part(13, 100), Part(7, 48), Part(6, 52)),  # 1 is left of the first 48
        reading(3, Part(60, 63), Part(30, 31), Part(30, 32)),  # a small rest, of another whole
    ],
)
def test_one_small_number_among_linked_figures_hides_them_all(more) -> None:
    assert together.gives_away([*SHARES, more], 5)


def test_two_shares_without_the_third_that_would_be_small_are_hidden() -> None:
    """20 and 26 of 48 boys: 2 are left, though nobody ever counted the third by groups."""
    other = reading(2, Part(40, 100), Part(26, 48), Part(14, 52))
    assert together.gives_away([SHARES[0], other], 5)
    assert not together.gives_away([SHARES[0], other], None), "members are told everything"


def test_those_not_known_are_a_group_like_others() -> None:
    """10 and 18 of the 30 who are not known: 2 of them are left."""
    one = reading(1, Part(45, 130), Part(15, 48), Part(20, 52))
    other = reading(2, Part(44, 130), Part(12, 48), Part(14, 52))
    enough = reading(2, Part(38, 130), Part(12, 48), Part(14, 52))
    assert together.gives_away([one, other], 5)
    assert not together.gives_away([one, enough], 5)


# The reader who works it out ----------------------------------------------------------------------


def falls(size: int) -> list[tuple[int, int, int]]:
    """Every way in which so many fall to three shares."""
    return [(a, b, size - a - b) for a in range(size + 1) for b in range(size + 1 - a)]


@pytest.mark.parametrize("recorded", [2, 3])
@pytest.mark.parametrize("sizes", [(7, 9), (9, 11), (8, 8)])
def test_a_reader_of_three_shares_recovers_nothing(sizes, recorded) -> None:
    """They know the three figures, that they are the whole, how big both groups are, and our rule."""
    looks_the_same, limit = defaultdict(list), 2
    for first, second in product(*(falls(size) for size in sizes)):
        totals = tuple(map(sum, zip(first, second, strict=True)))
        if any(is_small(number, limit) for number in (*totals, *(sum(sizes) - t for t in totals))):
            continue  # the figures themselves are not told
        readings = [
            reading(
                place, Part(totals[place], sum(sizes)), Part(one, sizes[0]), Part(other, sizes[1])
            )
            for place, (one, other) in enumerate(list(zip(first, second, strict=True))[:recorded])
        ]
        kept_back = together.gives_away(readings, limit)
        told = None if kept_back else (first, second)
        looks_the_same[totals, told].append((*first, *second))
    found = [set(cells) for ways in looks_the_same.values() for cells in zip(*ways, strict=True)]
    assert {told is None for _, told in looks_the_same} == {True, False}
    assert not [cell for cell in found if len(cell) == 1 and is_small(min(cell), limit)]


# As pages have it ---------------------------------------------------------------------------------


@pytest.fixture
def by() -> User:
    """An officer."""
    return UserFactory()


@pytest.fixture
def whole() -> Measure:
    """All children, a count."""
    return MeasureFactory(count=True)


def share_of(whole: Measure) -> Measure:
    """A published share of the whole."""
    measure = MeasureFactory(council=whole.council, denominator_measure=whole)
    publish(by=UserFactory(), rows=[measure])
    return measure


def figure_of(by: User, measure: Measure, count: int, whole: int) -> Observation:
    """A figure that is not signed off yet."""
    return record_figure(by=by, measure=measure, period_end=DAY, numerator=count, denominator=whole)


def cut(by: User, figure: Observation, *parts: Part, name: str = "Sex") -> Breakdown:
    """The figure by boys and girls, signed off."""
    breakdown = services.add_breakdown(
        by=by, measure=figure.measure, name=name, groups=["Boys", "Girls"]
    )
    services.record_split(by=by, breakdown=breakdown, observation=figure, parts=parts)
    sign_off(by=by, figure=figure)
    return breakdown


def told(measure: Measure) -> CutTable:
    """What a reader gets of the only breakdown."""
    found = with_links(Measure.objects.filter(pk=measure.pk)).get()
    (table,) = public_cuts(found, limit=5, told_on=[DAY])
    return table


def test_groups_of_shares_of_one_whole_do_not_tell_the_one_kept_back(by, whole) -> None:
    one, two, three = (share_of(whole) for _ in range(3))
    cut(by, figure_of(by, one, 45, 100), Part(20, 50), Part(25, 50))
    assert told(one).rows[0] == ("Boys", "20", "50", "40%")
    cut(by, figure_of(by, three, 15, 100), Part(3, 50), Part(12, 50), name="Boys and girls")
    assert not told(one).rows
    cut(by, figure_of(by, two, 40, 100), Part(27, 50), Part(13, 50))
    assert [told(each).rows for each in (one, two, three)] == [()] * 3
    assert "so small" in told(two).withheld


def test_groups_of_a_share_of_a_share_do_not_tell_its_whole(by, whole) -> None:
    foster = share_of(whole)
    count = MeasureFactory(count=True, council=whole.council, denominator_measure=whole)
    near = share_of(count)
    cut(by, figure_of(by, near, 40, 60), Part(28, 37), Part(12, 23))
    assert told(near).rows
    cut(by, figure_of(by, foster, 60, 100), Part(37, 40), Part(23, 60))
    assert (told(near).rows, told(foster).rows) == ((), ())


def test_measures_that_nothing_links_are_told_each_for_itself(by, whole) -> None:
    one, other = share_of(whole), MeasureFactory(council=whole.council)
    cut(by, figure_of(by, one, 45, 100), Part(20, 50), Part(25, 50))
    cut(by, figure_of(by, other, 15, 100), Part(3, 50), Part(12, 50))
    assert told(one).rows


def test_a_version_links_measures_too(by, whole) -> None:
    one, later = share_of(whole), MeasureFactory(council=whole.council)
    draft = services.write_draft(
        by=by, measure=later, in_force_from=DAY, reason="Why.", denominator_measure=whole
    )
    services.put_in_use(by=by, definition=draft, version=draft.version)
    cut(by, figure_of(by, one, 45, 100), Part(20, 50), Part(25, 50))
    cut(by, figure_of(by, later, 15, 100), Part(3, 50), Part(12, 50))
    assert not told(one).rows


# Groups that do not fit their figure any more -----------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "not_all_known", "fit"),
    [
        (Part(45, 100), False, True),
        (Part(40, 100), False, False),  # they come to more than the figure
        (Part(46, 101), False, False),  # all were known, and now somebody is not
        (Part(46, 101), True, True),
        (Part(45, 100), True, True),  # all are known now: that is no harm
        (Part(45), False, False),
        (None, False, False),
    ],
)
def test_groups_fit_their_figure_or_they_do_not(whole, not_all_known, fit) -> None:
    parts = [Part(20, 50), Part(25, 50)]
    assert cuts.fits(parts, whole, not_all_known=not_all_known) is fit


@pytest.mark.parametrize("changed", [{"numerator": 290, "value": "72.5"}, {"gap": True}])
def test_groups_that_do_not_fit_their_figure_are_kept_back(whole, changed) -> None:
    measure = share_of(whole)
    figure = ObservationFactory(measure=measure, signed_off=True, **changed)
    split = SplitFactory(breakdown__measure=measure, observation=figure)
    assert (told(measure).rows, told(measure).withheld) == (
        (),
        f"The figure has changed since it was cut by b{split.breakdown.name[1:]}. It is cut anew.",
    )
    assert table_of(measure, split, limit=None).withheld, "the officer’s page is no error"


# What is signed off ------------------------------------------------------------------------------


def test_a_figure_that_is_signed_off_is_not_cut(by, whole) -> None:
    """Its groups would be public at once, and nobody would have signed them."""
    measure = share_of(whole)
    figure = figure_of(by, measure, 45, 100)
    sign_off(by=by, figure=figure)
    parts = [Part(20, 50), Part(25, 50)]
    breakdown = services.add_breakdown(by=by, measure=measure, name="Sex", groups=["B", "G"])
    with pytest.raises(Refused, match="before it is signed off again"):
        services.record_split(by=by, breakdown=breakdown, observation=figure, parts=parts)
    newer = correct_figure(by=by, figure=figure, entry=Entry(46, 100), reason="One was missed.")
    services.record_split(
        by=by, breakdown=breakdown, observation=newer, parts=[Part(21, 50), Part(25, 50)]
    )
    assert Split.objects.get().observation == newer
