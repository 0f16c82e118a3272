"""How long papers take to read: worked examples of docs/rules/reading-time.md."""

import pytest

from boards.reading_time import reading_time, reading_time_of


@pytest.mark.parametrize(
    ("words", "figures", "minutes", "said"),
    [
        (0, 0, 0, "nothing to read"),
        (1, 0, 1, "about 1 minute"),
        (238, 0, 1, "about 1 minute"),
        (239, 0, 2, "about 2 minutes"),
        (0, 1, 1, "about 1 minute"),
        (238, 2, 2, "about 2 minutes"),
        (238, 3, 3, "about 3 minutes"),
        (238 * 60, 0, 60, "about 1 hour"),
        (238 * 121, 0, 121, "about 2 hours and 1 minute"),
    ],
)
def test_an_item(words: int, figures: int, minutes: int, said: str) -> None:
    time = reading_time(words, figures)
    assert (time.minutes, time.words) == (minutes, said)


def test_the_whole_is_as_long_as_its_parts_are_said_to_be() -> None:
    """Three items of a few words are three minutes, as their list says."""
    assert reading_time_of([(10, 0), (10, 0), (10, 0)]).minutes == 3
    assert reading_time_of([]).words == "nothing to read"
