"""Bodies and their rules, seats and who holds them, meetings and what is published for them."""

from boards.models.bodies import (
    Body,
    BodyForum,
    BodyRules,
    Discipline,
    Duty,
    ReportSection,
    ReportTemplate,
    Seat,
    SeatDiscipline,
    SeatHolder,
    StandingItem,
)
from boards.models.editions import Announcement, Edition, EditionItem
from boards.models.meetings import AgendaItem, Meeting, PutQuestion

__all__ = [
    "AgendaItem",
    "Announcement",
    "Body",
    "BodyForum",
    "BodyRules",
    "Discipline",
    "Duty",
    "Edition",
    "EditionItem",
    "Meeting",
    "PutQuestion",
    "ReportSection",
    "ReportTemplate",
    "Seat",
    "SeatDiscipline",
    "SeatHolder",
    "StandingItem",
]
