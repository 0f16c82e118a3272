"""What a signed-in person can do in a council: one card for each thing, the most urgent first."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from boards.follow_up.queries import workload
from boards.invitations.own.queries import meetings_asking
from boards.invitations.queries import why_closed
from boards.models import Edition, Meeting
from boards.oversight.owing.queries import overdue_number
from boards.oversight.owing.saying import overdue_words
from boards.packs.own.queries import meetings_to_read
from boards.papers.queries import oversees, waiting
from boards.record.owed.queries import due_of
from boards.record.owed.queries import waiting as minutes_waiting
from boards.register.forum_time.queries import lately
from boards.seats.queries import to_see_to
from boards.to_forum.queries import waiting_for
from corporate_parenting.asked_cards import asked_cards
from corporate_parenting.cards import Card
from corporate_parenting.forum_cards import question_cards, voice_cards
from councils import clock
from councils.models import Council, User
from forums.safety.queries import untaken
from measures.definitions.queries import reviews_waiting
from measures.period.queries import dues_asked, dues_told
from pledges.broken.queries import waiting as said_to_be_broken

#: Those who may one of these are told how much of it waits.
COUNTED = (
    *("boards.update_action", "boards.write_report", "boards.restrict_paper"),
    *("boards.keep_people", "pledges.report_broken", "pledges.turn_key"),
)


def for_you(user: User, council: Council) -> list[Card]:
    """The cards of a person in a council; none for somebody without a role here."""
    if not user.is_authenticated or not user.belongs_to(council):
        return []
    cards: list[Card] = []
    if user.has_perm("boards.reply_invitation", council):
        cards += _invitations(user, council)
    if user.has_perm("councils.publish_content", council):
        href = reverse("published_list", kwargs={"council": council.slug})
        cards.append(Card("What is published", href, "Decide what anyone may read."))
    numbers = _numbers(user, council)
    cards = _concerns(user, council, numbers) + cards
    if user.has_perm("boards.update_action", council):
        cards += _actions(council, numbers)
    cards += _broken(user, council, numbers)
    if user.has_perm("boards.plan_meeting", council):
        cards += _clerk(council) + _seats(council, numbers)
    cards += _at_meetings(user, council)
    cards += _minutes(user, council)
    cards += _papers_in_hand(user, council, numbers)
    if user.has_perm("measures.record_figures", council):
        cards += _officer(council, numbers)
    cards += asked_cards(user, council, numbers)
    cards += question_cards(user, council)
    cards += voice_cards(user, council)
    if user.has_perm("boards.read_members_edition", council):
        title = f"{council.words.member} papers"
        cards += _papers(user, council, Edition.Kind.MEMBERS, title)
    elif user.has_perm("boards.read_forum_edition", council):
        cards += _papers(user, council, Edition.Kind.FORUM, "Your papers")
    return cards


def _concerns(user: User, council: Council, numbers: dict[str, object]) -> list[Card]:
    """The restricted list, first of all; only the lead is told how much of it waits."""
    if not user.has_perm("forums.keep_concerns", council):
        return []
    href = reverse("forums:concern_list", kwargs={"council": council.slug})
    meta = f"{number} not taken yet" if (number := numbers.get("concerns_untaken")) else ""
    return [Card("Restricted list", href, "What came in about someone’s safety.", meta)]


def _invitations(user: User, council: Council) -> list[Card]:
    """One for each answer that is waited for; where none is, the way to change one."""
    href = reverse("boards:my_invitations", kwargs={"council": council.slug})
    meetings = list(meetings_asking(user, council))
    waiting = [meeting for meeting in meetings if meeting.waits and not why_closed(meeting)]
    if meetings and not waiting:
        return [Card("Your invitations", href, "Look at your answers, and change them.")]
    return [
        Card(
            f"You are invited: {meeting.held_on:%A %-d %B}",
            href,
            "Say whether you come." if meeting.for_me else "Say how many young people come.",
            meeting.body.name,
        )
        for meeting in waiting
    ]


def _numbers(user: User, council: Council) -> dict[str, object]:
    """How much of each thing waits for the person here; one query for all of them.

    `seats_of` and `held_at` alone are no numbers: the key of the first body with seats to see to, and
    that of the first meeting with files that are held back, or None; and what `dues_told` reads.
    """
    if not any(user.has_perm(each, council) for each in COUNTED):
        return {}
    asked = {**workload(user), **waiting(user), **said_to_be_broken()}
    asked |= waiting_for(user, clock.today())
    if user.has_perm("forums.name_deputy", council):
        asked |= untaken(user)
    if user.has_perm("boards.keep_people", council):
        asked |= to_see_to(clock.today())
    if user.has_perm("measures.record_figures", council):
        asked |= {**reviews_waiting(clock.today()), **dues_asked(user, clock.today())}
    return Council.objects.values(**asked).get(pk=council.pk)


def _actions(council: Council, numbers: dict[str, int]) -> list[Card]:
    """What meetings gave the person to do; no card where there is nothing."""
    to_do, overdue = numbers["actions"], numbers["actions_overdue"]
    if not to_do:
        return []
    href = reverse("boards:my_actions", kwargs={"council": council.slug})
    title = f"You have {to_do} action{'' if to_do == 1 else 's'}"
    late = f"{overdue} overdue" if overdue else "None overdue"
    return [Card(title, href, "Say how they go, or what was done.", late)]


#: Who does what with a broken promise: the permission, what the card says, and whether it is there
#: though nothing is open. The first that fits is the person's.
BROKEN = (
    ("pledges.turn_key", "Follow what was done, and turn your key when it is put right.", True),
    ("pledges.answer_breach", "Say what was done about it.", False),
    ("pledges.release_breach", "Read it, before everybody does; and follow who answers.", False),
    ("pledges.report_broken", "Follow what was said, and who has to answer.", False),
)


def _broken(user: User, council: Council, numbers: dict[str, object]) -> list[Card]:
    """What is said to be broken, for those who do something about it."""
    fits = [(text, always) for may, text, always in BROKEN if user.has_perm(may, council)]
    number = numbers.get("broken", 0)
    if not fits or not (number or fits[0][1]):
        return []
    unread = numbers.get("broken_unread", 0)
    meta = f"{number} open" if number else "None open"
    if unread and user.has_perm("pledges.release_breach", council):
        meta += f", {unread} to read"
    href = reverse("pledges:breach_list", kwargs={"council": council.slug})
    return [Card(f"Broken {council.words.promises}", href, fits[0][0], meta)]


def _clerk(council: Council) -> list[Card]:
    here = {"council": council.slug}
    meetings = reverse("boards:meeting_list", kwargs=here)
    owed = reverse("boards:duty_list", kwargs=here)
    late = overdue_words(overdue_number(council))
    return [
        Card("Meetings", meetings, "Plan the next meeting, see its dates, publish its papers."),
        Card("What is owed", owed, "What is due over the year, and what was done.", late),
    ]


def _seats(council: Council, numbers: dict[str, int]) -> list[Card]:
    """Where a seat is vacant or a co-option has lapsed: the people of the first such body."""
    vacant, lapsed = numbers.get("seats_vacant"), numbers.get("co_options_lapsed")
    said = [f"{vacant} vacant"] if vacant else []
    if lapsed:
        said.append(f"{lapsed} co-option{'' if lapsed == 1 else 's'} lapsed")
    if not said:
        return []
    here = {"council": council.slug, "key": numbers["seats_of"]}
    text = "Seat somebody; renew a co-option or say that it is over."
    return [
        Card("Seats to see to", reverse("boards:seat_list", kwargs=here), text, ", ".join(said))
    ]


def _at_meetings(user: User, council: Council) -> list[Card]:
    """Today's register for its clerk, and the one question for the forum after a meeting."""
    keeps = user.has_perm("boards.keep_register", council)
    judges = user.has_perm("boards.judge_forum_time", council)
    leads = user.has_perm("boards.lead_takeover", council)
    if not (keeps or judges or leads):
        return []
    meetings, cards = lately(user, council), []
    for meeting in meetings:
        here = {"council": council.slug, "pk": meeting.pk}
        when = f"{meeting.body.short_name}, {meeting.held_on:%-d %B %Y}"
        if keeps and meeting.held_on == clock.today():
            href = reverse("boards:register", kwargs=here)
            cards.append(Card("Today’s register", href, "Mark who is there.", when))
        if judges and meeting.asks:
            href = reverse("boards:forum_time", kwargs=here)
            cards.append(Card("Was your time cut short?", href, "One question to you.", when))
        if meeting.kind == Meeting.Kind.TAKEOVER and (keeps or meeting.hears_mine):
            cards += _takeover(user, meeting, here, when)
    return cards


