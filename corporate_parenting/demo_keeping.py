"""Whether promises are kept, in the demo: ratings, what is said to be broken, and who has signed.

Played through the services, as those who have that role would have done it. Everything said here is
invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from uuid import UUID

from councils import clock
from councils.models import Council, User
from councils.queries import calendar_of
from councils.writing import store
from pledges.accountability import Whose
from pledges.broken.services import answer, release, report_broken, turn_key
from pledges.keeping.services import rate
from pledges.models import Breach, PledgeSet, Promise, SetVersion, Signature, Statement
from pledges.providers.queries import words_now
from pledges.providers.services import add_provider, sign
from pledges.signing import digest
from pledges.status import Kept

AGES = timedelta(days=200)
LATELY = timedelta(days=45)
RATINGS = (
    (
        Kept.KEPT,
        "We looked at 40 plans in September. In 38 of them this was done and written down.",
    ),
    (Kept.PARTLY, "It is done in most homes. In two of the five teams nobody could show us."),
    (Kept.NOT_KEPT, "We asked 25 young people in July. 17 said that this did not happen for them."),
)
#: How many promises of each three are rated, and which one is rated again.
RATED = 2
AGAIN = (
    Kept.PARTLY,
    "All five teams have a named person for it since October. We count again in March.",
    "Two teams that could not show it before now do.",
)


@dataclass(frozen=True)
class Story:
    """What is said to be broken, of which promise, and what was done about it."""

    key: str
    words: str
    done: str
    council_says: str = ""
    young_people_say: str = ""


#: Of each council, one that is in progress and one that both keys have closed.
STORIES = {
    "buckinghamshire": (
        Story(
            "school",
            "Three of us missed maths for meetings about us. Nobody asked the school first.",
            "Nobody sets a meeting in lesson time any more without asking the school and you.",
        ),
        Story(
            "listen",
            "We told people at two meetings what we would like to change. Nobody told us what "
            "came of it.",
            "Whoever leads a meeting now writes back to you within a week.",
            "I have read the letters of this term. Each meeting has one.",
            "We asked each other. All of us had a letter.",
        ),
    ),
    "bromley": (
        Story(
            "guiding-social-worker",
            "For some of us the social worker only talks to us when our carer is there.",
            "Each social worker now asks first where the two of you can talk alone.",
        ),
        Story(
            "guiding-involve",
            "Our review meetings were in school time again. Nobody asked us.",
            "Since September you choose the time. Most meetings begin after 3.30pm.",
            "I have seen the list for this term. Young people chose the time.",
            "We asked at three meetings. It is true now.",
        ),
    ),
}
PROVIDERS = (
    ("Bromley Fostering (invented)", "in_house", "signed"),
    ("Oak and Alder Fostering (invented)", "agency", "signed"),
    ("Northfield Care (invented)", "residential", "outdated"),
    ("First Keys Supported Living (invented)", "supported", "outdated"),
    ("Little Harbour Fostering (invented)", "agency", "not signed"),
)
SIGNED_AS = "Registered manager"


def play(council: Council, cast: Mapping[str, User], *, today: date) -> None:
    """Play what became of the promises of a council, where its demo has more to look at."""
    if council.slug not in STORIES:
        return
    own = _own(council)
    _rate(own, by=cast["promise-owner"], today=today)
    named = {of.key: of for of in own}
    in_progress, closed = STORIES[council.slug]
    _closed(named[closed.key], closed, cast, today=today)
    _in_progress(named[in_progress.key], in_progress, cast, today=today)
    _providers(council, by=cast["clerk"], today=today)


def _own(council: Council) -> list[Promise | Statement]:
    """What the council itself promises today; Bromley does so in its principles."""
    promises = Promise.objects.of(council).select_related("pledge_set", "council")
    promises = promises.in_force().filter(pledge_set__promisor="council")
    said = Statement.objects.of(council).filter(is_to_young_people=True).select_related("council")
    return list(promises.order_by("position")) or list(said.order_by("position"))


def _about(of: Promise | Statement) -> dict[str, object]:
    return {of._meta.model_name: of}


def _once(of: Promise | Statement, number: int) -> UUID:
    """The same each time the history is played."""
    return UUID(int=of.council_id * 10**9 + of.pk * 100 + number)


def _rate(own: list[Promise | Statement], *, by: User, today: date) -> None:
    rated = [of for place, of in enumerate(own) if place % 3 < RATED]
    with clock.set_to(today - AGES):
        for of, (said, evidence) in zip(rated, cycle(RATINGS)):
            given = {"answer": said, "evidence": evidence, "submission": _once(of, 1)}
            rate(by=by, **_about(of), **given)
    with clock.set_to(today - LATELY):
        said, evidence, reason = AGAIN
        given = {"answer": said, "evidence": evidence, "reason": reason}
        rate(by=by, **_about(rated[1]), **given, submission=_once(rated[1], 2))


def _said(of: Promise | Statement, words: str, cast: Mapping[str, User], day: date) -> Breach:
    """A representative says it, and a worker reads it the day after."""
    with clock.set_to(day):
        breach = report_broken(
            by=cast["representative"], words=words, submission=_once(of, 3), **_about(of)
        )
    with clock.set_to(day + timedelta(days=1)):
        return release(by=cast["worker"], breach=breach, words=words, version=breach.version)


def _closed(
    of: Promise | Statement, story: Story, cast: Mapping[str, User], *, today: date
) -> None:
    """One that was answered at once and closed by both."""
    day = today - timedelta(days=120)
    breach = _said(of, story.words, cast, day)
    with clock.set_to(day + timedelta(days=4)):
        given = {"words": story.done, "submission": _once(of, 4)}
        answer(by=cast["promise-owner"], breach=breach, **given)
    for who, whose, sentence, days in (
        ("chair", Whose.COUNCIL, story.council_says, 20),
        ("forum-chair", Whose.YOUNG_PEOPLE, story.young_people_say, 31),
    ):
        with clock.set_to(day + timedelta(days=days)):
            turn_key(by=cast[who], breach=breach, whose=whose, words=sentence)


def _in_progress(
    of: Promise | Statement, story: Story, cast: Mapping[str, User], *, today: date
) -> None:
    """One that nobody answered in time, and that the head of service has answered since."""
    calendar = calendar_of(of.council)
    breach = _said(of, story.words, cast, calendar.add_working_days(today, -9))
    with clock.set_to(calendar.previous_working_day(today)):
        given = {"words": story.done, "submission": _once(of, 4)}
        answer(by=cast["promise-owner"], breach=breach, **given)


def _providers(council: Council, *, by: User, today: date) -> None:
    """Where providers promise something: the register, who has signed, and who signed older words."""
    pledge_set = PledgeSet.objects.of(council).filter(promisor="provider", has_text=True).first()
    if pledge_set is None:
        return
    start = today - timedelta(days=700)
    for number, (name, kind, stands) in enumerate(PROVIDERS):
        with clock.set_to(start):
            provider = add_provider(by=by, council=council, name=name, kind=kind, starts_on=start)
        if stands == "not signed":
            continue
        signed_on = today - timedelta(days=300 + number)
        if stands == "signed":
            with clock.set_to(signed_on):
                given = {"pledge_set": pledge_set, "signed_on": signed_on}
                sign(by=by, provider=provider, signed_as=SIGNED_AS, **given)
        else:
            store(
                Signature(
                    council=council,
                    provider=provider,
                    version=_older(pledge_set, start),
                    signed_on=start + timedelta(days=number),
                    signed_as=SIGNED_AS,
                    recorded_at=clock.moment(start + timedelta(days=number)),
                    recorded_by=by,
                )
            )


def _older(pledge_set: PledgeSet, day: date) -> SetVersion:
    """The words before the last promise was added: signed on paper, before this was on record."""
    words = words_now(pledge_set).rsplit("\n", 1)[0]
    found = pledge_set.versions.filter(sha256=digest(words)).first()
    last = pledge_set.versions.order_by("-number").first()
    return found or store(
        SetVersion(
            council=pledge_set.council,
            pledge_set=pledge_set,
            number=(last.number if last else 0) + 1,
            words=words,
            sha256=digest(words),
            dated_on=day,
        )
    )
