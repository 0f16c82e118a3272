"""The files that go along with reports: attached, looked into, replaced, taken off, sent out."""
