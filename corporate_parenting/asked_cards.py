"""The cards of a home page about what bodies ask young people: to answer, to read, to agree to."""

from collections.abc import Iterator, Mapping

from django.urls import reverse

from corporate_parenting.cards import Card
from councils.models import Council, User

#: The permission, the number it goes by, the page, and what the card says.
CARDS = (
    (
        *("forums.ask_question", "asked_in", "forums:forum_detail"),
        *("You are asked something", "Say yes, partly, no, or that you think about it."),
    ),
    (
        *("forums.read_private_words", "asked_read_in", "forums:forum_detail"),
        *("Read an answer", "The forum answers. Does it show who somebody is?"),
    ),
    (
        *("boards.challenge_forum", "asked_agree_at", "boards:to_forum_list"),
        *("What we ask young people", "Agree to the words before they read them."),
    ),
)


def asked_cards(user: User, council: Council, numbers: Mapping[str, object]) -> Iterator[Card]:
    """Each card that is this person's."""
    for may, number, page, title, text in CARDS:
        if (key := numbers.get(number)) and user.has_perm(may, council):
            yield Card(title, reverse(page, kwargs={"council": council.slug, "key": key}), text)
