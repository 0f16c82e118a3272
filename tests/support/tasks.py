"""Background work in tests: done at once, but for the press, which a test starts itself.

Hundreds of tests publish a pack and look at something else; a PDF takes a third of a second.
"""

from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult

BY_HAND = {"print_file"}


class TestBackend(ImmediateBackend):
    """Runs each task where it is enqueued; those done by hand are left for the test."""

    __test__ = False  # nothing for pytest to collect

    def enqueue(self, task: Task, args: object, kwargs: object) -> TaskResult:
        """Run a task, or leave it."""
        if task.name in BY_HAND:
            return DummyBackend.enqueue(self, task, args, kwargs)
        return super().enqueue(task, args, kwargs)

    @property
    def results(self) -> list[TaskResult]:
        """Nothing is kept of what is left."""
        return []
