"""The cards of a home page about the forums: questions in every state, sessions, what was said."""

from django.urls import reverse

from corporate_parenting.cards import Card
from councils import clock
from councils.models import Council, User
from councils.working_days import Calendar
from forums.answers.queries import at_work
from forums.flow import TO_ANSWER, State
from forums.models import Forum
from forums.queries import sees_all
from forums.work import Open, Task, work

#: What waits with questions: the title of its card, the page of the first one, and what to do.
QUESTIONS = {
    Task.READ: ("Read a question", "forums:question_words", "A young person waits to be read."),
    Task.WORD: (
        "Put a question into words",
        "forums:question_words",
        "Write what everybody may read.",
    ),
    Task.AGREE: (
        *("Agree to a wording", "forums:question_words"),
        "Somebody else wrote them: can anybody tell who asks?",
    ),
    Task.TELL: ("Tell an answer back", "forums:question_tell", "Bring the answer to the forum."),
    Task.JUDGE: ("Is that an answer?", "forums:question_judge", "Say yes, partly or no."),
}


def question_cards(user: User, council: Council) -> list[Card]:
    """What young people ask: for the forum’s people, and for those who write answers down."""
    follows = user.has_perm("forums.follow_question", council)
    answers = user.has_perm("forums.answer_question", council)
    if not (follows or answers):
        return []
    forums, found, calendar = at_work(user, council)
    cards = _forum(user, council, forums, found) if follows else []
    return cards + (_to_answer(user, council, found, calendar) if answers else [])


def _forum(user: User, council: Council, forums: list[Forum], asked: list[Open]) -> list[Card]:
    """Asking, what the person is to do with the forum's questions, and all of them."""
    here = {"council": council.slug}
    everything = sees_all(user, council)
    mine = {each.pk for each in forums if each.mine}
    cards = []
    if user.has_perm("forums.ask_question", council):
        for forum in (each for each in forums if each.mine):
            href = reverse("forums:question_ask", kwargs={**here, "key": forum.key})
            cards.append(Card("Ask a question", href, f"For {forum.name}."))
    found = [each for each in asked if everything or each.forum in mine]
    cards += _with_questions(user, council, found)
    waiting = sum(each.state == State.ASKED for each in found)
    href = reverse("forums:question_list", kwargs=here)
    text = "What has been asked, and what became of it."
    return [*cards, Card("Questions", href, text, f"{waiting} not read yet")]


def _with_questions(user: User, council: Council, found: list[Open]) -> list[Card]:
    """One card for each thing to do with questions; it leads to the one that waits longest."""
    reads = user.has_perm("forums.read_private_words", council)
    mine = {
        *((Task.READ, Task.WORD, Task.AGREE, Task.TELL) if reads else ()),
        *((Task.JUDGE,) if user.has_perm("forums.judge_answer", council) else ()),
    }
    to_do = work(found, by=user.pk, calendar=Calendar(), today=clock.today())
    return [
        Card(
            title,
            reverse(page, kwargs={"council": council.slug, "pk": to_do[task].questions[0]}),
            text,
            to_do[task].meta,
        )
        for task, (title, page, text) in QUESTIONS.items()
        if task in mine and task in to_do
    ]


def _to_answer(user: User, council: Council, found: list[Open], calendar: Calendar) -> list[Card]:
    """Questions that wait for an answer, for those who write answers down."""
    if not any(each.state in TO_ANSWER for each in found):
        return []
    to_do = work(found, by=user.pk, calendar=calendar, today=clock.today())
    href = reverse("forums:answer_list", kwargs={"council": council.slug})
    text = "Every question gets an answer within 10 working days."
    return [Card("Answer the forum’s questions", href, text, to_do[Task.ANSWER].meta)]


def voice_cards(user: User, council: Council) -> list[Card]:
    """The forum's sessions, for its workers; what people said, for those who see to it."""
    here, cards = {"council": council.slug}, []
    if user.has_perm("forums.keep_session", council):
        href = reverse("forums:session_list", kwargs=here)
        text = "Say how many came, and what they say of each promise."
        cards.append(Card("Sessions", href, text))
    if user.has_perm("forums.read_feedback", council):
        href = reverse("forums:feedback_list", kwargs=here)
        cards.append(Card("What was said", href, "See what waits for an answer, longest first."))
    return cards
