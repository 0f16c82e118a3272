"""What young people did not get: counts for each paragraph, and whether this reader said so."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.crypto import salted_hmac

from boards.models import BodyForum, Edition, EditionItem, Meeting, Tap, UnclearPlace
from boards.packs.anchors import paragraph
from boards.packs.plain_text import text_and_words
from councils.models import Council, User
from forums.models import Forum
from forums.queries import forums_of

MAY = "forums.keep_words"
SALT = "boards.unclear"


def mark_of(user: User, meeting_id: int, place: str) -> str:
    """What stands for a person at one paragraph, and for nobody anywhere else.

    Made with the secret of the service, so that the database alone tells nothing of who it was.
    """
    return salted_hmac(SALT, f"{user.pk}:{meeting_id}:{place}", algorithm="sha256").hexdigest()


def forum_of(user: User, meeting: Meeting) -> Forum | None:
    """The forum for whose list this person says what is not clear in a meeting's papers."""
    if not user.has_perm(MAY, meeting.council):
        return None
    heard = BodyForum.objects.filter(body=meeting.body_id)
    link = heard.filter(forum__in=forums_of(user, meeting.council)).select_related("forum")
    found = link.order_by("forum_id").first()
    return found.forum if found else None


def tapped(user: User, meeting: Meeting, forum: Forum, places: Iterable[str]) -> set[str]:
    """At which of the places this person has said “I don’t get this”: one query."""
    marks = {mark_of(user, meeting.pk, place): place for place in places}
    rows = Tap.objects.filter(unclear__meeting=meeting, unclear__forum=forum, who__in=marks)
    return {marks[who] for who in rows.values_list("who", flat=True)}


def unclear_of(user: User, council: Council) -> QuerySet[UnclearPlace]:
    """The paragraphs that the person's forums did not get, with `.number` of taps, most first."""
    rows = UnclearPlace.objects.of(council).filter(forum__in=forums_of(user, council))
    rows = rows.select_related("forum", "word", "meeting__body").annotate(number=Count("taps"))
    return rows.order_by("-number", "-pk")


@dataclass(frozen=True, slots=True)
class Said:
    """What a paragraph says, and where: the item's number and title; empty where it is gone."""

    text: str = ""
    item: str = ""
    title: str = ""


def what_it_says(row: UnclearPlace) -> Said:
    """The words of the paragraph in the newest forum papers of its meeting: two queries."""
    number = row.place.partition(".")[0]
    newest = Edition.objects.filter(meeting=row.meeting_id, kind=Edition.Kind.FORUM)
    edition = newest.order_by("-number").values("pk")[:1]
    item = EditionItem.objects.filter(edition__in=edition, number=number).first()
    if item is None:
        return Said()
    text, _ = text_and_words(paragraph(item.html, row.place))
    return Said(text.removeprefix(row.place).strip(), item.number, item.title)
