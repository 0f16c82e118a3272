"""Children in care councils and care leavers' forums, their questions, and what they were asked."""

from forums.models.forums import Forum, ForumMember
from forums.models.questions import PrivateWords, Question
from forums.models.sessions import Round, Session, ToldBack, Verdict
from forums.models.surveys import Survey, SurveyFinding, SurveyGroup
from forums.models.voice import Celebration, Feedback, SurveyRun

__all__ = [
    "Celebration",
    "Feedback",
    "Forum",
    "ForumMember",
    "PrivateWords",
    "Question",
    "Round",
    "Session",
    "Survey",
    "SurveyFinding",
    "SurveyGroup",
    "SurveyRun",
    "ToldBack",
    "Verdict",
]
