"""Concerns: raised once, read by whom they are for, told of once each, taken and closed."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Refused
from forums.answers.services import answer
from forums.concerns import FIRST_TAKE_IT, Told
from forums.models import Concern, ConcernTold, ConcernWords, Deputy, Question
from forums.queries import questions_followed
from forums.safety import services
from forums.safety.queries import concerns_read_by, waiting_concerns
from forums.safety.tasks import tell_of, tell_waiting
from forums.services import mark_read
from tests.factories.forums import DeputyFactory
from tests.support.mail import PATH, Faulty
from tests.support.people import person
from tests.support.world import Furnished, World

HOUR = timedelta(hours=1)
WORDS = "The word is marmalade."
ONE = UUID(int=1)


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council, with an address for its lead and its deputy, and nothing on anybody's list."""
    made = world.ours
    for row in Concern.objects.all():
        ConcernTold.objects.filter(concern=row).delete()
        ConcernWords.objects.filter(concern=row).delete()
        row.delete()
    for role in (Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY):
        User.objects.filter(pk=made.people[role].pk).update(email=f"{role}@example.org")
    made.rows.deputy.delete()  # by its number it could be taken for the council's
    made.rows.deputy = DeputyFactory(
        council=made.council, user=made.people[Role.SAFEGUARDING_DEPUTY]
    )
    made.rows.settings.passed_up_email = "director@example.org"
    made.rows.settings.save()
    return made


@pytest.fixture
def lead(ours: Furnished) -> User:
    return User.objects.get(pk=ours.people[Role.SAFEGUARDING_LEAD].pk)


@pytest.fixture
def deputy(ours: Furnished) -> User:
    return User.objects.get(pk=ours.people[Role.SAFEGUARDING_DEPUTY].pk)


@pytest.fixture
def skye(ours: Furnished) -> User:
    return ours.people[Role.FORUM_REPRESENTATIVE]


@pytest.fixture
def worker(ours: Furnished) -> User:
    return ours.people[Role.PARTICIPATION_WORKER]


def raised(ours: Furnished, by: User | None, **more: object) -> Concern:
    """A concern in some words."""
    data = {"words": WORDS, "submission": uuid4()} | more
    return services.raise_concern(by=by, forum=ours.rows.forum, **data)


def reads(user: User, ours: Furnished, concern: Concern) -> bool:
    """Whether it is on their list now, the person coming anew."""
    return concern.pk in {
        row.pk for row in concerns_read_by(User.objects.get(pk=user.pk), ours.council)
    }


def after(hours: float):
    """The clock, so many hours later."""
    return clock.set_to(clock.now() + hours * HOUR)


# Raising ------------------------------------------------------------------------------------------


def test_sent_twice_it_is_raised_once(ours, skye):
    first = raised(ours, skye, submission=ONE)
    assert raised(ours, skye, submission=ONE) == first
    assert Concern.objects.of(ours.council).count() == 1


def test_without_words_nothing_is_raised(ours, skye):
    with pytest.raises(ValidationError) as error:
        raised(ours, skye, words="  ")
    assert "text" in error.value.message_dict


def test_somebody_far_away_raises_one_without_signing_in(ours, lead):
    concern = raised(ours, None)
    assert concern.raised_by is None
    assert reads(lead, ours, concern)


def test_its_words_and_the_council_s_own_make_it_urgent(ours, skye):
    ours.rows.settings.urgent_words = "quarry"
    ours.rows.settings.save()
    assert not raised(ours, skye).priority
    assert raised(ours, skye, words="He hits me").priority
    assert raised(ours, skye, words="to the Quarry").priority


# Who reads ----------------------------------------------------------------------------------------


def test_the_deputy_reads_it_when_the_lead_has_not_taken_it_in_time(ours, skye, lead, deputy):
    concern = raised(ours, skye)
    assert reads(lead, ours, concern)
    assert not reads(deputy, ours, concern)
    with after(4):
        assert reads(deputy, ours, concern)


def test_a_deputy_who_took_it_before_any_round_told_them_keeps_it(ours, skye, deputy):
    concern = raised(ours, skye)
    with after(4):
        services.take_concern(by=deputy, concern=concern)
        assert not concern.told.filter(user=deputy).exists()
        assert reads(deputy, ours, concern)


