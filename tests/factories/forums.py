"""Forums, their people and their questions."""

from uuid import uuid4

import factory

from forums import models
from forums.flow import State
from tests.factories.base import LONG_AGO, Parent, RowFactory, by, moment
from tests.factories.councils import CouncilFactory
from tests.factories.pledges import OfStrategyFactory, PublishedFactory, ThemeFactory


class ForumFactory(PublishedFactory):
    """A forum."""

    class Meta:
        model = models.Forum

    council = factory.SubFactory(CouncilFactory)
    key = factory.Sequence(lambda n: f"forum-{n}")
    name = factory.Sequence(lambda n: f"Forum {n}")
    description = "Who we are."
    from_age = 5
    to_age = 18


class ForumMemberFactory(RowFactory):
    """A place in a forum."""

    class Meta:
        model = models.ForumMember

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    user = by()
    starts_on = LONG_AGO


class QuestionFactory(RowFactory):
    """A question as it is asked; nobody has read it yet."""

    class Meta:
        model = models.Question

    class Params:
        read = factory.Trait(
            state=State.READ.value, read_at=factory.LazyFunction(moment), read_by=by()
        )
        worded = factory.Trait(
            read=True,
            state=State.WORDED.value,
            public_wording=factory.Sequence(lambda n: f"Public wording {n}?"),
            worded_at=factory.LazyFunction(moment),
            worded_by=by(),
        )
        put = factory.Trait(worded=True, state=State.PUT.value)
        withdrawn = factory.Trait(state=State.WITHDRAWN.value)

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    theme = Parent(ThemeFactory, like="forum")
    submission = factory.LazyFunction(uuid4)
    asked_at = factory.LazyFunction(moment)
    asked_by = by()


class DictionaryWordFactory(RowFactory):
    """A word a forum does not want."""

    class Meta:
        model = models.DictionaryWord

    class Params:
        taken_off = factory.Trait(taken_off_at=factory.LazyFunction(moment))

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    word = factory.Sequence(lambda n: f"jargon {n}")
    instead = "home"
    added_at = factory.LazyFunction(moment)
    added_by = by()


class PrivateWordsFactory(RowFactory):
    """A young person's own words."""

    class Meta:
        model = models.PrivateWords

    question = Parent(QuestionFactory)
    council = factory.SelfAttribute("question.council")
    text = factory.Sequence(lambda n: f"Private words {n}")


class SurveyFactory(OfStrategyFactory):
    """A survey."""

    class Meta:
        model = models.Survey

    key = factory.Sequence(lambda n: f"survey-{n}")
    title = factory.Sequence(lambda n: f"Survey {n}")


class SurveyGroupFactory(RowFactory):
    """Who answered."""

    class Meta:
        model = models.SurveyGroup

    class Params:
        part = factory.Trait(
            part_of=factory.SubFactory(
                "tests.factories.forums.SurveyGroupFactory",
                survey=factory.SelfAttribute("..survey"),
            )
        )

    survey = Parent(SurveyFactory)
    council = factory.SelfAttribute("survey.council")
    key = factory.Sequence(lambda n: f"survey-group-{n}")
    position = factory.Sequence(lambda n: n + 1)
    who = "young people"
    number = 40


class SurveyFindingFactory(RowFactory):
    """What a survey said."""

    class Meta:
        model = models.SurveyFinding

    class Params:
        attention = factory.Trait(kind=models.SurveyFinding.Kind.ATTENTION)

    survey = Parent(SurveyFactory)
    council = factory.SelfAttribute("survey.council")
    key = factory.Sequence(lambda n: f"survey-finding-{n}")
    kind = models.SurveyFinding.Kind.MESSAGE
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Finding {n}.")
