"""The application that gunicorn runs: measured, and what is public kept for seconds."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from koprogo.kept import Kept
from koprogo.measuring.wrapper import Measured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koprogo.settings.prod")
application = Measured(Kept(get_wsgi_application(), prefix=settings.KEPT_PREFIX))
