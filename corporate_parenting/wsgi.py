"""The application a web server such as gunicorn calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corporate_parenting.settings.production")

application = get_wsgi_application()
