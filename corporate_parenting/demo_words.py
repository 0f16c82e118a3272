"""The words young people of the demo do not want, and what they did not get in their last papers.

Invented, as all of the demo is. One word went on the list because of a paragraph nobody got.
"""

from collections.abc import Mapping
from datetime import timedelta

from boards.models import BodyForum, Edition, EditionItem, Meeting, UnclearPlace
from boards.packs.anchors import paragraph, paragraphs
from boards.packs.unclear.services import set_aside, settle_with_word, tap
from councils import clock
from councils.models import Council, User
from forums.dictionary.services import add_word

#: Not this, but this, and why.
WORDS = (
    ("placement", "home", "We live there. It is not a place to put things."),
    ("contact", "time with your family", ""),
    ("LAC", "children in care", "It sounds like we lack something."),
    ("respite", "a weekend with somebody else", ""),
)
FROM_PAPERS = {"word": "provisional", "instead": "not final yet"}
SET_ASIDE = "We talked about it when we met, and now it is clear."
#: A paragraph with so many letters, its markup among them, says something.
LETTERS = 220
#: One stays on the list, one leads to a word, one is set aside.
FEWEST = 3


def play(council: Council, users: Mapping[str, User]) -> None:
    """Fill the list of the first forum that a body hears, and leave taps in its last papers."""
    link = BodyForum.objects.of(council).select_related("forum__council").order_by("pk").first()
    papers = Edition.objects.of(council).filter(kind=Edition.Kind.FORUM, meeting__body=link.body_id)
    edition = papers.order_by("-published_at").first()
    if edition is None:
        return
    with clock.set_to(edition.published_at + timedelta(days=1)):
        for word, instead, why in WORDS:
            add_word(
                by=users["representative"], forum=link.forum, word=word, instead=instead, why=why
            )
        _tap(edition, users)


def _tap(edition: Edition, users: Mapping[str, User]) -> None:
    """Both people of the forum at one paragraph, one of them at two more, which are settled."""
    places = [
        (item, place)
        for item in edition.items.exclude(number="0")
        for place in paragraphs(item.html)
        if len(paragraph(item.html, place)) > LETTERS
    ]
    if len(places) < FEWEST:
        return
    both, word, aside = places[0], places[len(places) // 2], places[-1]
    young, worker = users["representative"], users["worker"]
    _say(edition.meeting, *both, young, worker)
    settle_with_word(by=worker, unclear=_say(edition.meeting, *word, young), **FROM_PAPERS)
    set_aside(by=worker, unclear=_say(edition.meeting, *aside, worker), reason=SET_ASIDE)


def _say(meeting: Meeting, item: EditionItem, place: str, *people: User) -> UnclearPlace:
    for person in people:
        said = tap(by=person, meeting=meeting, item=item, place=place)
    return said.unclear
