"""The files that go with the reports of a pack."""
