"""`python -m bench`: a database of its own, the pages, a table; then the database is gone. Then what
PDFs take, without any database; with `--press` that alone.
"""

import os
import sys
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()
# They import models, which want the setup above.
modules = ["bench.printing"] if "--press" in sys.argv else ["bench.run", "bench.printing"]
sys.exit(max([import_module(each).main() for each in modules]))
