"""The daily round: reminders begun, and tasks taken up that a dead worker left."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from boards.reminders.tasks import remind
from corporate_parenting.daily_round import MOST_WORKERS
from councils import clock
from councils.roles import Role
from tests.factories import boards, councils

DAY = date(2026, 12, 2)
NOW = clock.moment(DAY, time(8))
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def morning(db):  # noqa: ARG001
    """Wednesday 2 December 2026, 8 in the morning."""
    with clock.set_to(NOW):
        yield


def daily_round(**options: object) -> str:
    """Run it; what it says."""
    said = StringIO()
    call_command("daily_round", stdout=said, **options)
    return said.getvalue()


def task(*, status: str = TaskResultStatus.RUNNING, minutes: int = 31, workers: int = 1):
    """A task that a worker began so many minutes ago."""
    return DBTaskResult.objects.create(
        status=status,
        started_at=NOW - timedelta(minutes=minutes),
        args_kwargs={"args": ["2026-12-01"], "kwargs": {}},
        task_path=remind.module_path,
        worker_ids=[f"worker-{number}" for number in range(workers)],
        backend_name="default",
        run_after=datetime(9999, 1, 1, tzinfo=UTC),
    )


def work() -> None:
    """What a worker does with all that is ready, without its loop, which closes connections."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="worker of the test",
        excluded_queue_names=[],
    )
    for each in DBTaskResult.objects.ready():
        each.claim(worker.worker_id)
        worker.run_task(each)


def status(each: DBTaskResult) -> str:
    """Where a task is now."""
    each.refresh_from_db()
    return each.status


def test_it_begins_the_reminders_of_the_day_once_however_often_it_runs(settings) -> None:
    """A task of the day that still waits is enough; the worker runs it."""
    settings.TASKS = DATABASE
    owner = councils.PersonFactory(signs_in=True)
    owner.user.email = "member@example.org"
    owner.user.save()
    councils.MembershipFactory(user=owner.user, council=owner.council, role=Role.BOARD_MEMBER)
    boards.ActionFactory(owner=owner, item__council=owner.council, due_on=DAY)
    assert daily_round() == "Reminders of Wednesday 2 December 2026 are with the worker.\n"
    assert "wait for the worker already" in daily_round()
    assert DBTaskResult.objects.count() == 1
    work()
    assert [message.to for message in mail.outbox] == [["member@example.org"]]
    assert "are with the worker" in daily_round()
    work()
    assert len(mail.outbox) == 1


def test_a_task_whose_worker_died_is_put_back_and_run(settings) -> None:
    """Those that run a shorter time, and those that have ended, are left alone."""
    settings.TASKS = DATABASE
    lost, alive = task(), task(minutes=29)
    ended = task(status=TaskResultStatus.FAILED)
    assert daily_round().startswith("1 task put back.\n")
    assert [status(each) for each in (lost, alive, ended)] == ["READY", "RUNNING", "FAILED"]
    work()
    assert status(lost) == "SUCCESSFUL"
    assert len(lost.worker_ids) == 2


def test_how_long_a_task_may_run_can_be_said() -> None:
    """In minutes."""
    lost = [task(minutes=6), task(minutes=7)]
    assert daily_round(running_for=5).startswith("2 tasks put back.\n")
    assert {status(each) for each in lost} == {"READY"}


def test_a_task_that_ends_each_worker_is_given_up_and_says_so() -> None:
    """It would end the next one too."""
    fatal = task(workers=MOST_WORKERS)
    assert "put back" not in daily_round()
    assert status(fatal) == "FAILED"
    assert "It was running when its worker ended, 3 times" in fatal.traceback