def test_what_the_lead_has_taken_is_not_the_deputy_s(ours, skye, lead, deputy):
    concern = raised(ours, skye)
    services.take_concern(by=lead, concern=concern)
    with after(4):
        assert not reads(deputy, ours, concern)
        with pytest.raises(Refused, match=services.NOT_FOR_YOU):
            services.close_concern(by=deputy, concern=concern, version=2, done="Done.")


def test_while_the_lead_is_away_the_deputy_reads_it_at_once(ours, skye, deputy):
    ours.rows.deputy.lead_is_away = True
    ours.rows.deputy.save()
    assert reads(deputy, ours, raised(ours, skye))


def test_a_deputy_whose_time_is_over_keeps_what_they_were_told_of_and_no_more(ours, skye, deputy):
    ours.rows.deputy.lead_is_away, ours.rows.deputy.ends_on = True, clock.today()
    ours.rows.deputy.save()
    old = raised(ours, skye)
    with after(24):
        new = raised(ours, skye)
        assert reads(deputy, ours, old)
        assert not reads(deputy, ours, new)
    membership = deputy.memberships.get()
    membership.ends_on = clock.today()
    membership.save()
    with after(24):
        assert not reads(deputy, ours, old), "who lost the role reads nothing"


def test_whom_it_is_about_never_has_it(ours, skye, lead, deputy):
    """A lead whom it is about does not read it: the deputy does, at once."""
    concern = raised(ours, skye, about=lead)
    assert not reads(lead, ours, concern)
    assert reads(deputy, ours, concern)
    with pytest.raises(Refused, match=services.NOT_FOR_YOU):
        services.take_concern(by=lead, concern=concern)
    assert not ConcernTold.objects.filter(concern=concern, user=lead).exists()
    assert [to for each in mail.outbox for to in each.to] == [deputy.email]


@pytest.mark.parametrize("name", [role for role in Role if "safeguarding" not in role])
def test_nobody_else_has_it(ours, skye, name):
    concern = raised(ours, skye)
    with after(30):
        assert not reads(ours.people[name], ours, concern)


# Telling ------------------------------------------------------------------------------------------


