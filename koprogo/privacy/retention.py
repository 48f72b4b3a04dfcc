"""What the night deletes of the sign-in and of finished work, and how it walks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from koprogo import slots
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = ["end_sessions", "forget", "forget_jobs", "in_each_tenant"]

JOBS_KEPT_FOR = timedelta(days=30)


def forget(*, now: datetime) -> int:
    """Delete everything whose time is over at ``now``; return how many rows."""
    return sum(rule(now) for rule in slots.forgetting)


def in_each_tenant(rule: Callable[[datetime], int]) -> Callable[[datetime], int]:
    """Make a rule for the tenant entered one for all, one transaction each."""

    @wraps(rule)
    def walk(now: datetime) -> int:
        forgotten = 0
        for tenant in Tenant.objects.order_by("pk"):
            with enter(tenant.pk, by=None):
                forgotten += rule(now)
        return forgotten

    return walk


def end_sessions(now: datetime) -> int:
    """Delete the sessions that have expired, and where and when they began."""
    sessions, _by_model = Session.objects.filter(expire_date__lte=now).delete()
    living = Session.objects.filter(session_key=OuterRef("session_key"))
    devices, _by_model = UserSession.objects.filter(~Exists(living)).delete()
    return sessions + devices


def forget_jobs(now: datetime) -> int:
    """Delete work that ended, well or badly, 30 days ago."""
    past = now - JOBS_KEPT_FOR
    finished, _by_model = Job.objects.filter(finished_at__lte=past).delete()
    failed, _by_model = Job.objects.filter(failed_at__lte=past).delete()
    return finished + failed
