"""What a council's strategy says, and the officers' decisions who is responsible for it."""

from pledges.models.owners import Owner
from pledges.models.strategies import (
    Approval,
    Heading,
    Plan,
    PledgeSet,
    Promise,
    PromiseTheme,
    Quote,
    Reference,
    StatedCount,
    Statement,
    StatementKind,
    StatutoryPrinciple,
    Strategy,
    Theme,
)

__all__ = [
    "Approval",
    "Heading",
    "Owner",
    "Plan",
    "PledgeSet",
    "Promise",
    "PromiseTheme",
    "Quote",
    "Reference",
    "StatedCount",
    "Statement",
    "StatementKind",
    "StatutoryPrinciple",
    "Strategy",
    "Theme",
]
