"""Figures by spreadsheet: a template out, a filled-in file in, looked at before anything is saved."""
