"""The form by which a spreadsheet is sent in."""

from django import forms

from measures.sheets.layout import MEGABYTE, MOST_BYTES


class SheetForm(forms.Form):
    """A filled-in template."""

    file = forms.FileField(
        label="A filled-in spreadsheet",
        help_text=f"Excel (.xlsx) or CSV, at most {MOST_BYTES // MEGABYTE} MB.",
        allow_empty_file=True,
        error_messages={"required": "Choose a file first."},
    )
