"""Children in care councils and care leavers' forums, their questions, and what they were asked."""

from forums.models.forums import Forum, ForumMember
from forums.models.questions import PrivateWords, Question
from forums.models.safety import Concern, ConcernTold, ConcernWords, Deputy
from forums.models.surveys import Survey, SurveyFinding, SurveyGroup

__all__ = [
    "Concern",
    "ConcernTold",
    "ConcernWords",
    "Deputy",
    "Forum",
    "ForumMember",
    "PrivateWords",
    "Question",
    "Survey",
    "SurveyFinding",
    "SurveyGroup",
]
