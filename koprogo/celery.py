"""Later work. The schedule is code: one place to read what runs by itself."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koprogo.settings.prod")

app = Celery("koprogo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "verify-ledgers": {
        "task": "ledger.verify_all",
        "schedule": crontab(hour="3", minute="10"),
    },
}
