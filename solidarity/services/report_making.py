"""The documents of a report: one language after another, by the worker."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from koprogo.documents import services as documents
from koprogo.jobs.services import DONE, MORE, Outcome, enqueue
from koprogo.notifications.services import queue
from koprogo.tenancy import current_tenant_id
from solidarity.exports.quarterly import PDF, report_name, report_pdf
from solidarity.models import FundReport, FundReportDocument
from solidarity.notices_public import ready_mails
from solidarity.queries.publication import making_key, publishers

__all__ = ["MAKING", "make_document", "missing_languages", "start_making"]

MAKING = "solidarity.make_report"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def start_making(report: FundReport, *, by) -> None:
    """Have the documents made; the caller is in its transaction."""
    enqueue(
        MAKING,
        tenant_id=current_tenant_id(),
        by=by,
        key=making_key(report),
        total=len(LANGUAGES),
        report_id=report.pk,
    )


@transaction.atomic
def make_document(report_id: int, job) -> Outcome:
    """Make the document in the next language that lacks one; then tell the board, once."""
    rows = FundReport.objects.select_for_update(of=["self"], no_key=True)
    report = rows.get(pk=report_id)
    missing = missing_languages(report)
    if report.is_published or not missing:
        return DONE
    language = missing[0]
    file = documents.store(
        report_pdf(report, language=language),
        name=report_name(report, language),
        content_type=PDF,
        by=None,
    )
    FundReportDocument.objects.create(report=report, language=language, file=file)
    job.done = len(LANGUAGES) - len(missing) + 1
    if len(missing) > 1:
        return MORE
    queue([*ready_mails(report, publishers(on=timezone.localdate()))], by=None)
    return DONE


def missing_languages(report: FundReport) -> list[str]:
    """Return the languages that its documents lack, in the order of the site."""
    made = set(report.documents.values_list("language", flat=True))
    return [language for language in LANGUAGES if language not in made]