def test_who_is_told_and_when(ours, skye, lead, deputy):
    """The lead at once, the deputy after four hours, the director after a day; each once."""
    concern = raised(ours, skye)
    assert mailed() == [lead.email]
    with after(4):
        tell_waiting()
        tell_waiting()
        assert mailed() == [lead.email, deputy.email]
    with after(24):
        tell_waiting()
        tell_of.enqueue(concern.pk)
    assert mailed() == [lead.email, deputy.email, "director@example.org"]
    told = ConcernTold.objects.filter(concern=concern)
    assert [row.told_as for row in told] == [Told.LEAD, Told.DEPUTY, Told.PASSED_UP]
    assert [(row.told_at - concern.raised_at) // HOUR for row in told] == [0, 4, 24]
    assert all(row.by_mail for row in told)


def mailed() -> list[str]:
    """To whom mails went, in order."""
    return [to for each in mail.outbox for to in each.to]


def test_no_mail_says_a_word_of_it(ours, skye):
    raised(ours, skye)
    with after(30):
        tell_waiting()
    assert len(mail.outbox) == 3
    for each in mail.outbox:
        whole = str(each.message()) + each.body + each.subject
        for word in ("marmalade", "concern", ours.rows.forum.name, skye.display_name):
            assert word not in whole


def test_what_is_taken_is_not_told_on(ours, skye, lead):
    services.take_concern(by=lead, concern=raised(ours, skye))
    with after(30):
        assert tell_waiting() == 0
    assert mailed() == [lead.email]


def test_somebody_without_an_address_is_told_on_their_list_only(ours, skye, lead):
    User.objects.filter(pk=lead.pk).update(email="")
    concern = raised(ours, skye)
    assert mailed() == []
    assert not ConcernTold.objects.get(concern=concern, user=lead).by_mail


def test_a_mail_that_cannot_be_sent_is_tried_again_and_keeps_nobody_else_back(
    ours, skye, lead, deputy, settings, monkeypatch
):
    settings.EMAIL_BACKEND = PATH

    def refuses(sent):
        if lead.email in sent.to:
            raise OSError("no")

    monkeypatch.setattr(Faulty, "before", staticmethod(refuses))
    concern = raised(ours, skye, words="he hits me")
    assert mailed() == [deputy.email]
    assert not ConcernTold.objects.filter(concern=concern, user=lead).exists()
    monkeypatch.undo()
    settings.EMAIL_BACKEND = PATH
    assert tell_waiting() == 1
    assert mailed() == [deputy.email, lead.email]


def test_one_that_is_gone_is_told_to_nobody(ours):
    assert tell_of.func(10**9) == 0
    assert not list(waiting_concerns().filter(council=ours.council))


# Taking, telling others, closing ------------------------------------------------------------------


def test_it_is_taken_once_and_by_one(ours, skye, lead, deputy):
    concern = raised(ours, skye, words="he hits me")
    taken = services.take_concern(by=lead, concern=concern)
    assert services.take_concern(by=lead, concern=concern).taken_at == taken.taken_at
    with pytest.raises(Refused, match="has it already"):
        services.take_concern(by=deputy, concern=concern)


def test_nobody_closes_or_tells_before_it_is_taken(ours, skye, lead):
    concern = raised(ours, skye)
    with pytest.raises(Refused, match=FIRST_TAKE_IT):
        services.close_concern(by=lead, concern=concern, version=1, done="Done.")
    with pytest.raises(Refused, match=FIRST_TAKE_IT):
        services.tell_somebody(by=lead, concern=concern, whom="The doctor", submission=ONE)


def test_whom_the_lead_told_is_put_down_once(ours, skye, lead):
    concern = services.take_concern(by=lead, concern=raised(ours, skye))
    for _ in range(2):
        services.tell_somebody(by=lead, concern=concern, whom=" The doctor ", submission=ONE)
    row = concern.told.get(told_as=Told.OTHER)
    assert (row.whom, row.told_by, row.told_at) == ("The doctor", lead, clock.now())
    with pytest.raises(ValidationError):
        services.tell_somebody(by=lead, concern=concern, whom="x" * 121, submission=uuid4())


def test_it_is_closed_with_what_was_done(ours, skye, lead):
    concern = services.take_concern(by=lead, concern=raised(ours, skye))
    with pytest.raises(ValidationError, match="Say what was done"):
        services.close_concern(by=lead, concern=concern, version=concern.version, done=" ")
    with pytest.raises(Conflict):
        services.close_concern(by=lead, concern=concern, version=1, done="Seen.")
    for _ in range(2):
        closed = services.close_concern(
            by=lead, concern=concern, version=concern.version, done="Seen."
        )
    assert (closed.done, closed.closed_by) == ("Seen.", lead)
    with pytest.raises(Refused, match="closed"):
        services.take_concern(by=lead, concern=concern)
    with pytest.raises(Refused, match="closed"):
        services.tell_somebody(by=lead, concern=concern, whom="The doctor", submission=ONE)


# From a question ----------------------------------------------------------------------------------


def test_a_question_that_is_handed_on_leaves_the_flow(ours, worker, lead):
    question = ours.rows.asked
    seen = questions_followed(worker, ours.council)
    assert question in seen
    concern = services.hand_on_question(by=worker, question=question, submission=ONE)
    assert question not in questions_followed(worker, ours.council)
    assert not Question.objects.filter(pk=question.pk).exists()
    assert Question.everything.get(pk=question.pk).concern == concern
    again = services.hand_on_question(by=worker, question=question, submission=uuid4())
    assert again == concern
    assert reads(lead, ours, concern)


def test_a_question_that_is_kept_from_a_worker_is_kept_from_them_as_a_concern(ours, worker):
    other = person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum)
    question = ours.rows.asked
    question.not_for = other
    question.save()
    concern = services.hand_on_question(by=worker, question=question, submission=ONE)
    assert concern.about == other


def test_its_own_words_count_for_how_urgent_it_is(ours, worker):
    words = ours.rows.asked.private_words
    words.text = "he hits me"
    words.save()
    assert services.hand_on_question(by=worker, question=ours.rows.asked, submission=ONE).priority


def test_what_everybody_reads_stays_where_it_is(ours, worker):
    with pytest.raises(Refused, match="in words for everybody already"):
        services.hand_on_question(by=worker, question=ours.rows.put, submission=ONE)


def test_a_worker_of_another_forum_hands_nothing_on(ours):
    stranger = ours.people["worker of another forum"]
    with pytest.raises(Refused, match="own words"):
        services.hand_on_question(by=stranger, question=ours.rows.asked, submission=ONE)


# Deputies -----------------------------------------------------------------------------------------


def named(ours: Furnished, lead: User, user: User, **more: object) -> Deputy:
    data = {"starts_on": date(2026, 12, 18), "ends_on": date(2027, 1, 4)} | more
    return services.name_deputy(by=lead, council=ours.council, user=user, **data)


