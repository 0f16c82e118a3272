"""What a council's strategy says, who is responsible for it, and whether it is kept."""

from pledges.models.keeping import Breach, BreachAnswer, BreachKey, LineSteps, Rating
from pledges.models.lineage import (
    Disposition,
    ForumHearing,
    NewSet,
    Replacement,
    Successor,
)
from pledges.models.owners import Owner
from pledges.models.plans import PlanIssue, PlanItem, PlanItemLink, PlanProgress
from pledges.models.providers import Provider, SetVersion, Signature
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
    "Breach",
    "BreachAnswer",
    "BreachKey",
    "Disposition",
    "ForumHearing",
    "Heading",
    "LineSteps",
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
    "Provider",
    "Quote",
    "Rating",
    "Reference",
    "Replacement",
    "SetVersion",
    "Signature",
    "StatedCount",
    "Statement",
    "StatementKind",
    "StatutoryPrinciple",
    "Strategy",
    "Successor",
    "Theme",
]
