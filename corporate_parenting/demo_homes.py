"""What young people said in the demo of providers' promises, by the kind of home; all invented."""

from datetime import date, timedelta

from councils import clock
from councils.models import Council, User
from forums.models import Forum
from forums.sessions import services
from forums.sessions.counting import Hands
from pledges.models import Provider
from pledges.providers.queries import sets_to_sign

#: Of the first promises: all hands, and those of each kind of home. Some do not say where they live.
COUNTED = (
    (
        Hands(11, 8, 6, 1, 20, 6),
        {
            Provider.Kind.IN_HOUSE: Hands(6, 2, 0),
            Provider.Kind.AGENCY: Hands(3, 4, 2, 1),
            Provider.Kind.RESIDENTIAL: Hands(1, 1, 4),
            Provider.Kind.SUPPORTED: Hands(1, 1, 0),
        },
    ),
    (
        Hands(15, 7, 2, 2, 18, 8),
        {
            Provider.Kind.IN_HOUSE: Hands(7, 1, 0),
            Provider.Kind.AGENCY: Hands(5, 3, 1, 1),
            Provider.Kind.RESIDENTIAL: Hands(3, 3, 0),
        },
    ),
)


def play(council: Council, *, worker: User, today: date) -> None:
    """A consultation in which hands went up home by home, where providers promise something."""
    pledge_set = sets_to_sign(council).first()
    forum = Forum.objects.of(council).order_by("from_age", "name").last()
    if pledge_set is None or forum is None:
        return
    day = today - timedelta(days=34)
    with clock.set_to(day):
        given = {"held_on": day, "kind": "consultation", "came": 27}
        about = "What homes promise (invented)"
        session = services.begin_session(by=worker, forum=forum, **given, about=about)
        promises = pledge_set.promises.order_by("position")
        for of, (hands, homes) in zip(promises, COUNTED, strict=False):
            own = {"by": worker, "session": session, "of": of}
            verdict = services.record_hands(**own, hands=hands)
            services.record_homes(**own, version=verdict.version, homes=homes)
        services.finish_session(by=worker, session=session)
