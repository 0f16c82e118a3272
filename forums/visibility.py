"""Who may see which words of a question.

The public wording is for everyone who follows the forum's questions. A young person's own words
are for the workers of that forum and the safeguarding lead, and nobody else: not the clerk, not
the inspector, not a worker of another forum. Source: data minimisation, UK GDPR Article 5(1)(c),
and the promise the question page makes to the young person who asks.
"""

from collections.abc import Collection


def may_read_private_words(
    *, forum: int, worker_of: Collection[int], is_safeguarding_lead: bool
) -> bool:
    """Whether a person reads the own words of a question asked in `forum`."""
    return is_safeguarding_lead or forum in worker_of


def may_follow(*, forum: int, member_of: Collection[int], sees_all: bool) -> bool:
    """Whether a person follows what becomes of a forum's questions, in their public wording."""
    return sees_all or forum in member_of
