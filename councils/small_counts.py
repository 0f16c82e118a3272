"""Small numbers of children in what people write: “3 children”, “two of our care leavers”.

Figures are kept back by R18 wherever the product prints them (disclosure.py); nobody can keep a number
back that stands in somebody's sentence. So it is pointed out to whoever writes it and to whoever clears
it, and nothing found does not mean that nothing is there: a table's cell says not what it counts.

Source: R18; Code of Practice for Statistics, T6 (nobody is to be recognised by a published number).
"""

import re

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PEOPLE = (
    r"child(?:ren)?|young\s+(?:people|person)|care\s+leavers?|bab(?:y|ies)|infants?|teenagers?|siblings?"
    r"|brothers?|sisters?|boys?|girls?|placements?|unaccompanied\s+minors?"
)
#: What may stand between a number and those who are counted.
BETWEEN = (
    r"of|the|our|their|these|those|other|more|new|young|younger|older|disabled|local|looked[\s-]+after"
    r"|care[\s-]+experienced|unaccompanied|asylum[\s-]+seeking|missing|such|different"
)
#: After these a number counts nobody: “Year 3 children”, “1 in 3 children”.
NO_COUNT = (
    r"year|years|stage|level|tier|item|table|page|part|paragraph|section|chapter|appendix|priority"
    r"|promise|pledge|aged|age|in|every|than|under|over"
)
COUNTED = re.compile(
    rf"(?P<before>\b(?:{NO_COUNT})\s+)?(?<![\w.,/£%-])(?P<count>\d{{1,2}}|{'|'.join(WORDS)})"
    rf"(?P<who>(?:\s+(?:{BETWEEN})){{0,4}}\s+(?:{PEOPLE}))\b",
    re.IGNORECASE,
)


def small_counts(text: str, limit: int) -> tuple[str, ...]:
    """The words in which a number of children from 1 to the limit is told, each once, in order."""
    found = (
        " ".join(f"{each['count']}{each['who']}".split())
        for each in COUNTED.finditer(text)
        if not each["before"] and 1 <= _number(each["count"]) <= limit
    )
    return tuple(dict.fromkeys(found))


def _number(count: str) -> int:
    return int(count) if count.isdecimal() else WORDS.index(count.lower()) + 1
