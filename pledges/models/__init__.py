"""What a council's strategy says, and the officers' decisions who is responsible for it."""

from pledges.models.lineage import (
    Disposition,
    ForumHearing,
    NewSet,
    Replacement,
    Successor,
)
from pledges.models.owners import Owner
from pledges.models.plans import PlanIssue, PlanItem, PlanItemLink, PlanProgress
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
    "Disposition",
    "ForumHearing",
    "Heading",
    "NewSet",
    "Owner",
    "Plan",
    "PlanIssue",
    "PlanItem",
    "PlanItemLink",
    "PlanProgress",
    "PledgeSet",
    "Promise",
    "PromiseTheme",
    "Quote",
    "Reference",
    "Replacement",
    "StatedCount",
    "Statement",
    "StatementKind",
    "StatutoryPrinciple",
    "Strategy",
    "Successor",
    "Theme",
]
