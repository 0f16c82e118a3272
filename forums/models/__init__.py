"""Children in care councils and care leavers' forums, their questions, and what they were asked."""

from forums.models.dictionary import DictionaryWord
from forums.models.forums import Forum, ForumMember
from forums.models.questions import PrivateWords, Question
from forums.models.surveys import Survey, SurveyFinding, SurveyGroup

__all__ = [
    "DictionaryWord",
    "Forum",
    "ForumMember",
    "PrivateWords",
    "Question",
    "Survey",
    "SurveyFinding",
    "SurveyGroup",
]
