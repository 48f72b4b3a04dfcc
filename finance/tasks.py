"""What the worker does for the books."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from buildings.services import letters
from finance.errors import FinanceError
from finance.mailings import CALLS, CHARGES
from finance.models import Call, ChargeStatement
from finance.queries.bank import IMPORTING
from finance.queries.reminders import SENDING
from finance.services import (
    bank_import,
    plans,
    reminder_letters,
    report_files,
)
from finance.services import reminders as reminding
from finance.services.charge_computing import COMPUTING, compute_later
from finance.services.deferrals import release_deferrals
from finance.services.invoice_files import UNUSED_AFTER, forget_unused
from koprogo.jobs.services import DONE, MORE, step
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

logger = logging.getLogger(__name__)


@step(CALLS.making)
def make_call_letters(job, call_id):
    return letters.make_step(job, _call(call_id))


@step(CALLS.bundling)
def bundle_call_letters(job, call_id):
    letters.bundle_post(_call(call_id), by=job.by)
    return DONE


def _call(call_id) -> Call:
    return Call.objects.select_related("entry__mirror").get(pk=call_id)


@step(CHARGES.making)
def make_charge_letters(job, statement_id):
    return letters.make_step(job, ChargeStatement.objects.get(pk=statement_id))


@step(CHARGES.bundling)
def bundle_charge_letters(job, statement_id):
    letters.bundle_post(ChargeStatement.objects.get(pk=statement_id), by=job.by)
    return DONE


@step(report_files.MAKING)
def make_report(job, *, file=None, **asked):
    """``file``: of one that was made already."""
    if file is None:
        report_files.make_report(job, **asked)
    return DONE


@step(report_files.FORGETTING)
def forget_report(job, *, file):
    return report_files.forget_report(job, file=file) or DONE


@step("finance.forget_invoice_files")
def forget_invoice_files(job, *, files):
    """Erase, two days later, what came in and became no invoice."""
    left = job.created_at + UNUSED_AFTER - timezone.now()
    if left > timedelta(0):
        return left
    forget_unused(files)
    return DONE


@shared_task(name="finance.release_deferrals")
def release_all() -> int:
    """Bring back what waited for a period that has begun; return how many entries.

    One transaction for each building: one that cannot is logged, and keeps no other
    waiting.
    """
    tomorrow = timezone.localdate() + timedelta(days=1)
    released = 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP).order_by("pk"):
        try:
            with enter(tenant.pk, by=None):
                released += len(release_deferrals(until=tomorrow, by=None))
        except FinanceError as error:
            logger.error("deferrals of tenant %s: %r", tenant.pk, error)
    return released


@step(IMPORTING)
def import_statements(job, *, files):
    """Import one statement, and leave the others to the next step."""
    job.done += bank_import.import_kept(files[0], by=job.by)
    job.arguments = {"files": files[1:]}
    return MORE if files[1:] else DONE


@step(SENDING)
def send_reminders(job, reminders):
    done = reminder_letters.send_some(reminders, on=timezone.localdate(), by=job.by)
    if done is None:
        return DONE
    job.done = done
    return MORE


@shared_task(name="finance.remind")
def remind() -> int:
    """End the plans that were kept or broken, and propose the reminders that are due,
    building by building; return how many are new.
    """
    today, proposed = timezone.localdate(), 0
    buildings = Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP)
    for tenant_id in buildings.order_by("pk").values_list("pk", flat=True):
        with enter(tenant_id, by=None):
            plans.review_plans(on=today)
            proposed += reminding.propose_reminders(on=today, by=None)
    return proposed


@step(COMPUTING)
def compute_charges(job, statement_id):
    compute_later(statement_id, by=job.by)
    return DONE
