"""The promise health check, on every promise of the five councils: results worked out by reading.

A promise is two where the one who promises does two things; each of the 105 was read for that, and
for words that promise an effort only.
"""

from collections import Counter

import pytest
import yaml

from pledges import health
from pledges.health import Check, Facts, Finding, check, hedge_in, promises_two
from tests.support.source import PROJECT

COUNCILS = ("bcp", "bromley", "buckinghamshire", "cambridgeshire", "dorset")

#: Promises that promise two things, council by council, by their keys.
TWO = {
    "bcp": {
        *("bournemouth-3", "bournemouth-5"),
        *("dorset-living-3", "dorset-living-4", "dorset-safe-2", "dorset-healthy-1"),
        *("dorset-future-1", "dorset-working-1"),
        *("poole-safe-1", "poole-safe-2", "poole-safe-3", "poole-achieve-1", "poole-achieve-2"),
        *("poole-contribution-1", "poole-economic-1"),
    },
    "buckinghamshire": {"school"},
    "bromley": {
        *("safe-missing", "healthy-emotional-health", "healthy-food", "achieving-local-groups"),
        *("contribution-community", "contribution-voluntary-projects", "economic-bank"),
    },
    "dorset": {"safe", "listen", "adulthood"},
    "cambridgeshire": {
        *("why-in-care", "safe", "care-plan", "planned-moves", "listen", "adulthood"),
    },
}
#: Promises whose own words take something back, besides those hedged by their stem.
HEDGED = {
    "poole-safe-1": "as near to your community supports as possible",
    "poole-safe-3": "wherever possible",
    "safe-friends": "try our best",
    "safe-missing": "try to",
    "healthy-available": "as practically available for you as we can",
    "contribution-community": "make every effort",
    "happy-placement": "work to",
    "planned-moves": "work to",
}
BY_THEIR_STEM = "dorset-county"
#: Promises that carry a test of their own which says how often, for which age or when; and those
#: whose “how often” says nothing.
TESTED = {
    "bcp": (18, 2),
    "bromley": (5, 0),
    "buckinghamshire": (0, 0),
    "cambridgeshire": (2, 1),
    "dorset": (0, 0),
}


def promises(slug: str) -> dict[str, Facts]:
    """Every promise of a council's fixture, as the rule takes it."""
    text = (PROJECT / "fixtures" / "councils" / f"{slug}.yaml").read_text()
    rows = yaml.safe_load(text)
    stems = {
        row["fields"]["key"]: row["fields"].get("stem", "")
        for row in rows
        if row["model"] == "pledges.pledgeset"
    }
    return {
        row["fields"]["key"]: _facts(row["fields"], stems)
        for row in rows
        if row["model"] == "pledges.promise"
    }


def _facts(row: dict, stems: dict[str, str]) -> Facts:
    test = {name: row.get(name, "") for name in ("how_often", "condition")}
    ages = {name: row.get(name) for name in ("from_age", "to_age")}
    stem = stems[row["pledge_set"][1]]
    return Facts(row["text"], stem, owner="Head of Care", measures=1, **test, **ages)


def found_in(slug: str, what: Check) -> dict[str, str]:
    """The sentence of each promise of which the check found something."""
    return {
        key: finding.words
        for key, facts in promises(slug).items()
        for finding in check(facts)
        if finding.check is what
    }


def test_all_of_them_are_looked_at() -> None:
    assert sum(len(promises(slug)) for slug in COUNCILS) == 105


@pytest.mark.parametrize("slug", COUNCILS)
def test_two_promises_in_one_sentence(slug: str) -> None:
    assert set(found_in(slug, Check.TWO)) == TWO[slug]


def test_the_thirty_of_dorset_county_are_hedged_by_their_stem() -> None:
    by_stem = health.BY_ITS_STEM.format(hedge="do our best")
    found = found_in("bcp", Check.HEDGED)
    assert Counter(found.values())[by_stem] == 30
    assert {facts.stem for facts in promises("bcp").values() if hedge_in(facts.stem)} == {
        "We promise to do our best to ensure that:"
    }


def test_the_other_hedged_ones() -> None:
    said = {
        key: words
        for slug in COUNCILS
        for key, words in found_in(slug, Check.HEDGED).items()
        if "How it begins" not in words
    }
    assert said == {key: health.BY_ITS_WORDS.format(hedge=words) for key, words in HEDGED.items()}


@pytest.mark.parametrize("slug", COUNCILS)
def test_their_own_tests(slug: str) -> None:
    found = found_in(slug, Check.TEST)
    without = sum(words == health.NO_TEST for words in found.values())
    vague = sum(words != health.NO_TEST for words in found.values())
    assert (len(promises(slug)) - without - vague, vague) == TESTED[slug]


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("be honest, kind and reliable", False),
        ("nurture and care for you in placement", False),
        ("provide and advise them on opportunities to enjoy life", False),
        ("help you do well. We shall praise you.", True),
        ("listen to them and act on what they say", True),
        ("listen and tell you what came of it", True),
        ("You are supported and helped to manage the changes", False),
        ("You are treated as an individual and encouraged to become who you want to be", True),
        ("support you to achieve your goals and reach your potential", False),
    ],
)
def test_what_is_two_and_what_is_one(text: str, two: bool) -> None:
    assert promises_two(text) is two


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("We promise to do our best to ensure that:", "do our best"),
        ("We will", ""),
        ("WE PROMISE", ""),
        ("work with you so that you can do your best.", ""),
        ("get the best education possible", ""),
        ("those who might bully or try to exploit you", ""),
        ("Always work to keep you where you are happy", "work to"),
        ("work together", ""),
    ],
)
def test_what_takes_a_promise_back(words: str, hedge: str) -> None:
    assert hedge_in(words) == hedge


SOUND = Facts("see you", "We will", "Head of Care", 1, "every month")


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"owner": ""}, [Finding(Check.OWNER, health.NOBODY)]),
        ({"measures": 0}, [Finding(Check.MEASURE, health.NO_MEASURE)]),
        ({"how_often": ""}, [Finding(Check.TEST, health.NO_TEST)]),
        ({"how_often": "", "from_age": 0}, []),
        ({"how_often": "", "condition": "if you want to"}, []),
        (
            {"how_often": "regularly"},
            [Finding(Check.TEST, "“regularly” does not say how often.")],
        ),
        ({"reading": "Hard."}, [Finding(Check.READING, "Hard.")]),
        ({"asked": 0}, [Finding(Check.AWARENESS, health.NOT_ASKED)]),
        ({"asked": 9, "heard": 5}, []),
        (
            {"asked": 9, "heard": 4},
            [Finding(Check.AWARENESS, "Of the young people who were asked, few had heard of it.")],
        ),
    ],
)
def test_each_check_is_a_sentence(changed: dict, found: list[Finding]) -> None:
    given = {name: getattr(SOUND, name) for name in SOUND.__slots__} | changed
    assert list(check(Facts(**given))) == found


def test_how_many_of_a_set() -> None:
    bad = Facts("listen and act. And more.")
    found = [check(SOUND), check(bad), check(bad)]
    counted = dict(health.counted(found))
    assert counted == {Check.OWNER: 2, Check.MEASURE: 2, Check.TWO: 2, Check.TEST: 2}
    assert all(what.words for what in counted)
