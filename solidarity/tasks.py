"""Later work of the fund: each step enters it and calls one service.

What the night does is one task for each matter: one that fails stops no other.
"""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from koprogo.jobs.services import step
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.services import (
    agreements,
    arrears,
    publishing,
    report_making,
    requests,
)
from solidarity.services.committee import alerting, offers, sessions


def _fund() -> list[Tenant]:
    """Return the fund, where the ASBL runs the platform and founded it; else nothing."""
    rows = Tenant.objects.filter(kind=Tenant.Kind.FUND)
    return list(rows) if settings.ASBL_PLATFORM else []


@shared_task(name="solidarity.lapse_requests")
def lapse_requests() -> int:
    """End incomplete requests without news, and warn of it; return how many ended."""
    ended = 0
    for fund in _fund():
        with enter(fund.pk, by=None):
            ended += requests.lapse_due(now=timezone.now())
            requests.warn_due(now=timezone.now())
    return ended


@shared_task(name="solidarity.follow_committee")
def follow_committee() -> bool:
    """Prepare the sessions, and let old offers lapse; return whether there is a fund."""
    now, funds = timezone.now(), _fund()
    for fund in funds:
        with enter(fund.pk, by=None):
            sessions.prepare_sessions(now)
        with enter(fund.pk, by=None):
            offers.lapse_offers(timezone.localdate(now))
    return bool(funds)


@shared_task(name="solidarity.alert_committee")
def alert_committee() -> int:
    """Tell of deadlines: often, for what is urgent. Each stage is told once."""
    told = 0
    for fund in _fund():
        with enter(fund.pk, by=None):
            told += alerting.alert(timezone.now())
    return told


@shared_task(name="solidarity.unsigned")
def unsigned() -> int:
    """Remind whoever has not signed; take back what nobody signed. Returns how many."""
    now, lapsed = timezone.now(), 0
    for fund in _fund():
        with enter(fund.pk, by=None):
            agreements.remind_unsigned(now=now)
            lapsed += agreements.lapse_unsigned(now=now)
    return lapsed


@shared_task(name="solidarity.late")
def late() -> int:
    """Tell the committee of instalments that passed their day; return how many."""
    told = 0
    for fund in _fund():
        with enter(fund.pk, by=None):
            told += arrears.tell_late(on=timezone.localdate())
    return told


@step(report_making.MAKING)
def make_report(job, report_id):
    return report_making.make_document(report_id, job)


@shared_task(name="solidarity.make_reports")
def make_reports() -> int:
    """Make the reports that are due; twice makes none twice."""
    made = 0
    for fund in _fund():
        with enter(fund.pk, by=None):
            made += len(publishing.make_due())
    return made
