"""How a round of reminders is begun."""

from datetime import date

from django_tasks_db.models import DBTaskResult

from boards.reminders.tasks import remind


def start_reminders(*, day: date) -> bool:
    """Have the worker send the letters of a day that are not out yet; whether this was news to it.

    Any number of rounds may be started, and run at once: each person gets one letter a day.
    """
    round_ = {"task_path": remind.module_path, "args_kwargs__args": [day.isoformat()]}
    if DBTaskResult.objects.ready().filter(**round_).exists():
        return False
    remind.enqueue(day.isoformat())
    return True
