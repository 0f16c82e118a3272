"""What is printed of an edition: a PDF, and how far it is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from boards.models.editions import Edition
from councils.models import TenantModel


class PrintedFile(TenantModel):
    """The PDF of an edition: plain, or whole with its files; made by the worker, made again on request.

    `page_map` holds the page numbers as boards/packs/printing/paging.py gave them: the next edition
    keeps them, so they stay where the file itself is replaced. It says too which items share pages;
    maps of the time before that did not. Only the newest edition's file is ever given out.
    """

    class Variant(models.TextChoices):
        PLAIN = "plain", "the papers"
        WHOLE = "whole", "the papers with their files"

    class State(models.TextChoices):
        WAITING = "waiting", "being made"
        READY = "ready", "ready"
        FAILED = "failed", "could not be made"
        REPLACED = "replaced", "replaced by a newer one"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="printed")
    variant = models.CharField(max_length=5, choices=Variant)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    file = models.FileField(upload_to="printed/%Y/%m", blank=True, editable=False)
    size = models.PositiveIntegerField("size in bytes", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    page_map = models.JSONField(default=list, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("edition_id", "variant")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("edition", "variant"),
                name="boards_printedfile_once_per_edition",
                violation_error_message="This PDF is being made already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | (Q(pages__gt=0, size__gt=0, sha256__regex=r"^[0-9a-f]{64}$") & ~Q(file="")),
                name="boards_printedfile_ready_is_there",
                violation_error_message="A PDF that is ready has a file, its pages and its hash.",
            ),
            models.CheckConstraint(
                condition=Q(state="ready") | Q(file=""),
                name="boards_printedfile_only_ready_has_a_file",
                violation_error_message="Only a PDF that is ready has a file.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("ready", "failed")) | Q(ended_at__isnull=False),
                name="boards_printedfile_says_when_it_ended",
                violation_error_message="Say when it was made, or could not be made.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_variant_display()}"
