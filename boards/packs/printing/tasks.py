"""Making PDFs, by the worker."""

from django_tasks import task

from boards.packs.printing.making import make


@task()
def print_file(printed_id: int) -> bool:
    """Make a PDF; whether it is there now. Run twice, or when it is there already, it does no harm."""
    return make(printed_id)
