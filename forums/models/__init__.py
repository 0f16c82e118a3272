"""Children in care councils and care leavers' forums, their questions, and what they were asked."""

from forums.models.answers import Answer, AnswerLevel
from forums.models.forums import Forum, ForumMember
from forums.models.links import QuestionLink
from forums.models.questions import PrivateWords, Question
from forums.models.safety import Concern, ConcernTold, ConcernWords, Deputy
from forums.models.surveys import Survey, SurveyFinding, SurveyGroup

__all__ = [
    "Answer",
    "AnswerLevel",
    "Concern",
    "ConcernTold",
    "ConcernWords",
    "Deputy",
    "Forum",
    "ForumMember",
    "PrivateWords",
    "Question",
    "QuestionLink",
    "Survey",
    "SurveyFinding",
    "SurveyGroup",
]