def _takeover(user: User, meeting: Meeting, here: dict[str, object], when: str) -> list[Card]:
    """A meeting that young people take over: its dots until the papers are out, its screen today."""
    cards, today = [], clock.today()
    if meeting.held_on == today:
        href = reverse("boards:takeover", kwargs=here)
        cards.append(Card("Chair the meeting", href, "One screen, with the clock.", when))
    may_dot = meeting.hears_mine and user.has_perm("boards.place_dots", meeting)
    if may_dot and meeting.held_on >= today and not meeting.is_out:
        href = reverse("boards:takeover_dots", kwargs=here)
        cards.append(Card("What matters most?", href, "Put your dots on the agenda.", when))
    return cards


def _minutes(user: User, council: Council) -> list[Card]:
    """Minutes to send round, for the clerk; minutes to confirm, for the chair."""
    writes = user.has_perm("boards.keep_minutes", council)
    confirms = user.has_perm("boards.confirm_minutes", council)
    if not (writes or confirms):
        return []
    waiting, cards = minutes_waiting(user, council), []
    if writes and waiting.to_write:
        due = due_of(waiting.to_write[0])
        meta = f"Due by {due.due_on:%-d %B %Y}" if due else ""
        cards.append(_about("Minutes to send round", "minutes_detail", waiting.to_write, meta))
    if confirms and waiting.to_confirm:
        cards.append(_about("Minutes to confirm", "minutes_confirm", waiting.to_confirm))
    return cards


