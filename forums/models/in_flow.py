"""Questions that are in the board's flow, and those that a concern about safety took out of it."""

from django.db import models

from councils.models import TenantQuerySet


class InFlowManager(models.Manager.from_queryset(TenantQuerySet)):
    """Every question but those that were handed to the safeguarding lead.

    It is the default, so that no list, count or clock of questions can forget to leave them out.
    Only `forums/safety` and the purge ask for the others, through `Question.everything`.
    """

    def get_queryset(self) -> TenantQuerySet:
        """The questions no concern points at."""
        return super().get_queryset().filter(concern__isnull=True)
