"""What is over its time is deleted with all that hangs on it, a day after its last day and not before."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from boards.models import Opened, PrivateNote, ReadMark, Tap, UnclearPlace
from corporate_parenting.retention import KINDS, destroy, due_of, purge, purge_all
from councils import clock
from councils.models import Council, CouncilSettings, Purge, User
from councils.roles import Role
from forums.models import (
    Celebration,
    Concern,
    Feedback,
    PrivateWords,
    Question,
    QuestionLink,
    ToldBack,
)
from forums.safety.queries import question_to_hand_on
from tests.factories import boards, councils, forums
from tests.journeys.visiting import Visitor
from tests.support.people import person

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 2)
WORDS = "puffin in a box of words"
LAST, OVER = date(2025, 12, 2), date(2025, 12, 1)  # a year before the day, and the day before that


@pytest.fixture(autouse=True)
def morning():
    """Six in the morning of Wednesday 2 December 2026."""
    with clock.set_to(clock.moment(DAY, time(6))):
        yield


@pytest.fixture
def council() -> Council:
    """A council that has chosen no periods of its own, but keeps everything for a year."""
    made = councils.CouncilFactory()
    longer = dict.fromkeys(CouncilSettings.KEPT_FOR, 12)
    councils.CouncilSettingsFactory(council=made, **longer)
    return made


def at(day: date) -> datetime:
    """A minute into that day."""
    return clock.moment(day, time(0, 1))


def a_question(council: Council, day: date) -> None:
    question = forums.QuestionFactory(council=council, asked_at=at(day))
    forums.PrivateWordsFactory(question=question, text=WORDS)


def a_concern(council: Council, day: date) -> None:
    """One from a question, with words of its own, and somebody told."""
    question = forums.QuestionFactory(council=council, asked_at=at(day))
    forums.PrivateWordsFactory(question=question, text=WORDS)
    concern = forums.ConcernFactory(
        forum=question.forum,
        question=question,
        raised_at=at(day),
        closed=True,
        closed_at=at(day),
        done=WORDS,
    )
    forums.ConcernWordsFactory(concern=concern, text=WORDS)
    forums.ConcernToldFactory(concern=concern, somebody_else=True, whom=WORDS)


def a_note(council: Council, day: date) -> None:
    boards.PrivateNoteFactory(council=council, words=WORDS, written_at=at(day))


def an_opening(council: Council, day: date) -> None:
    boards.OpenedFactory(council=council, opened_at=at(day))


def a_mark(council: Council, day: date) -> None:
    boards.ReadMarkFactory(council=council, marked_at=at(day))


def a_link(council: Council, day: date) -> None:
    made_at = at(day) - timedelta(days=14)
    forums.QuestionLinkFactory(council=council, made_at=made_at, ends_at=at(day))


def a_feedback(council: Council, day: date) -> None:
    """Told back twice, the last time on the day; its history has more of it."""
    said_on = day - timedelta(days=99)
    row = forums.FeedbackFactory(
        council=council, told=True, words=WORDS, done_words=WORDS, said_on=said_on
    )
    for told_on in (day - timedelta(days=9), day):
        forums.ToldBackFactory(forum=row.forum, feedback=row, told_on=told_on, words=WORDS)


def a_celebration(council: Council, day: date) -> None:
    told = {"words": WORDS, "consent_words": WORDS}
    consent_on = day - timedelta(days=90)
    forums.CelebrationFactory(council=council, show_until=day, consent_on=consent_on, **told)


def a_tap(council: Council, day: date) -> None:
    meeting = boards.MeetingFactory(council=council, held_on=day)
    boards.TapFactory(unclear=boards.UnclearPlaceFactory(meeting=meeting))


MADE: dict[str, tuple[Callable[[Council, date], None], type]] = {
    "private_words": (a_question, PrivateWords),
    "concerns": (a_concern, Concern),
    "notes": (a_note, PrivateNote),
    "opened": (an_opening, Opened),
    "read_marks": (a_mark, ReadMark),
    "links": (a_link, QuestionLink),
    "feedback": (a_feedback, Feedback),
    "celebrations": (a_celebration, Celebration),
    "unclear": (a_tap, Tap),
}


def test_each_kind_has_its_rows_here():
    assert [kind.key for kind in KINDS] == list(MADE)
    assert {kind.field for kind in KINDS} | {"keep_sign_ins"} == set(CouncilSettings.KEPT_FOR)


@pytest.mark.parametrize("key", MADE)
def test_it_is_kept_to_its_last_day_and_gone_on_the_next(key: str, council: Council):
    make, model = MADE[key]
    make(council, LAST)
    make(council, OVER)
    assert model.objects.count() == 2
    assert {row.key: row.number for row in due_of(council)}[key] == 1
    assert model.objects.count() == 2, "counting deletes nothing"
    (report,) = purge(council)
    assert (report.kind, report.number, report.kept_months) == (key, 1, 12)
    assert model.objects.count() == 1
    assert list(purge(council)) == []
    assert Purge.objects.count() == 1


def test_what_is_purged_is_nowhere(council: Council):
    """No column of any table, and no file, holds a word of it."""
    for make, _ in MADE.values():
        make(council, OVER)
    assert tables_with(WORDS)
    assert len(list(purge(council))) == len(MADE)
    assert tables_with(WORDS) == []
    assert not any(WORDS.encode() in content for content in files())


def test_a_concern_takes_its_question_with_it_and_an_open_one_stays(council: Council):
    a_concern(council, OVER)
    handed = Question.everything.get()
    question = forums.QuestionFactory(forum=handed.forum, theme=handed.theme, asked_at=at(OVER))
    forums.PrivateWordsFactory(question=question)
    still_open = forums.ConcernFactory(
        forum=question.forum, question=question, raised_at=at(OVER), taken=True
    )
    list(purge(council))
    assert list(Concern.objects.all()) == [still_open]
    assert list(Question.everything.all()) == [question]
    assert question.private_words.text, "what the lead still needs stays with the concern"
    assert question_to_hand_on(council, handed.pk) is None


def test_a_question_lives_on_without_its_words(council: Council):
    """Its page says so, and the question and its public wording stay."""
    a_question(council, OVER)
    question = Question.objects.get()
    list(purge(council))
    worker = person(Role.PARTICIPATION_WORKER, council, forum=question.forum)
    page = Visitor(worker).open(f"/{council.slug}/forums/questions/{question.pk}/words/")
    page.sees("These words were deleted")


def test_what_somebody_said_stays_while_it_waits(council: Council):
    """However long; withdrawn, it counts from the day it was said."""
    for state in ("said", "done", "withdrawn"):
        forums.FeedbackFactory(council=council, words=WORDS, said_on=OVER, **{state: True})
    forums.FeedbackFactory(council=council, words=WORDS, said_on=LAST, withdrawn=True)
    (report,) = purge(council)
    assert (report.kind, report.number) == ("feedback", 1)
    assert [row.state for row in Feedback.objects.all()] == ["said", "done", "withdrawn"]
    assert not Feedback.history.filter(state="withdrawn", said_on=OVER).exists()


def test_what_was_told_of_a_promise_alone_stays(council: Council):
    """Nothing was said before it: it is the council's own word, and the promise's thread."""
    forums.ToldBackFactory(council=council, told_on=OVER)
    a_feedback(council, OVER)
    list(purge(council))
    assert ToldBack.objects.get().feedback is None


def test_a_celebration_taken_down_goes_from_that_day(council: Council):
    """Though it might have been shown for longer."""
    own = {"council": council, "show_until": DAY, "words": WORDS}
    forums.CelebrationFactory(**own, taken_down_at=at(OVER))
    kept = forums.CelebrationFactory(**own, taken_down_at=at(LAST))
    list(purge(council))
    assert list(Celebration.objects.all()) == [kept]


def test_with_the_taps_goes_their_paragraph(council: Council):
    """Or it would say that nobody tapped it."""
    a_tap(council, OVER)
    list(purge(council))
    assert not UnclearPlace.objects.exists()


def test_each_council_has_its_own_periods(council: Council):
    other = councils.CouncilFactory()
    councils.CouncilSettingsFactory(council=other, keep_notes=24)
    without = councils.CouncilFactory()
    for each in (council, other, without):
        a_note(each, OVER)
    purge_all()
    assert [note.council for note in PrivateNote.objects.all()] == [other]
    assert set(Purge.objects.values_list("council", flat=True)) == {council.pk, without.pk}


# Signing in ---------------------------------------------------------------------------------------


def signed_in(*in_councils: Council, day: date) -> User:
    """Somebody of these councils who signed in last on that day."""
    user = councils.UserFactory(last_login=at(day))
    for each in in_councils:
        councils.MembershipFactory(user=user, council=each)
    return user


def test_when_somebody_signed_in_is_forgotten(council: Council):
    kept, gone = signed_in(council, day=LAST), signed_in(council, day=OVER)
    assert due_of(council)[-1].number == 1
    (report,) = purge(council)
    assert (report.kind, report.number) == ("sign_ins", 1)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert kept.last_login
    assert gone.last_login is None
    assert list(purge(council)) == []


def test_a_council_that_keeps_it_longer_decides(council: Council):
    other = councils.CouncilFactory()
    councils.CouncilSettingsFactory(council=other, keep_sign_ins=24)
    user = signed_in(council, other, day=OVER)
    purge_all()
    user.refresh_from_db()
    assert user.last_login
    CouncilSettings.objects.filter(council=council).delete()
    short = councils.CouncilFactory()
    councils.CouncilSettingsFactory(council=short, keep_sign_ins=1)
    user = signed_in(council, short, day=date(2026, 6, 1))
    purge_all()
    user.refresh_from_db()
    assert user.last_login, "a council that says nothing keeps it a year"


def test_sessions_and_tasks_of_no_council_go_too():
    now = clock.now()
    for key, year in (("old", 2000), ("new", 2100)):
        ends = clock.moment(date(year, 1, 1))
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    for days in (29, 31):
        DBTaskResult.objects.create(
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=now - timedelta(days=days),
            args_kwargs={"args": [], "kwargs": {}},
            task_path="boards.reminders.tasks.remind",
            worker_ids=[],
            backend_name="default",
            run_after=now,
        )
    purge_all()
    assert [row.session_key for row in Session.objects.all()] == ["new"]
    assert DBTaskResult.objects.count() == 1


# How it is run, and what is said of it ------------------------------------------------------------


def command(name: str, *args: str) -> str:
    said = StringIO()
    call_command(name, *args, stdout=said)
    return said.getvalue()


def test_a_dry_run_says_what_and_deletes_nothing(council: Council):
    a_note(council, OVER)
    line = f"{council.slug}: Private notes on papers: 1, kept for 1 year\n"
    assert command("purge", "--dry-run") == f"{line}Nothing was deleted.\n"
    assert PrivateNote.objects.exists()
    assert command("purge") == line
    assert command("purge") == ""


def test_how_many_concerns_there_were_is_said_to_nobody(council: Council):
    """Not by the command, not in the record, not on the administrator's page."""
    for _ in range(3):
        a_concern(council, OVER)
    page = Visitor(person(Role.COUNCIL_ADMINISTRATOR, council))
    page.open(f"/{council.slug}/retention/").sees("Safety concerns 1 year closed some")
    line = f"{council.slug}: Safety concerns: some, kept for 1 year\n"
    assert command("purge", "--dry-run").startswith(line)
    assert command("purge") == line
    assert Purge.objects.get().number == 1
    assert not Concern.objects.exists()
    page.open(page.address).sees("Safety concerns 1 year closed none")
    page.sees("Safety concerns 2 December 2026 some 1 year")


