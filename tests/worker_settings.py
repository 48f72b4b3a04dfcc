"""Settings of a real worker that a test starts: its broker and mail server are real."""

import os

from koprogo.settings import env
from koprogo.settings.test import *  # noqa: F403

CELERY_BROKER_URL = env.celery_broker(os.environ["REDIS_URL"])
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": os.environ["KEY_PREFIX"]}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["EMAIL_PORT"])
