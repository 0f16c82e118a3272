"""Children in care councils and care leavers' forums, their questions, and what they were asked."""

from forums.models.answers import Answer, AnswerLevel
from forums.models.dictionary import DictionaryWord
from forums.models.forums import Forum, ForumMember
from forums.models.links import QuestionLink
from forums.models.questions import PrivateWords, Question
from forums.models.safety import Concern, ConcernTold, ConcernWords, Deputy
from forums.models.sessions import Round, Session, ToldBack, Verdict, VerdictPart
from forums.models.surveys import Survey, SurveyFinding, SurveyGroup
from forums.models.voice import Celebration, Feedback, SurveyResult, SurveyRun

__all__ = [
    "Answer",
    "AnswerLevel",
    "Celebration",
    "Concern",
    "ConcernTold",
    "ConcernWords",
    "Deputy",
    "DictionaryWord",
    "Feedback",
    "Forum",
    "ForumMember",
    "PrivateWords",
    "Question",
    "QuestionLink",
    "Round",
    "Session",
    "Survey",
    "SurveyFinding",
    "SurveyGroup",
    "SurveyResult",
    "SurveyRun",
    "ToldBack",
    "Verdict",
    "VerdictPart",
]
