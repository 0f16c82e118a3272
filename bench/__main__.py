"""`python -m bench`: a database of its own, the ten pages, a table; then the database is gone."""

import os
import sys
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()
sys.exit(import_module("bench.run").main())  # it imports models, which want the setup above
