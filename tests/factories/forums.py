"""Forums, their people and their questions."""

from datetime import date, timedelta
from uuid import uuid4

import factory

from forums import models
from forums.flow import State
from forums.sessions.rounds import State as RoundState
from forums.voice.flow import State as FeedbackState
from tests.factories.base import LONG_AGO, Parent, RowFactory, by, moment, nth
from tests.factories.councils import CouncilFactory
from tests.factories.measures import ObservationFactory
from tests.factories.pledges import (
    OfStrategyFactory,
    PromiseFactory,
    PublishedFactory,
    ThemeFactory,
)


class ForumFactory(PublishedFactory):
    """A forum."""

    class Meta:
        model = models.Forum

    council = factory.SubFactory(CouncilFactory)
    key = factory.Sequence(lambda n: f"forum-{nth(n)}")
    name = factory.Sequence(lambda n: f"Forum {nth(n)}")
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
            public_wording=factory.Sequence(lambda n: f"Public wording {nth(n)}?"),
            worded_at=factory.LazyFunction(moment),
            worded_by=by(),
        )
        agreed = factory.Trait(
            worded=True,
            state=State.AGREED.value,
            agreed_at=factory.LazyFunction(moment),
            agreed_by=by(),
        )
        put = factory.Trait(agreed=True, state=State.PUT.value, put_at=factory.LazyFunction(moment))
        answered = factory.Trait(agreed=True, state=State.ANSWERED.value)
        told = factory.Trait(agreed=True, state=State.TOLD.value)
        withdrawn = factory.Trait(
            state=State.WITHDRAWN.value,
            ended_at=factory.LazyFunction(moment),
            ended_by=by(),
            end_reason="It is answered already.",
        )

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
    word = factory.Sequence(lambda n: f"jargon {nth(n)}")
    instead = "home"
    added_at = factory.LazyFunction(moment)
    added_by = by()


class PrivateWordsFactory(RowFactory):
    """A young person's own words."""

    class Meta:
        model = models.PrivateWords

    question = Parent(QuestionFactory)
    council = factory.SelfAttribute("question.council")
    text = factory.Sequence(lambda n: f"Private words {nth(n)}")


class AnswerLevelFactory(RowFactory):
    """A role that answers."""

    class Meta:
        model = models.AnswerLevel

    council = factory.SubFactory(CouncilFactory)
    position = factory.Sequence(lambda n: n + 1)
    role = "head of service"


class AnswerFactory(RowFactory):
    """An answer that is given; nobody has told it back yet."""

    class Meta:
        model = models.Answer

    class Params:
        told_back = factory.Trait(
            told_on=factory.LazyFunction(lambda: moment().date()),
            told_words="What you were told.",
            told_at=factory.LazyFunction(moment),
            told_by=by(),
        )
        judged = factory.Trait(
            told_back=True,
            verdict="yes",
            judged_at=factory.LazyFunction(moment),
            judged_by=by(),
        )

    question = Parent(QuestionFactory, answered=True)
    council = factory.SelfAttribute("question.council")
    turn = 1
    level = 1
    role = "Head of service"
    agency = models.Answer.Agency.CARE
    how = models.Answer.How.WRITING
    words = factory.Sequence(lambda n: f"Answer {nth(n)}.")
    since = factory.LazyFunction(lambda: moment().date())
    answered_at = factory.LazyFunction(moment)
    answered_by = by()


class QuestionLinkFactory(RowFactory):
    """A link that opens."""

    class Meta:
        model = models.QuestionLink

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    made_at = factory.LazyFunction(moment)
    made_by = by()
    ends_at = factory.LazyFunction(lambda: moment() + timedelta(days=14))


class ConcernFactory(RowFactory):
    """A concern that nobody has taken yet."""

    class Meta:
        model = models.Concern

    class Params:
        taken = factory.Trait(taken_at=factory.LazyFunction(moment), taken_by=by())
        closed = factory.Trait(
            taken=True,
            closed_at=factory.LazyFunction(moment),
            closed_by=by(),
            done="The social worker has seen them.",
        )
        from_question = factory.Trait(
            question=Parent("tests.factories.forums.QuestionFactory", like="forum")
        )

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    submission = factory.LazyFunction(uuid4)
    raised_at = factory.LazyFunction(moment)
    raised_by = by()


class ConcernWordsFactory(RowFactory):
    """What was written about somebody's safety."""

    class Meta:
        model = models.ConcernWords

    concern = Parent(ConcernFactory)
    council = factory.SelfAttribute("concern.council")
    text = factory.Sequence(lambda n: f"Words of concern {nth(n)}")


class ConcernToldFactory(RowFactory):
    """That the lead was told."""

    class Meta:
        model = models.ConcernTold

    class Params:
        somebody_else = factory.Trait(
            told_as="other", user=None, whom="The duty social worker", told_by=by()
        )
        passed_up = factory.Trait(told_as="passed_up", user=None, whom="Director")

    concern = Parent(ConcernFactory)
    council = factory.SelfAttribute("concern.council")
    told_as = "lead"
    user = by()
    told_at = factory.LazyFunction(moment)


class DeputyFactory(RowFactory):
    """Who stands in for the lead this year."""

    class Meta:
        model = models.Deputy

    council = factory.SubFactory(CouncilFactory)
    user = by()
    named_by = by()
    named_at = factory.LazyFunction(moment)
    starts_on = LONG_AGO
    ends_on = date(2027, 1, 5)


