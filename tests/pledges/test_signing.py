"""A signature is to the words of its day, and outdated when they change."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.signing import (
    IN_FUTURE,
    NOT_ACTIVE,
    SIGNED_ALREADY,
    Signing,
    digest,
    standing,
    why_not_sign,
    words_of,
)

MAY = date(2026, 5, 6)
ACTIVE = {"active_from": date(2026, 1, 1), "active_to": date(2026, 12, 31)}


def test_the_words_stand_under_their_headings():
    words = words_of(
        "We promise to:",
        [("Staying safe", "talk to you"), ("Staying safe", "be there"), ("Healthy", "cook  well")],
    )
    assert words == (
        "We promise to:\n# Staying safe\n- talk to you\n- be there\n# Healthy\n- cook well"
    )


def test_without_stem_and_headings_only_the_promises_are_left():
    assert words_of("", [("", "talk to you")]) == "- talk to you"


def test_the_digest_is_the_sha_256_of_the_words():
    known = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert digest("hello") == known


PROMISES = st.lists(st.tuples(st.just(""), st.text("ab c", min_size=1, max_size=6)), max_size=5)


@given(PROMISES)
def test_how_much_space_is_between_words_changes_nothing(promises):
    spaced = [(heading, f"  {text.replace(' ', '   ')} ") for heading, text in promises]
    assert words_of("We", spaced) == words_of("We", promises)


def test_how_a_provider_stands():
    never, now, older = (
        standing(None, "", "now"),
        standing(MAY, "now", "now"),
        standing(MAY, "then", "now"),
    )
    assert (never.signing, never.words) == (Signing.NOT_SIGNED, "Has not signed.")
    assert (now.signing, now.words) == (Signing.SIGNED, "Signed on 6 May 2026.")
    assert older.signing is Signing.OUTDATED
    assert older.words == "Signed older words on 6 May 2026. They have changed since: sign again."


@pytest.mark.parametrize(
    ("signed_on", "has_signed", "words"),
    [
        (MAY, False, ""),
        (date(2026, 6, 2), False, IN_FUTURE),
        (date(2025, 12, 31), False, NOT_ACTIVE),
        (MAY, True, SIGNED_ALREADY),
    ],
)
def test_when_a_signature_can_be_recorded(signed_on, has_signed, words):
    today = date(2026, 6, 1)
    given_ = {"signed_on": signed_on, "today": today, "has_signed": has_signed}
    assert why_not_sign(**given_, **ACTIVE) == words


def test_one_who_has_left_cannot_sign_for_a_later_day():
    later = date(2027, 1, 1)
    found = why_not_sign(signed_on=later, today=later, has_signed=False, **ACTIVE)
    assert found == NOT_ACTIVE
