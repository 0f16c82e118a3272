"""Production's behaviour on a database of its own, without its secrets and its certificate."""

from corporate_parenting.settings.base import *  # noqa: F403
from corporate_parenting.settings.base import BASE_DIR, DATABASES, TEMPLATES

DEBUG = False
SECRET_KEY = "bench only"  # noqa: S105
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "bench.urls"
SITE_ADDRESS = "http://testserver"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nobody is written to
STATIC_ROOT = BASE_DIR / "static"  # there always; whitenoise warns of a folder that is missing
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")
DATABASES["default"]["TEST"] = {"NAME": "corporate_parenting_bench"}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"  # it is thrown away