def test_a_deputy_is_named_once_and_ended(ours, lead, deputy):
    first = named(ours, lead, deputy)
    assert named(ours, lead, deputy) == first
    longer = named(ours, lead, deputy, ends_on=date(2027, 1, 5), lead_is_away=True)
    assert (longer, longer.ends_on, longer.lead_is_away) == (first, date(2027, 1, 5), True)
    with clock.set_to(date(2026, 12, 20)):
        assert services.end_deputy(by=lead, deputy=first).ends_on == date(2026, 12, 19)
        assert services.end_deputy(by=lead, deputy=first).ends_on == date(2026, 12, 19)


def test_a_deputy_who_stood_in_reads_no_more_from_the_moment_it_is_ended(ours, skye, lead, deputy):
    """Not from midnight on."""
    ours.rows.deputy.delete()
    first = named(ours, lead, deputy, starts_on=date(2026, 12, 1), lead_is_away=True)
    told_of = raised(ours, skye)
    assert reads(deputy, ours, told_of)
    services.end_deputy(by=lead, deputy=first)
    assert not reads(deputy, ours, raised(ours, skye))


@pytest.mark.parametrize("starts_on", [date(2026, 12, 2), date(2026, 12, 18)])
def test_a_deputy_who_has_not_begun_before_today_is_ended_at_once(
    ours, skye, lead, deputy, starts_on
):
    ours.rows.deputy.delete()
    first = named(ours, lead, deputy, starts_on=starts_on, lead_is_away=True)
    services.end_deputy(by=lead, deputy=first)
    services.end_deputy(by=lead, deputy=first)
    gone = Deputy.history.filter(user=deputy, history_type="-", history_user=lead)
    assert (Deputy.objects.filter(user=deputy).exists(), gone.count()) == (False, 1)
    concern = raised(ours, skye)
    with clock.set_to(clock.moment(starts_on, time(12))):
        assert not reads(deputy, ours, concern)
    assert named(ours, lead, deputy, starts_on=starts_on).starts_on == starts_on


def test_a_question_that_is_kept_from_a_worker_is_kept_from_them_whoever_else_is_named(
    ours, worker
):
    other = person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum)
    question = ours.rows.asked
    question.not_for = other
    question.save()
    named_too = person(Role.PARTICIPATION_WORKER, ours.council, forum=ours.rows.forum)
    concern = services.hand_on_question(
        by=worker, question=question, submission=ONE, about=named_too
    )
    assert concern.about == other


def test_a_question_that_was_handed_on_meanwhile_is_refused(ours, worker):
    question = ours.rows.asked
    services.hand_on_question(by=worker, question=question, submission=ONE)
    with pytest.raises(Refused, match="not here any more"):
        mark_read(by=worker, question=question)
    with pytest.raises(Refused, match="not here any more"):
        answer(by=worker, question=question, version=1, role="", agency="", how="", words="")


def test_who_cannot_be_named(ours, lead, worker, deputy):
    with pytest.raises(Refused, match="role of a deputy"):
        named(ours, lead, worker)
    with pytest.raises(Refused, match="somebody else"):
        named(ours, lead, lead)
    with pytest.raises(Refused, match="over"):
        named(ours, lead, deputy, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 2))
    with pytest.raises(ValidationError):
        named(ours, lead, deputy, starts_on=date(2027, 2, 1), ends_on=date(2027, 1, 4))


def test_a_deputy_who_lost_the_role_reads_nothing(ours, skye, deputy):
    membership = deputy.memberships.get()
    membership.ends_on = date(2026, 11, 30)
    membership.save()
    concern = raised(ours, skye, words="he hits me")
    assert not reads(deputy, ours, concern)


def test_another_council_s_lead_is_not_told(ours, skye, world):
    stranger = world.theirs.people[Role.SAFEGUARDING_LEAD]
    User.objects.filter(pk=stranger.pk).update(email="theirs@example.org")
    concern = raised(ours, skye)
    assert "theirs@example.org" not in mailed()
    assert not reads(stranger, ours, concern)


def test_two_leads_are_both_told(ours, skye):
    second = person(Role.SAFEGUARDING_LEAD, ours.council)
    concern = raised(ours, skye)
    assert concern.told.filter(told_as=Told.LEAD).count() == 2
    assert reads(second, ours, concern)


def test_without_settings_the_usual_rules_hold(ours, skye, deputy):
    ours.rows.settings.delete()
    concern = raised(ours, skye)
    with after(4):
        assert reads(deputy, ours, concern)