class SurveyFactory(OfStrategyFactory):
    """A survey."""

    class Meta:
        model = models.Survey

    key = factory.Sequence(lambda n: f"survey-{nth(n)}")
    title = factory.Sequence(lambda n: f"Survey {nth(n)}")


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
    key = factory.Sequence(lambda n: f"survey-group-{nth(n)}")
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
    key = factory.Sequence(lambda n: f"survey-finding-{nth(n)}")
    kind = models.SurveyFinding.Kind.MESSAGE
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Finding {nth(n)}.")


class SessionFactory(RowFactory):
    """A session that is being recorded."""

    class Meta:
        model = models.Session

    class Params:
        finished = factory.Trait(finished_at=factory.LazyFunction(moment), finished_by=by())
        corrected = factory.Trait(
            finished=True,
            came_at=factory.LazyFunction(moment),
            came_by=by(),
            came_reason="One was a worker.",
        )

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    held_on = LONG_AGO
    came = 8
    recorded_by = by()


class VerdictFactory(RowFactory):
    """What a session said of a promise."""

    class Meta:
        model = models.Verdict

    class Params:
        said = factory.Trait(kept=1, partly=2, not_kept=4, dont_know=1)
        heard = factory.Trait(had_heard=3, had_not_heard=5)

    session = Parent(SessionFactory)
    council = factory.SelfAttribute("session.council")
    promise = Parent(PromiseFactory, like="session")
    recorded_by = by()
    recorded_at = factory.LazyFunction(moment)


class VerdictPartFactory(RowFactory):
    """What those in one kind of home said of a provider's promise."""

    class Meta:
        model = models.VerdictPart

    verdict = Parent(VerdictFactory, said=True, promise__pledge_set__by_providers=True)
    council = factory.SelfAttribute("verdict.council")
    kind = "agency"
    not_kept = 2


class RoundFactory(RowFactory):
    """A round of the kiosk that is open."""

    class Meta:
        model = models.Round

    class Params:
        closed = factory.Trait(
            state=RoundState.CLOSED.value, ended_by=by(), ended_at=factory.LazyFunction(moment)
        )

    session = Parent(SessionFactory)
    council = factory.SelfAttribute("session.council")
    promise = Parent(PromiseFactory, like="session")
    opened_by = by()
    opened_at = factory.LazyFunction(moment)


class FeedbackFactory(RowFactory):
    """Something young people said, which nobody else has read yet."""

    class Meta:
        model = models.Feedback

    class Params:
        said = factory.Trait(
            state=FeedbackState.SAID.value, read_by=by(), read_at=factory.LazyFunction(moment)
        )
        done = factory.Trait(
            said=True,
            state=FeedbackState.DONE.value,
            outcome="did",
            done_words="There is a bus now.",
            done_by_role="Head of travel",
            done_on=LONG_AGO,
            answered_by=by(),
            answered_at=factory.LazyFunction(moment),
        )
        told = factory.Trait(done=True, state=FeedbackState.TOLD.value)
        withdrawn = factory.Trait(
            state=FeedbackState.WITHDRAWN.value, withdrawn_reason="It was said twice."
        )

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    source = "young_people"
    said_on = LONG_AGO
    words = factory.Sequence(lambda n: f"It is hard to get there {nth(n)}.")
    submission = factory.LazyFunction(uuid4)
    written_by = by()
    written_at = factory.LazyFunction(moment)


class ToldBackFactory(RowFactory):
    """What young people were told."""

    class Meta:
        model = models.ToldBack

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    told_on = LONG_AGO
    words = factory.Sequence(lambda n: f"This is what happened {nth(n)}.")
    submission = factory.LazyFunction(uuid4)
    told_by = by()
    recorded_at = factory.LazyFunction(moment)


class SurveyRunFactory(RowFactory):
    """A year of a survey."""

    class Meta:
        model = models.SurveyRun

    survey = Parent(SurveyFactory)
    council = factory.SelfAttribute("survey.council")
    year = 2026


class SurveyResultFactory(RowFactory):
    """What the answers to a question came to."""

    class Meta:
        model = models.SurveyResult

    run = Parent(SurveyRunFactory)
    council = factory.SelfAttribute("run.council")
    figure = factory.SubFactory(
        ObservationFactory, measure__council=factory.SelfAttribute("...council")
    )
    question = factory.Sequence(lambda n: f"Do you feel safe {nth(n)}?")
    recorded_by = by()
    recorded_at = factory.LazyFunction(moment)


class CelebrationFactory(RowFactory):
    """Something to celebrate, which nobody else has read yet."""

    class Meta:
        model = models.Celebration

    class Params:
        read = factory.Trait(read_by=by(), read_at=factory.LazyFunction(moment))

    forum = Parent(ForumFactory)
    council = factory.SelfAttribute("forum.council")
    words = factory.Sequence(lambda n: f"Somebody passed an exam {nth(n)}.")
    consent_on = LONG_AGO
    consent_words = "Asked at the session."
    show_until = date(2026, 12, 31)
    submission = factory.LazyFunction(uuid4)
    written_by = by()
    written_at = factory.LazyFunction(moment)
