"""The demo on one's own machine: invented people, entered with one click.

It cannot be on by accident: with a DATABASE_URL or a host that others can reach it does not start.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from corporate_parenting.settings.base import *  # noqa: F403
from corporate_parenting.settings.base import BASE_DIR, DATABASE_URL, MIDDLEWARE

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]"}

DEMO = True
DEBUG = os.environ.get("DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", ",".join(sorted(LOCAL_HOSTS))).split(",")

if DATABASE_URL:
    raise ImproperlyConfigured(
        "Demo mode lets anybody in with one click, so it only runs on its own local database: "
        "unset DATABASE_URL, or use the production settings."
    )
if not set(ALLOWED_HOSTS) <= LOCAL_HOSTS:
    raise ImproperlyConfigured(
        "Demo mode lets anybody in with one click, so it only answers on this machine: "
        "unset ALLOWED_HOSTS, or use the production settings."
    )

MIDDLEWARE.insert(0, "corporate_parenting.demo.OnlyHere")
SECRET_KEY = "demo-only: this machine, invented people"  # noqa: S105
WHITENOISE_USE_FINDERS = True
SITE_ADDRESS = "http://127.0.0.1:8000"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / ".local" / "mail"
