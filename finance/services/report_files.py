"""Reports that take longer than a page waits: the worker makes them, for a day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from buildings.models import Building
from finance.exports.reports import MOST, PDF, report_name, report_pdf
from finance.queries.entries import Reader
from finance.reports import Terms, whole_report
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.jobs.services import enqueue
from koprogo.tenancy.context import current_tenant_id

MAKING = "finance.make_report"
FORGETTING = "finance.forget_report"
KEPT_FOR = timedelta(days=1)


@transaction.atomic
def ask_report(terms: Terms, *, reader: Reader, by) -> Job:
    """Have the worker make a report for ``by``, as he may read it, in his language.

    Asked again while it is being made, it is made once.
    """
    asked = {
        "terms": terms.as_json(),
        "sees_people": reader.sees_people,
        "language": translation.get_language(),
    }
    making = Job.objects.open().filter(
        name=MAKING, tenant=current_tenant_id(), by=by, arguments=asked
    )
    found = making.first()
    return found or enqueue(MAKING, tenant_id=current_tenant_id(), by=by, **asked)


def make_report(job: Job, *, terms: dict, sees_people: bool, language: str) -> None:
    """Make the report of a job, and have it erased a day later."""
    building = Building.objects.select_related("tenant").get()
    with translation.override(language):
        report = whole_report(
            Terms.from_json(terms), reader=Reader(sees_people), most=MOST
        )
        data = report_pdf(report, building, on=timezone.localdate())
    name = report_name(report, building)
    file = documents.store(data, name=name, content_type=PDF, by=job.by)
    job.arguments["file"] = file.pk
    enqueue(FORGETTING, tenant_id=current_tenant_id(), by=job.by, file=file.pk)


def forget_report(job: Job, *, file: int) -> timedelta | None:
    """Erase a report whose day is over; return how long it is still kept."""
    left = job.created_at + KEPT_FOR - timezone.now()
    if left > timedelta(0):
        return left
    documents.erase([file])
    return None


def report_job(uuid, *, reader: Reader, by) -> Job | None:
    """Return a report that ``by`` asked for here, and may still read as it is."""
    job = Job.objects.filter(
        uuid=uuid, name=MAKING, tenant=current_tenant_id(), by=by
    ).first()
    if job is None or job.arguments["sees_people"] > reader.sees_people:
        return None
    return job


def file_of(job: Job) -> File | None:
    """Return the report once it is made, for as long as it is kept."""
    return File.objects.filter(pk=job.arguments.get("file")).first()
