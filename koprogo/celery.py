"""Later work. The schedule is code: one place to read what runs by itself."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koprogo.settings.prod")

app = Celery("koprogo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "publish-due-jobs": {"task": "jobs.publish_due", "schedule": 20.0},
    "seal-audit": {"task": "audit.seal_all", "schedule": crontab()},
    "count-minute-alive": {"task": "measuring.alive", "schedule": crontab()},
    "forget-invitation-letters": {
        "task": "buildings.forget_letters",
        "schedule": crontab(hour="2", minute="40"),
    },
    "refresh-summaries": {
        "task": "buildings.refresh_summaries",
        "schedule": crontab(hour="0", minute="10"),
    },
    "forget-what-is-over": {
        "task": "privacy.forget",
        "schedule": crontab(hour="2", minute="20"),
    },
    "release-deferrals": {
        "task": "finance.release_deferrals",
        "schedule": crontab(hour="1", minute="10"),
    },
    "propose-reminders": {
        "task": "finance.remind",
        "schedule": crontab(hour="1", minute="30"),
    },
    "review-terms": {
        "task": "governance.review_terms",
        "schedule": crontab(hour="0", minute="20"),
    },
    "settle-between-assemblies": {
        "task": "governance.settle",
        "schedule": crontab(hour="0", minute="15"),
    },
    "lower-the-price": {
        "task": "transparency.cross",
        "schedule": crontab(hour="0", minute="25"),
    },
    "write-contributions": {
        "task": "transparency.bill",
        "schedule": crontab(hour="0", minute="30"),
    },
    "publish-open-figures": {
        "task": "transparency.publish",
        "schedule": crontab(minute="*/10"),
    },
    "draft-reports": {
        "task": "transparency.draft_reports",
        "schedule": crontab(
            hour="6", minute="0", day_of_month="5", month_of_year="1,4,7,10"
        ),
    },
    "close-who-left": {
        "task": "community.close_those_who_left",
        "schedule": crontab(minute="*/10"),
    },
    "care-for-bazaar": {
        "task": "community.bazaar",
        "schedule": crontab(minute="*/5"),
    },
    "confirm-hours": {
        "task": "community.confirm_hours",
        "schedule": crontab(hour="3", minute="10"),
    },
    "follow-bookings": {
        "task": "community.follow_bookings",
        "schedule": crontab(minute="20"),
    },
    "tell-impact": {
        "task": "community.tell_impact",
        "schedule": crontab(hour="3", minute="40"),
    },
    "tell-neighbours": {
        "task": "community.digest",
        "schedule": crontab(hour="16", minute="0", day_of_week="sun"),
    },
    "lapse-requests": {
        "task": "solidarity.lapse_requests",
        "schedule": crontab(hour="0", minute="50"),
    },
    "follow-committee": {
        "task": "solidarity.follow_committee",
        "schedule": crontab(hour="0", minute="55"),
    },
    "alert-committee": {
        "task": "solidarity.alert_committee",
        "schedule": crontab(minute="5,35"),
    },
    "follow-unsigned": {
        "task": "solidarity.unsigned",
        "schedule": crontab(hour="1", minute="0"),
    },
    "tell-late-instalments": {
        "task": "solidarity.late",
        "schedule": crontab(hour="1", minute="5"),
    },
    "make-fund-reports": {
        "task": "solidarity.make_reports",
        "schedule": crontab(
            hour="6", minute="20", day_of_month="5", month_of_year="1,4,7,10"
        ),
    },
    "measure-goals": {
        "task": "transparency.measure",
        "schedule": crontab(hour="3", minute="50"),
    },
    "verify-ledgers": {
        "task": "ledger.verify_all",
        "schedule": crontab(hour="3", minute="10"),
    },
    "verify-audit": {
        "task": "audit.verify_all",
        "schedule": crontab(hour="3", minute="25"),
    },
}