def test_the_daily_round_does_it_and_says_nothing_of_it(council: Council):
    a_note(council, OVER)
    assert "note" not in command("daily_round")
    assert not PrivateNote.objects.exists()


def test_the_administrator_sees_what_goes_and_what_went(council: Council):
    administrator = Visitor(person(Role.COUNCIL_ADMINISTRATOR, council))
    page = administrator.open(f"/{council.slug}/retention/").sees("Nothing yet.")
    page.does_not_see("The next round deletes")
    a_note(council, OVER)
    page.open(page.address).sees("Private notes on papers 1 year last changed 1")
    page.sees("The next round deletes")
    purge_all()
    page.open(page.address).sees("Private notes on papers 2 December 2026 1 1 year")
    page.does_not_see(WORDS, "The next round deletes")


def test_what_another_room_needs_is_not_deleted_by_the_way(council: Council):
    """A question that is on an agenda is refused whole, and nothing of it is lost."""
    put = boards.PutQuestionFactory(council=council)
    with pytest.raises(ProtectedError):
        destroy(Question.everything.filter(pk=put.question_id))
    assert Question.everything.filter(pk=put.question_id).exists()


@pytest.mark.parametrize("field", CouncilSettings.KEPT_FOR)
def test_no_council_keeps_anything_for_too_short_a_time(field: str, council: Council):
    usual, fewest = CouncilSettings.KEPT_FOR[field]
    settings = CouncilSettings.objects.get(council=council)
    assert CouncilSettings._meta.get_field(field).default == usual
    setattr(settings, field, fewest)
    settings.full_clean()
    setattr(settings, field, fewest - 1)
    with pytest.raises(Exception, match="still needed"):
        settings.full_clean()


def tables_with(words: str) -> list[str]:
    """The tables in any column of which the words stand."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT 1 FROM "{table}" AS t WHERE t::text LIKE %s LIMIT 1',  # noqa: S608
                [f"%{words}%"],
            )
            if cursor.fetchone():
                found.append(table)
    return sorted(found)


def files(folder: str = "") -> list[bytes]:
    """What is in every file that was ever stored."""
    if not default_storage.exists(folder or "."):
        return []
    folders, names = default_storage.listdir(folder)
    found = [default_storage.open(f"{folder}{name}").read() for name in names]
    return found + [one for each in folders for one in files(f"{folder}{each}/")]
