"""Work that a worker left when it died is taken up again, by `manage.py daily_round`."""

from datetime import timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from councils import clock

#: No task of ours runs so long; one that seems to has lost its worker.
RUNNING_FOR = timedelta(minutes=30)
#: A task that so many workers did not survive is not given to another one.
MOST_WORKERS = 3
LOST = "It was running when its worker ended, {times} times; it is not tried again."


class Lost(Exception):
    """A task whose worker ended each time it ran."""


@transaction.atomic
def put_back(*, running_for: timedelta = RUNNING_FOR) -> int:
    """Give tasks whose worker has died back to the workers; how many.

    Every task of ours may run twice, so that one which is running after all does no harm.
    """
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    lost = list(running.filter(started_at__lt=clock.now() - running_for))
    for each in lost:
        if len(each.worker_ids) < MOST_WORKERS:
            each.status, each.started_at = TaskResultStatus.READY, None
            each.save(update_fields=["status", "started_at"])
        else:
            each.set_failed(Lost(LOST.format(times=len(each.worker_ids))))
    return sum(each.status == TaskResultStatus.READY for each in lost)
