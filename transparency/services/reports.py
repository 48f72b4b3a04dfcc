"""Reports: drafted from closed books, reviewed by one, published by another, then frozen."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from buildings.models import Building
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.jobs.services import DONE, MORE, Outcome, enqueue
from koprogo.notifications.services import queue
from koprogo.slots import DecisionRef
from koprogo.tenancy import current_tenant_id
from transparency.errors import (
    NotYearlyAccounts,
    ReportApproved,
    ReportCorrected,
    ReportDiscarded,
    ReportNotApproved,
    ReportNotCorrection,
    ReportNotMade,
    ReportNotPublished,
    ReportNotReviewed,
    ReportPublished,
    ReportReviewed,
    ReviewerPublishes,
)
from transparency.exports.reports import PDF, report_name, report_pdf
from transparency.models import Report, ReportDocument
from transparency.notices_reports import ready_mails
from transparency.public.figures import plain
from transparency.queries.reports import (
    contents_of,
    due_reports,
    making_key,
    publishers,
)
from transparency.services.publishing import soon

__all__ = [
    "MAKING",
    "approve_yearly",
    "correct_report",
    "discard_report",
    "draft_due",
    "make_again",
    "make_document",
    "publish_report",
    "review_report",
    "write_auditor_note",
    "write_note",
]

MAKING = "transparency.make_report"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@transaction.atomic
def draft_due(*, now: datetime | None = None, by=None) -> list[Report]:
    """Draft the reports of closed quarters and years that have none; each once.

    Its documents are made by the worker, and then the board is told.
    """
    at = now or timezone.now()
    Building.objects.select_for_update().get()
    return [
        _draft(
            Report(kind=due.kind, year=due.year, quarter=due.quarter),
            action="report.drafted",
            at=at,
            by=by,
        )
        for due in due_reports(today=timezone.localdate(at))
    ]


def _draft(report: Report, *, action: str, at: datetime, by) -> Report:
    contents = contents_of(report, now=at)
    report.tables, report.figures = plain(contents.tables), plain(contents.figures)
    report.save(force_insert=True)
    record(action, target=report, by=by, version=report.version)
    _make(report, by=by)
    return report


def _make(report: Report, *, by) -> None:
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
    try:
        report = _locked(report_id)
    except ReportDiscarded:
        return DONE
    missing = _missing(report)
    if report.is_published or not missing:
        return DONE
    language = missing[0]
    association = Building.objects.select_related("tenant").get()
    file = documents.store(
        report_pdf(report, association, language=language),
        name=report_name(report, association, language),
        content_type=PDF,
        by=None,
    )
    ReportDocument.objects.create(report=report, language=language, file=file)
    job.done = len(LANGUAGES) - len(missing) + 1
    if len(missing) > 1:
        return MORE
    people = publishers(on=timezone.localdate())
    queue([*ready_mails(report, people, association=association)], by=None)
    return DONE


@transaction.atomic
def make_again(report: Report, *, by) -> None:
    """Have the documents made that are missing; nothing, if none is.

    Raises:
        ReportPublished: all are there, for good.
    """
    found = _locked_draft(report)
    if _missing(found):
        _make(found, by=by)


@transaction.atomic
def write_note(report: Report, *, note: str, by) -> Report:
    """Write what the board says of the figures; the documents are made anew.

    Who reviewed it reviewed another text: it is reviewed again.

    Raises:
        ReportPublished, ReportApproved: it stays as it is.
    """
    return _write(report, "note", note, action="report.note_written", by=by)


@transaction.atomic
def write_auditor_note(report: Report, *, auditor_note: str, by) -> Report:
    """Write what the auditor says of yearly accounts; as ``write_note``.

    Raises:
        NotYearlyAccounts: a quarter has no such note.
        ReportPublished, ReportApproved: it stays as it is.
    """
    if report.kind != Report.Kind.YEAR:
        raise NotYearlyAccounts(report)
    return _write(report, "auditor_note", auditor_note, action="report.audited", by=by)


def _write(report: Report, name: str, text: str, *, action: str, by) -> Report:
    found = _locked_draft(report)
    if found.is_approved:
        raise ReportApproved(found)
    if getattr(found, name) == text:
        return found
    setattr(found, name, text)
    found.reviewed_at = found.reviewed_by = None
    found.save(update_fields=[name, "reviewed_at", "reviewed_by"])
    _drop_documents(found)
    record(action, target=found, by=by)
    _make(found, by=by)
    return found


@transaction.atomic
def review_report(report: Report, *, by) -> Report:
    """Note that somebody read the draft and found it right.

    Raises:
        ReportPublished: it is public.
        ReportNotMade: there is nothing to read yet.
        ReportReviewed: somebody has.
    """
    found = _locked_draft(report)
    if found.reviewed_at is not None:
        raise ReportReviewed(found)
    if _missing(found):
        raise ReportNotMade(found)
    found.reviewed_at, found.reviewed_by = timezone.now(), by
    found.save(update_fields=["reviewed_at", "reviewed_by"])
    record("report.reviewed", target=found, by=by)
    return found


@transaction.atomic
def publish_report(report: Report, *, by) -> Report:
    """Publish what somebody else reviewed: it never changes again.

    Raises:
        ReportPublished: it is public.
        ReportNotReviewed: nobody reviewed it as it stands.
        ReviewerPublishes: ``by`` reviewed it.
        ReportNotApproved: members have not approved these accounts.
    """
    found = _locked_draft(report)
    if found.reviewed_at is None or _missing(found):
        raise ReportNotReviewed(found)
    if by is not None and found.reviewed_by_id == by.pk:
        raise ReviewerPublishes(found)
    if found.kind == Report.Kind.YEAR and not found.is_approved:
        raise ReportNotApproved(found)
    found.published_at, found.published_by = timezone.now(), by
    found.save(update_fields=["published_at", "published_by"])
    hashes = list(found.documents.values_list("file__sha256", flat=True))
    record("report.published", target=found, by=by, sha256=hashes)
    soon()
    return found


@transaction.atomic
def correct_report(report: Report, *, reason: str, by) -> Report:
    """Draft a new version of what is published; it names the old one, and why.

    Raises:
        ReportNotPublished: a draft is changed as it is.
        ReportCorrected: there is a later version, perhaps since this very moment.
    """
    found = _locked(report.pk)
    if not found.is_published:
        raise ReportNotPublished(found)
    if Report.objects.filter(replaces=found).exists():
        raise ReportCorrected(found)
    version = Report(
        kind=found.kind,
        year=found.year,
        quarter=found.quarter,
        version=found.version + 1,
        replaces=found,
        reason=reason,
        note=found.note,
    )
    return _draft(version, action="report.corrected", at=timezone.now(), by=by)


@transaction.atomic
def discard_report(report: Report, *, by) -> None:
    """Take away a correction that is not wanted, with its documents.

    What it would have corrected can be corrected again then. A first version stays: it is
    drafted from a quarter that is closed, and would only be drafted again.

    Raises:
        ReportDiscarded: somebody did so before.
        ReportPublished, ReportApproved: it stays as it is.
        ReportNotCorrection: it is the first of its period.
    """
    found = _locked_draft(report)
    if found.is_approved:
        raise ReportApproved(found)
    if found.replaces_id is None:
        raise ReportNotCorrection(found)
    record("report.discarded", target=found.replaces, by=by, version=found.version)
    _drop_documents(found)
    found.delete()


@transaction.atomic
def approve_yearly(report: Report, *, decision: DecisionRef, by) -> Report:
    """Note that the members approved yearly accounts; they can be published then.

    Raises:
        NotYearlyAccounts: it is a quarter's report, or approved or published already.
        ReportNotMade: the members cannot have seen its documents.
    """
    found = _locked(report.pk)
    if found.kind != Report.Kind.YEAR or found.is_published or found.is_approved:
        raise NotYearlyAccounts(found)
    if _missing(found):
        raise ReportNotMade(found)
    found.approved_by_decision = decision.uuid
    found.decision_text = decision.text[:200]
    found.save(update_fields=["approved_by_decision", "decision_text"])
    record("report.approved", target=found, by=by, decision=found.decision_text)
    return found


def _locked(pk: int) -> Report:
    rows = Report.objects.select_for_update(of=["self"], no_key=True)
    if found := rows.filter(pk=pk).first():
        return found
    raise ReportDiscarded(pk)


def _drop_documents(report: Report) -> None:
    old = list(report.documents.values_list("file", flat=True))
    report.documents.all().delete()
    documents.erase(old)


def _locked_draft(report: Report) -> Report:
    found = _locked(report.pk)
    if found.is_published:
        raise ReportPublished(found)
    return found


def _missing(report: Report) -> list[str]:
    """Return the languages that its documents lack, in the order of the site."""
    made = set(report.documents.values_list("language", flat=True))
    return [language for language in LANGUAGES if language not in made]
