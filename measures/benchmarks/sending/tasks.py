"""Open data files, by the worker."""

from django_tasks import task

from measures.benchmarks.imports.services import bring_in_file, look_into_file
from measures.models import OpenDataFile


@task()
def look_into(file_id: int) -> None:
    """Look through a file. Run twice, it does no harm."""
    look_into_file(OpenDataFile.objects.select_related("uploaded_by").get(pk=file_id))


@task()
def bring_in(file_id: int) -> None:
    """Bring a file in. Run twice, it does no harm."""
    bring_in_file(OpenDataFile.objects.select_related("uploaded_by").get(pk=file_id))
