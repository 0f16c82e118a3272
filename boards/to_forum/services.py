"""How a body asks young people something, and how each forum answers in its own time."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Body, ForumAnswer, ForumChallenge
from boards.to_forum.flow import (
    WROTE_ANSWER,
    WROTE_QUESTION,
    Says,
    State,
    why_not,
    why_not_say,
)
from boards.to_forum.queries import forums_heard, latest, reads_answers
from councils import clock
from councils.giveaways import surely_given_away
from councils.models import User
from councils.writing import Conflict, Refused, lock, store
from forums.models import Forum
from forums.queries import may_ask_in
from forums.voice.flow import Party, why_not_second
from forums.wording import why_not_keep

NO_FORUM = "Choose at least one forum."
NOT_HEARD = "This is not a forum that is heard here."
NOT_ANY_MORE = "is not heard here any more. Take this back, and ask anew those that are."
NO_WORDS = "Write what you ask."
HAS_BEEN = "Choose a day that is still to come."
SAY_WHY = "Say why it is taken back. Young people read it."
NOT_YOURS = "This is for the young people of that forum, and those who work with them."
NOT_TO_READ = "A second person reads this first: a worker of the forum, or the safeguarding lead."


def _kept(found: Sequence[str], *, keeps: bool, kept_reason: str) -> str:
    """Why something stays that was found in the words; empty where nothing was.

    Raises:
        ValidationError: something was found and is not kept knowingly.
    """
    if refused := why_not_keep(found, keeps=keeps, reason=kept_reason):
        raise ValidationError({"kept_reason" if keeps else "words": refused})
    return kept_reason.strip() if found else ""


# The body asks ------------------------------------------------------------------------------------


@transaction.atomic
def ask_forums(
    *,
    by: User,
    body: Body,
    forums: Iterable[Forum],
    submission: UUID,
    words: str,
    found: Sequence[str] = (),
    keeps: bool = False,
    kept_reason: str = "",
    **more: object,
) -> ForumChallenge:
    """Write down what a body asks some of its forums; sent twice, it is written once.

    `more`: the meeting and the promise it is about, and the day an answer would help. `found` is what
    the detector of names and places says of the words, a sentence each.

    Raises:
        ValidationError: names the field that is wrong.
    """
    lock(body)  # two clicks at once wait for each other
    asked = ForumChallenge.objects.filter(submission=submission, written_by=by).first()
    if asked:
        return asked
    challenge = ForumChallenge(council=body.council, body=body, submission=submission)
    _put(challenge, by, words, more)
    challenge.kept_reason = _kept(found, keeps=keeps, kept_reason=kept_reason)
    forums = list(forums)
    if not forums:
        raise ValidationError({"forums": NO_FORUM})
    if {each.pk for each in forums} - set(forums_heard(body).values_list("pk", flat=True)):
        raise ValidationError({"forums": NOT_HEARD})
    store(challenge)
    for forum in forums:
        store(ForumAnswer(council=body.council, challenge=challenge, forum=forum))
    return challenge


def _put(challenge: ForumChallenge, by: User, words: str, more: dict[str, object]) -> None:
    """Write the words and what they are about; whoever does so is their writer."""
    wished_on = more.get("wished_on")
    if wished_on and wished_on != challenge.wished_on and wished_on <= clock.today():
        raise ValidationError({"wished_on": HAS_BEEN})
    challenge.words = words.strip()
    if not challenge.words:
        raise ValidationError({"words": NO_WORDS})
    for name in ("meeting", "promise", "wished_on"):
        setattr(challenge, name, more.get(name))
    challenge.written_at, challenge.written_by = clock.now(), by


def states_of(challenge: ForumChallenge) -> list[State]:
    """Where it is with each of its forums."""
    rows = latest(challenge.answers.select_related("challenge"))
    return [each.state for each in rows.order_by("forum_id")]


def why_not_now(challenge: ForumChallenge, to: State) -> str:
    """Why with none of its forums it can go there, in one sentence; empty where with one it can."""
    refused = [why_not(state, to) for state in states_of(challenge)]
    return "" if "" in refused else refused[0]


def _locked(challenge: ForumChallenge, to: State) -> ForumChallenge:
    challenge = lock(challenge)
    if refused := why_not_now(challenge, to):
        raise Refused(refused)
    return challenge


@transaction.atomic
def reword(
    *,
    by: User,
    challenge: ForumChallenge,
    version: int,
    words: str,
    found: Sequence[str] = (),
    keeps: bool = False,
    kept_reason: str = "",
    **more: object,
) -> ForumChallenge:
    """Put it otherwise before a second person has agreed; whoever does so is its writer.

    Raises:
        Conflict: somebody else changed it meanwhile.
        Refused: a second person has agreed, or it is taken back.
        ValidationError: names the field that is wrong.
    """
    challenge = _locked(challenge, State.WRITTEN)
    given = {"words": words.strip(), **more}
    if all(getattr(challenge, name) == value for name, value in given.items()):
        return challenge
    if challenge.version != version:
        raise Conflict(challenge)
    _put(challenge, by, words, more)
    challenge.kept_reason = _kept(found, keeps=keeps, kept_reason=kept_reason)
    return store(challenge)


def why_not_agree(challenge: ForumChallenge, by: User) -> str:
    """Why this person cannot be the second of the two; empty where they can."""
    people = Party(challenge.written_by_id, by.pk)
    return (
        why_not_now(challenge, State.ASKED)
        or _not_heard_any_more(challenge)
        or why_not_second(people, sentence=WROTE_QUESTION)
    )


def _not_heard_any_more(challenge: ForumChallenge) -> str:
    """Which of its forums the body has stopped hearing since it was written; empty for none."""
    heard = forums_heard(challenge.body).values("pk")
    gone = challenge.answers.exclude(forum__in=heard).order_by("forum__name")
    name = gone.values_list("forum__name", flat=True).first()
    return f"{name} {NOT_ANY_MORE}" if name else ""


@transaction.atomic
def agree(*, by: User, challenge: ForumChallenge, version: int) -> ForumChallenge:
    """Agree, as the second person, to the words: the forums read them from now on. Twice is once.

    Raises:
        Conflict: the words were changed since the person read them.
        Refused: it is the writer, it is not waiting for that, or a forum is not heard any more.
    """
    challenge = lock(challenge)
    if challenge.agreed_by_id == by.pk:
        return challenge
    if challenge.version != version:
        raise Conflict(challenge)
    if refused := why_not_agree(challenge, by):
        raise Refused(refused)
    challenge.agreed_at, challenge.agreed_by = clock.now(), by
    return store(challenge)


@transaction.atomic
def withdraw(*, by: User, challenge: ForumChallenge, reason: str) -> ForumChallenge:
    """Take it back where no forum has answered; what one has answered stays. Twice is once.

    Raises:
        Refused: each of its forums has answered.
        ValidationError: there is no reason, or it gives somebody away.
    """
    challenge = lock(challenge)
    if challenge.withdrawn_by_id == by.pk:
        return challenge
    challenge = _locked(challenge, State.WITHDRAWN)
    if not reason.strip():
        raise ValidationError({"reason": SAY_WHY})
    if given := surely_given_away(reason):
        raise ValidationError({"reason": given})
    challenge.withdrawn_reason = reason.strip()
    challenge.withdrawn_at, challenge.withdrawn_by = clock.now(), by
    return store(challenge)


# The forum answers --------------------------------------------------------------------------------


def latest_of(challenge: ForumChallenge, forum: Forum) -> ForumAnswer:
    """The row that counts of one forum."""
    rows = challenge.answers.filter(forum=forum).select_related("forum__council", "challenge")
    return rows.latest("turn")


def why_not_answer(answer: ForumAnswer, by: User) -> str:
    """Why this person cannot answer now, in words; empty where they can."""
    if not may_ask_in(by, answer.forum):
        return NOT_YOURS
    return why_not(answer.state, State.ANSWERED)


@transaction.atomic
def answer(
    *,
    by: User,
    challenge: ForumChallenge,
    forum: Forum,
    version: int,
    says: str,
    words: str = "",
    found: Sequence[str] = (),
    keeps: bool = False,
    kept_reason: str = "",
) -> ForumAnswer:
    """Write down what a forum says: yes, partly, no with a reason, or that it thinks about it.

    It can be put otherwise until a second person has read it; after that, saying something else is
    another answer. Sending the same form twice is one.

    Raises:
        Conflict: somebody else of the forum answered meanwhile.
        Refused: the person is not of the forum, or it is taken back.
        ValidationError: names the field that is wrong.
    """
    challenge = lock(challenge)
    last = latest_of(challenge, forum)
    given = {"says": Says(says).value, "words": words.strip()}
    same = all(getattr(last, name) == value for name, value in given.items())
    if same and last.written_by_id == by.pk:
        return last
    if refused := why_not_answer(last, by):
        raise Refused(refused)
    if last.version != version:
        raise Conflict(last)
    if refused := why_not_say(Says(says), words):
        raise ValidationError({"words": refused})
    row = _another(last) if last.state is State.TOLD else last
    row.says, row.words = given["says"], given["words"]
    row.kept_reason = _kept(found, keeps=keeps, kept_reason=kept_reason)
    row.written_at, row.written_by = clock.now(), by
    return store(row)


def _another(last: ForumAnswer) -> ForumAnswer:
    """The next answer of a forum; its version goes on, so that an old page is known by it."""
    own = {"challenge": last.challenge, "forum": last.forum}
    return ForumAnswer(council=last.council, turn=last.turn + 1, version=last.version + 1, **own)


def why_not_read(answer: ForumAnswer, by: User) -> str:
    """Why this person cannot be the second who reads the answer; empty where they can."""
    if not reads_answers(by, answer.forum):
        return NOT_TO_READ
    if refused := why_not(answer.state, State.TOLD):
        return refused
    return why_not_second(Party(answer.written_by_id, by.pk), sentence=WROTE_ANSWER)


@transaction.atomic
def read_answer(*, by: User, challenge: ForumChallenge, forum: Forum, version: int) -> ForumAnswer:
    """Let the body and everybody read what a forum says, as the second person. Twice is once.

    Raises:
        Conflict: the answer was put otherwise since the person read it.
        Refused: it is the writer, or somebody else's forum.
    """
    challenge = lock(challenge)
    last = latest_of(challenge, forum)
    if last.agreed_by_id == by.pk:
        return last
    if last.version != version:
        raise Conflict(last)
    if refused := why_not_read(last, by):
        raise Refused(refused)
    last.agreed_at, last.agreed_by = clock.now(), by
    return store(last)
