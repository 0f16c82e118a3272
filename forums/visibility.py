"""Who may see which words of a question.

The public wording is for everyone who follows the forum's questions. A young person's own words
are for the workers of that forum and the safeguarding lead, and nobody else: not the clerk, not
the inspector, not a worker of another forum. A question about a worker goes to another reader: that
worker never reads it, and is never shown that it is there. Where the forum has no other worker, the
safeguarding lead reads it. Source: data minimisation, UK GDPR Article 5(1)(c), and the promise the
question page makes to the young person who asks.
"""

from collections.abc import Collection


def may_read_private_words(
    *, forum: int, worker_of: Collection[int], is_safeguarding_lead: bool, is_about: bool = False
) -> bool:
    """Whether a person reads the own words of a question asked in `forum`.

    `is_about`: the question is about this very person.
    """
    return not is_about and (is_safeguarding_lead or forum in worker_of)


def may_follow(
    *, forum: int, member_of: Collection[int], sees_all: bool, is_about: bool = False
) -> bool:
    """Whether a person follows what becomes of a forum's questions, in their public wording."""
    return not is_about and (sees_all or forum in member_of)


def reader_words(*, about: str, others: int) -> str:
    """Who reads a question that is about the worker `about`, said to who asks it.

    `others` is how many other workers the forum has.
    """
    readers = "another worker" if others else "the safeguarding lead"
    return f"{about} will not see your question. It is read by {readers}."
