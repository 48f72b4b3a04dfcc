"""Documents for all owners that the worker makes, one in each language of a building."""

from dataclasses import dataclass

from governance.models import ContractsEvaluation, Tender
from koprogo.documents.intake import Intake
from koprogo.jobs.models import Job
from koprogo.tenancy.context import current_tenant_id


@dataclass(frozen=True, slots=True)
class LibraryPaper:
    """What was made in a language: a document of the library to be."""

    language: str
    title: str
    file: Intake


def comparison_key(tender: Tender) -> str:
    """Return by which key the making of its comparison is found."""
    return f"comparison:{tender.uuid}"


def report_key(evaluation: ContractsEvaluation) -> str:
    """Return by which key the making of its report is found."""
    return f"contracts-report:{evaluation.pk}"


def making_job(key: str) -> Job | None:
    """Return the latest work of a key; it is forgotten after 30 days."""
    jobs = Job.objects.filter(tenant=current_tenant_id(), key=key)
    return jobs.order_by("-pk").first()
