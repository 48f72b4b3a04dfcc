"""What the worker does for assemblies."""

from functools import partial

from celery import shared_task
from django.utils import timezone

from buildings.services import letters
from governance.errors.base import GovernanceError
from governance.mailings import CANCELLATIONS, CONVOCATIONS, MINUTES, WRITTEN
from governance.models import (
    Assembly,
    Cancellation,
    Consultation,
    Minutes,
    WrittenDecision,
)
from governance.services import (
    comparisons,
    contract_reviews,
    minutes_letters,
    papers,
)
from governance.services.consultations import close_consultation
from governance.services.term_reviews import alert_mandate, settle_terms
from governance.services.written import settle_written
from koprogo.jobs.refusals import attempt
from koprogo.jobs.services import DONE, step
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


@step(CONVOCATIONS.making)
def make_convocations(job, assembly_id):
    return letters.make_step(job, _assembly(assembly_id))


@step(CONVOCATIONS.bundling)
def bundle_convocations(job, assembly_id):
    letters.bundle_post(_assembly(assembly_id), by=job.by)
    return DONE


def _assembly(assembly_id) -> Assembly:
    rows = Assembly.objects.select_related("cancellation", "tenant")
    return rows.get(pk=assembly_id)


@step(CANCELLATIONS.making)
def make_cancellations(job, cancellation_id):
    return letters.make_step(job, _cancellation(cancellation_id))


@step(CANCELLATIONS.bundling)
def bundle_cancellations(job, cancellation_id):
    letters.bundle_post(_cancellation(cancellation_id), by=job.by)
    return DONE


def _cancellation(cancellation_id) -> Cancellation:
    found = Cancellation.objects.select_related("assembly")
    return found.get(pk=cancellation_id)


@step(papers.MAKING)
def make_papers(job, *, file=None, **asked):
    """``file``: of those that were made already."""
    if file is None:
        papers.make_papers(job, **asked)
    return DONE


@step(papers.FORGETTING)
def forget_papers(job, *, file):
    """Erase, a day later, papers that were printed."""
    return papers.forget_papers(job, file=file) or DONE


@step(comparisons.MAKING)
def make_comparison(job, tender_id):
    make = partial(comparisons.make_comparison, tender_id, by=job.by)
    attempt(job, make, refusals=GovernanceError)
    return DONE


@step(contract_reviews.MAKING)
def make_contracts_report(job, year):
    today = timezone.localdate()
    make = partial(contract_reviews.make_report, year, on=today, by=job.by)
    attempt(job, make, refusals=GovernanceError)
    return DONE


@step(MINUTES.making)
def make_minutes(job, minutes_id):
    return minutes_letters.make_step(job, _minutes(minutes_id))


@step(MINUTES.bundling)
def bundle_minutes(job, minutes_id):
    letters.bundle_post(_minutes(minutes_id), by=job.by)
    return DONE


def _minutes(minutes_id) -> Minutes:
    return Minutes.objects.select_related("assembly").get(pk=minutes_id)


@shared_task(name="governance.review_terms")
def review_terms() -> int:
    """End the terms that are over, and tell of mandates that end, building by building.

    Returns:
        How many terms ended.
    """
    today, ended = timezone.localdate(), 0
    buildings = Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP)
    for tenant_id in buildings.order_by("pk").values_list("pk", flat=True):
        with enter(tenant_id, by=None):
            ended += settle_terms(on=today, by=None)
            alert_mandate(on=today)
    return ended


@step(WRITTEN.making)
def make_written(job, decision_id):
    return letters.make_step(job, WrittenDecision.objects.get(pk=decision_id))


@step(WRITTEN.bundling)
def bundle_written(job, decision_id):
    letters.bundle_post(WrittenDecision.objects.get(pk=decision_id), by=job.by)
    return DONE


@shared_task(name="governance.settle")
def settle() -> int:
    """Note the outcome of written decisions, and count consultations whose last day has
    passed, building by building; return how many ended.
    """
    today, ended = timezone.localdate(), 0
    buildings = Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP)
    for tenant_id in buildings.order_by("pk").values_list("pk", flat=True):
        with enter(tenant_id, by=None):
            for decision in WrittenDecision.objects.running():
                ended += settle_written(decision, origin="", by=None) is not None
            for consultation in Consultation.objects.over(today):
                close_consultation(consultation, origin="", by=None)
                ended += 1
    return ended
