"""What the tests run with: production's behaviour, without its secrets, cookies and certificate."""

import os

from corporate_parenting.settings.base import *  # noqa: F403
from corporate_parenting.settings.base import DATABASES

DEMO = True
DEBUG = False
SECRET_KEY = "tests only"  # noqa: S105
SITE_ADDRESS = "http://testserver"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "tests.support.tasks.TestBackend"}}
# No database has this name: a test that slips past the test database fails, and never meets the
# demo's rows.
DATABASES["default"]["NAME"] = "no_such_database"
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"]["options"] = (
    "-c synchronous_commit=off -c corporate_parenting.may_empty=on"
)
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE", "test_corporate_parenting")}
