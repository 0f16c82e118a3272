"""How fast the pages are: `python -m bench`, and docs/bench.md for what the numbers mean."""
