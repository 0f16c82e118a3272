"""The demo's clerks write new promises, say what becomes of the old ones, and keep their plans.

Every word of theirs is invented, and says so where it is shown.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from councils import clock
from councils.models import Council, User
from pledges.lineage.queries import dispositions, old_promises
from pledges.lineage.rules import Kind
from pledges.lineage.services import add_promise, answer, draft_set, record_hearing
from pledges.models import NewSet, Plan, PledgeSet, Promise
from pledges.plans.queries import plan_items, seen_of
from pledges.plans.services import add_item, publish_plan, report_progress
from pledges.plans.standing import Progress

SAID = " (invented for the demo)"


@dataclass(frozen=True, slots=True)
class Written:
    """A new set: what it is called, what it stands for, and each promise with what it serves."""

    title: str
    audience: str
    replaces: tuple[str, ...]
    promises: tuple[tuple[str, str, tuple[str, ...]], ...]
    announced: str = ""


NEW = {
    "bcp": Written(
        "Our Pledge to you" + SAID,
        "children in care and care experienced young people",
        ("bournemouth", "dorset-county", "poole"),
        (
            ("find you a home where you are safe and can stay", "", ("stability",)),
            ("tell you at least two weeks before anything changes", "every time", ("heard",)),
            ("ask you what you think, and tell you what came of it", "every month", ("voice",)),
            ("help you see the people who matter to you", "every month", ("stability",)),
            ("see that you get a health check", "every year", ("health",)),
            ("help you get on at school, college or work", "", ("aspiration",)),
            ("teach you what you need to live on your own", "", ("adulthood",)),
            ("tell you what you can get, and how to get it", "every year", ("services",)),
        ),
        announced="children-in-care",
    ),
    "buckinghamshire": Written(
        "Our Pledge from 2027" + SAID,
        "children in care and care leavers",
        ("our-pledge",),
        (
            ("find you a safe home", "", ("stability",)),
            ("see your school with you", "every term", ("aspiration",)),
            ("tell you what came of what you said", "every month", ("heard",)),
        ),
    ),
}
#: By the first of the seven principles an old promise serves: the place of the new one, from 1.
GOES_ON_IN = {
    "stability": 1,
    "voice": 3,
    "heard": 3,
    "health": 5,
    "aspiration": 6,
    "adulthood": 7,
    "services": 8,
}
#: In Buckinghamshire each is answered for by itself.
PLEDGE = {"safe-home": 1, "school": 2, "listen": 3}
DROPPED = {
    "dorset-working-2": "Nobody can tell from outside whether this is kept.",
    "dorset-word-2": "It tells us what to promise, and promises nothing.",
    "healthy": "The health check has a law of its own.",
}
HEARD = "They could live with it, if somebody tells them each year how it went."

#: What is to be done, by whom, with whom, by when, and how it goes: the last word last.
ITEMS = (
    (
        *("Train more foster families near to where children live", "Head of Fostering"),
        *("a fostering charity", "November 2027"),
        (
            ("on_track", "Twelve families asked to know more."),
            ("at_risk", "Two of the twelve went on. More evenings are planned."),
        ),
    ),
    (
        *("Give every care leaver a named adviser", "Head of Leaving Care", "", "Summer 2026"),
        (("late", "Three advisers are still to be found."),),
    ),
    (
        *("A health check for everybody new in care within a month", "Designated Nurse"),
        *("an NHS trust", "2027"),
        (("done", "The last three months were all in time."),),
    ),
    ("A second-hand laptop for everybody in college", "Head of Education", "", "Autumn 2027", ()),
)


def play(council: Council, *, clerk: User, worker: User, publisher: User, today: date) -> None:
    """A draft with most answers given, and the council's first plan with how it goes."""
    if written := NEW.get(council.slug):
        with clock.set_to(today - timedelta(days=40)):
            new_set = _draft(council, written, clerk)
        with clock.set_to(today - timedelta(days=30)):
            _answer(new_set, clerk)
        with clock.set_to(today - timedelta(days=12)):
            _hear(new_set, worker)
    if plan := Plan.objects.of(council).first():
        _keep(plan, clerk, publisher, today)


def _draft(council: Council, written: Written, clerk: User) -> NewSet:
    sets = PledgeSet.objects.of(council)
    new_set = draft_set(
        by=clerk,
        council=council,
        title=written.title,
        stem="We will",
        audience=written.audience,
        replaces=sets.filter(key__in=written.replaces),
        words_of=sets.filter(key=written.announced).first(),
    )
    for text, how_often, serves in written.promises:
        said = {"text": text, "how_often": how_often, "serves": list(serves)}
        add_promise(by=clerk, new_set=new_set, **said)
    return new_set


def _answer(new_set: NewSet, clerk: User) -> None:
    """Answers for those that plainly go on in one, or in none; the others wait."""
    new = list(new_set.pledge_set.promises.order_by("position"))
    for old in old_promises(new_set):
        promise = old.promise
        if reason := DROPPED.get(promise.key):
            said = {"kind": Kind.DROPPED, "reason": reason + SAID}
        elif place := _place(promise):
            kind = Kind.CHANGED if promise.key == "school" else Kind.MERGED
            reason = "It says what we do, and how often" + SAID if kind is Kind.CHANGED else ""
            said = {"kind": kind, "reason": reason, "successors": [new[place - 1]]}
        else:
            continue
        answer(by=clerk, new_set=new_set, promise=promise, **said)


def _place(promise: Promise) -> int:
    if promise.key in PLEDGE:
        return PLEDGE[promise.key]
    if promise.council.slug != "bcp":
        return 0
    return GOES_ON_IN.get(next(iter(promise.serves), ""), 0)


def _hear(new_set: NewSet, worker: User) -> None:
    """The first of those that are to be dropped was taken to young people, where there are two."""
    dropped = [row for row in dispositions(new_set).values() if row.is_dropped]
    if len(dropped) > 1:
        said = {"forum": "Unite", "heard_on": clock.today(), "said": HEARD + SAID}
        first = min(dropped, key=lambda row: row.pk)
        record_hearing(by=worker, new_set=new_set, dispositions=[first], **said)


def _keep(plan: Plan, clerk: User, publisher: User, today: date) -> None:
    """What is to be done, and how it goes; published in the middle of it."""
    with clock.set_to(today - timedelta(days=200)):
        items = []
        for what, role, partner, due, _ in ITEMS:
            said = {"what": what + SAID, "owner_role": role, "partner": partner, "due": due}
            promises = Promise.objects.filter(pledge_set__strategy=plan.strategy_id)
            said["promises"] = promises.order_by("pledge_set", "position")[:1]
            items.append(add_item(by=clerk, plan=plan, **said))
    for ago, turn in ((120, 0), (25, 1)):
        with clock.set_to(today - timedelta(days=ago)):
            for item, (*_, reports) in zip(items, ITEMS, strict=True):
                if turn < len(reports):
                    status, words = reports[turn]
                    last = item.progress.order_by("pk").last()
                    seen = last.pk if last else None
                    said = {"status": Progress(status), "words": words + SAID, "seen": seen}
                    report_progress(by=clerk, item=item, **said)
            if not turn:
                shown = plan_items(plan.items.all(), today=clock.today())
                publish_plan(by=publisher, plan=plan, seen=seen_of(shown))
