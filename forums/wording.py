"""Two people before anything of a child's becomes public, and nothing given away unseen.

Source: specification, section 7 (a public wording stands apart from the private words), and the
product's own rule that one person writes it and another agrees to it.
"""

from collections.abc import Sequence

NO_WORDING = "Write the public wording first."
WROTE_IT = (
    "You wrote these words, so somebody else agrees to them: another worker, or the safeguarding "
    "lead."
)
AGREED_ALREADY = "These words are agreed already."
KEEP_KNOWINGLY = "Change what was found, or tick that it stays and say why."
SAY_WHY = "Say why it stays."


def why_not_agree(*, wording: str, worded_by: int | None, by: int) -> str:
    """Why a person cannot be the second of two; empty where they can.

    `worded_by` and `by` are the numbers of people.
    """
    if not wording.strip():
        return NO_WORDING
    return WROTE_IT if worded_by == by else ""


def why_not_keep(found: Sequence[str], *, keeps: bool, reason: str) -> str:
    """Why a wording in which something was found cannot be saved as it is; empty where it can.

    `found` is what the detector of names and places says, a sentence each.
    """
    if not found:
        return ""
    if not keeps:
        return KEEP_KNOWINGLY
    return "" if reason.strip() else SAY_WHY
