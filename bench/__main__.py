"""`python -m bench`: a database of its own, the pages, a table; then the database is gone.

With `--press`: what PDFs take, without any database.
"""

import os
import sys
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()
# They import models, which want the setup above.
module = "bench.printing" if "--press" in sys.argv else "bench.run"
sys.exit(import_module(module).main())
