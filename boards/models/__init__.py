"""Bodies and their people, meetings, what came of them, and what is published for them."""

from boards.models.bodies import (
    Body,
    BodyForum,
    BodyRules,
    Discipline,
    Duty,
    MeetingKind,
    ReportSection,
    ReportTemplate,
    Seat,
    StandingItem,
)
from boards.models.calendars import (
    CalendarFeed,
)
from boards.models.editions import (
    Announcement,
    Edition,
    EditionItem,
)
from boards.models.gate import (
    FileCheck,
    FileClearance,
)
from boards.models.meetings import (
    AgendaItem,
    Meeting,
    PutQuestion,
)
from boards.models.minutes import (
    Circulation,
    Minutes,
    MinutesSection,
)
from boards.models.outcomes import (
    Action,
    ActionUpdate,
    Decision,
    Escalation,
    Issue,
    Outcome,
)
from boards.models.oversight import (
    AttendanceStatement,
    Challenge,
    DutyDone,
    Engagement,
)
from boards.models.people import (
    Attender,
    CoOption,
    SeatDiscipline,
    SeatHolder,
    Substitute,
    YoungPlaces,
)
from boards.models.printed import (
    PrintedFile,
)
from boards.models.reading import (
    Opened,
    PrivateNote,
    ReadMark,
)
from boards.models.register import (
    Declaration,
    ForumTime,
    Invitation,
    RegisterEntry,
    Reply,
)
from boards.models.reminders import (
    Reminder,
)
from boards.models.removals import (
    Removal,
)
from boards.models.reports import (
    Attachment,
    Recommendation,
    Report,
    ReportMove,
    ReportPart,
    Restriction,
)
from boards.models.takeover import (
    Dots,
    Turn,
)
from boards.models.to_forum import (
    ForumAnswer,
    ForumChallenge,
)
from boards.models.unclear import (
    Tap,
    UnclearPlace,
)

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "Announcement",
    "Attachment",
    "AttendanceStatement",
    "Attender",
    "Body",
    "BodyForum",
    "BodyRules",
    "CalendarFeed",
    "Challenge",
    "Circulation",
    "CoOption",
    "Decision",
    "Declaration",
    "Discipline",
    "Dots",
    "Duty",
    "DutyDone",
    "Edition",
    "EditionItem",
    "Engagement",
    "Escalation",
    "FileCheck",
    "FileClearance",
    "ForumAnswer",
    "ForumChallenge",
    "ForumTime",
    "Invitation",
    "Issue",
    "Meeting",
    "MeetingKind",
    "Minutes",
    "MinutesSection",
    "Opened",
    "Outcome",
    "PrintedFile",
    "PrivateNote",
    "PutQuestion",
    "ReadMark",
    "Recommendation",
    "RegisterEntry",
    "Reminder",
    "Removal",
    "Reply",
    "Report",
    "ReportMove",
    "ReportPart",
    "ReportSection",
    "ReportTemplate",
    "Restriction",
    "Seat",
    "SeatDiscipline",
    "SeatHolder",
    "StandingItem",
    "Substitute",
    "Tap",
    "Turn",
    "UnclearPlace",
    "YoungPlaces",
]
