"""The form of every admin: it knows its row's council, and what the officer saw of the row.

So a row is checked with its council, which no form shows; and the second of two officers at one row
is told at each field what the first one saved.
"""

import hashlib
from collections.abc import Callable
from decimal import Decimal
from typing import ClassVar

from django.contrib.admin.utils import display_for_field
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms import CharField, HiddenInput, ModelForm

from councils.writing import Conflict, Gone, lock

#: The hidden field with what an officer saw of the row, in short.
SEEN = "what_i_saw"
NOTHING = "nothing"


class CouncilForm(ModelForm):
    """An admin form that sets the council before the row is checked, and never shows it.

    Of a row that is there it knows what the officer saw, so that nobody's edit is lost.
    """

    council_for_new: ClassVar[Callable[[dict], int | None]]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            seen = CharField(
                required=False, widget=HiddenInput, initial=self._digest(self.instance)
            )
            self.fields[SEEN] = seen  # drawn by templates/admin/change_form.html

    def _own(self) -> list[models.Field]:
        """The fields of the row that the form changes."""
        opts = self.instance._meta
        return [each for each in (*opts.fields, *opts.many_to_many) if each.name in self.fields]

    def _digest(self, row: models.Model) -> str:
        """What stands in those fields of the row, in short."""
        values = [_plain(each.value_from_object(row)) for each in self._own()]
        return hashlib.sha256(repr(values).encode()).hexdigest()[:32]

    def clean(self) -> dict:
        """Whoever saves at the same moment waits here, and is told what the first one saved."""
        data = super().clean()
        if SEEN in self.fields:
            self._compare_now()
        return data

    def _compare_now(self) -> None:
        try:
            self._compare(lock(self.instance))
        except Gone as gone:
            self.add_error(None, str(gone))

    def _compare(self, stands: models.Model) -> None:
        seen, now = self.cleaned_data.pop(SEEN, ""), self._digest(stands)
        differ = [field for field in self._own() if self._differs(field, stands)]
        if seen in {"", now} or not differ:
            return
        self.add_error(None, str(Conflict(stands)))
        for field in differ:
            self.add_error(field.name, f"Somebody else saved: {_in_words(stands, field)}")
        self.data = self.data.copy()
        self.data[self.add_prefix(SEEN)] = now  # who has read this may save

    def _differs(self, field: models.Field, stands: models.Model) -> bool:
        """Whether what was typed is another value than the one that stands."""
        typed = self.cleaned_data.get(field.name)
        typed = typed.pk if isinstance(typed, models.Model) else typed
        return _plain(field.value_from_object(stands)) != _plain(typed)

    def _post_clean(self) -> None:
        council_id = self.council_for_new(self.cleaned_data)
        if council_id:
            self.instance.council_id = council_id
        super()._post_clean()

    def _get_validation_exclusions(self) -> set[str]:
        # Django skips every constraint that names a field the form lacks: the council of a new
        # row, and of one that is there already whatever is only shown. Both are known.
        left_out = super()._get_validation_exclusions() - {"council"}
        return left_out & set(self.fields) if self.instance.pk else left_out

    def _update_errors(self, errors: ValidationError) -> None:
        # What is wrong with something the form lacks has no field to stand at: it stands above.
        found = getattr(errors, "error_dict", {})
        for name in set(found) - set(self.fields) - {NON_FIELD_ERRORS}:
            found.setdefault(NON_FIELD_ERRORS, []).extend(found.pop(name))
        super()._update_errors(errors)


def _plain(value: object) -> object:
    """A value that can be compared and written down: of rows their keys."""
    if isinstance(value, list | tuple | models.QuerySet):
        return sorted(getattr(each, "pk", each) for each in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # 80 typed is the 80.0000 that stands
    return "" if value is None else str(value)


def _in_words(row: models.Model, field: models.Field) -> str:
    """What stands in a field of a row, as the officer reads it."""
    if field.many_to_many:
        return ", ".join(map(str, getattr(row, field.name).all())) or NOTHING
    value = getattr(row, field.name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return display_for_field(value, field, NOTHING) or NOTHING