def _about(title: str, page: str, meetings: Sequence[Meeting], meta: str = "") -> Card:
    """A card that leads to the first of some meetings, and says how many more there are."""
    first, more = meetings[0], len(meetings) - 1
    href = reverse(f"boards:{page}", kwargs={"council": first.council.slug, "pk": first.pk})
    said = ", ".join(filter(None, (meta, f"and {more} more" if more else "")))
    return Card(title, href, f"{first.body.short_name}, {first.held_on:%-d %B %Y}", said)


def _papers_in_hand(user: User, council: Council, numbers: dict[str, int]) -> list[Card]:
    """Reports to write, clear and restrict, for those who do that."""
    writes = user.has_perm("boards.write_report", council)
    restricts = user.has_perm("boards.restrict_paper", council)
    if not (writes or restricts):
        return []
    cards = []
    if writes:
        href = reverse("boards:report_list", kwargs={"council": council.slug})
        to_write = f"{numbers['to_write']} to write" if numbers["to_write"] else ""
        to_clear = f"{numbers['to_clear']} to clear" if numbers["to_clear"] else ""
        if oversees(user, council):
            meta = ", ".join(filter(None, (to_clear, to_write)))
            cards.append(Card("Reports", href, "Clear what is handed in.", meta))
            cards += _files_held(council, numbers)
        else:
            cards.append(Card("Your reports", href, "Write them and hand them in.", to_write))
    if restricts:
        href = reverse("boards:restriction_list", kwargs={"council": council.slug})
        meta = f"{numbers['to_review']} to be looked at again" if numbers["to_review"] else ""
        cards.append(Card("Restricted papers", href, "Say which are not for everybody.", meta))
    return cards


def _files_held(council: Council, numbers: dict[str, int]) -> list[Card]:
    """Files that wait for a second person: at the first meeting that has some."""
    if not numbers["to_check"]:
        return []
    here = {"council": council.slug, "pk": numbers["held_at"]}
    text = "Look at what was found; clear it, or have it mended."
    meta = f"{numbers['to_check']} held back"
    return [Card("Files to look at", reverse("boards:meeting_reports", kwargs=here), text, meta)]


def _officer(council: Council, numbers: dict) -> list[Card]:
    """Figures to record, with how many are owed; those on record; and what measures mean."""
    period = reverse("admin:measures_period_list", kwargs={"council": council.slug})
    meta = _owed_words(dues_told(numbers, clock.today()))
    waiting = numbers["reviews"]
    href = reverse("measures:definition_list", kwargs={"council": council.slug})
    return [
        Card("Record figures", period, "All of a period on one screen, or by spreadsheet.", meta),
        Card(
            "Figures on record",
            reverse("admin:measures_observation_changelist"),
            "Correct, complete and sign off.",
        ),
        Card(
            f"What the {council.words.measures} mean",
            href,
            "Say what counts, who answers for it and when it is looked at again.",
            f"{waiting} to be looked at again" if waiting else "",
        ),
    ]


def _owed_words(dues: Sequence[date]) -> str:
    """How many figures are due and how many of them overdue: “12 due, 3 overdue”."""
    if not dues:
        return "None due"
    late = sum(due < clock.today() for due in dues)
    parts = [
        f"{len(dues) - late} due" if len(dues) > late else "",
        f"{late} overdue" if late else "",
    ]
    return ", ".join(filter(None, parts))


def _papers(user: User, council: Council, kind: str, title: str) -> list[Card]:
    """The latest papers that are this person's own."""
    meeting = meetings_to_read(user, council, kind).first()
    if meeting is None:
        return []
    href = reverse("boards:papers", kwargs={"council": council.slug, "pk": meeting.pk})
    theme = meeting.theme.name if meeting.theme else meeting.get_kind_display()
    return [Card(title, href, theme, f"{meeting.body.short_name}, {meeting.held_on:%-d %B %Y}")]
