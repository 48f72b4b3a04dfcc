"""The reports for the board: drafted by themselves, reviewed by one, published by another."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from governance.queries.making import making_job
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.forms.reports import AuditorNoteForm, CorrectionForm, NoteForm
from transparency.lists.reports import reports_table as as_table
from transparency.models import Report
from transparency.queries.reports import (
    making_key,
    not_closed,
    report_list,
    steps_of,
)
from transparency.refusals.reports import sentence
from transparency.services import reports as services
from transparency.views.acts import ask, attempt
from transparency.words import report_title

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _report(asbl_report_id) -> Report:
    return get_object_or_404(report_list(), uuid=asbl_report_id)


def _page(report: Report) -> str:
    return reverse("transparency:report", args=[report.uuid])


@require_safe
@require(Permission.SEE_REPORTS)
def reports(request, association):
    """All of them, the latest first, and the quarters that wait to be closed."""
    context = {
        "page": paginate(request, report_list()),
        "waiting": not_closed(today=timezone.localdate()),
    }
    return render(request, "transparency/reports/reports.html", context)


@require_safe
@require(Permission.SEE_REPORTS)
def reports_table(request, association, ending):
    table = as_table(report_list()[: LIMIT + 1])
    return send_table(table, ending, place=association.slug)


@require_safe
@require(Permission.SEE_REPORTS)
def report(request, association, asbl_report_id):
    """One of them: its documents, its notes, and what is still to be done."""
    found = _report(asbl_report_id)
    access = request.access
    may_publish = access.allows(Permission.PUBLISH_REPORTS)
    context = {
        "report": found,
        "title": report_title(found),
        "documents": found.documents.all(),
        "steps": steps_of(found, user=request.user) if may_publish else None,
        "job": making_job(making_key(found)),
        "may_audit": access.allows(Permission.AUDIT_ASBL)
        and found.kind == Report.Kind.YEAR
        and not (found.is_published or found.is_approved),
    }
    return render(request, "transparency/reports/report.html", context)


@require_safe
@require(Permission.SEE_REPORTS)
def report_document(request, association, asbl_report_id, report_language):
    """A report in one language, as PDF."""
    for document in _report(asbl_report_id).documents.all():
        if document.language == report_language:
            return attachment(document.file)
    raise Http404


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def report_note(request, association, asbl_report_id):
    found = _report(asbl_report_id)
    sent = request.POST if request.method == "POST" else None
    return ask(
        request,
        NoteForm(sent, initial={"note": found.note}),
        partial(services.write_note, found),
        done=_("The note is kept, and the documents are made anew."),
        back=_page(found),
        words={
            "title": _("Note of the board"),
            "lead": _("After a change the report is reviewed anew."),
            "submit": _("Keep the note"),
            "back_label": report_title(found),
        },
        sentence=sentence,
    )


@READ_WRITE
@require(Permission.AUDIT_ASBL)
def report_audit(request, association, asbl_report_id):
    found = _report(asbl_report_id)
    if found.kind != Report.Kind.YEAR:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    return ask(
        request,
        AuditorNoteForm(sent, initial={"auditor_note": found.auditor_note}),
        partial(services.write_auditor_note, found),
        done=_("The note is kept, and the documents are made anew."),
        back=_page(found),
        words={
            "title": _("Note of the auditor"),
            "lead": _("The members read it before they approve the accounts."),
            "submit": _("Keep the note"),
            "back_label": report_title(found),
        },
        sentence=sentence,
    )


@require_POST
@require(Permission.PUBLISH_REPORTS)
def report_make(request, association, asbl_report_id):
    """Start the making of its documents again, when it was given up."""
    found = _report(asbl_report_id)
    act = partial(services.make_again, found, by=request.user)
    attempt(request, act, done=_("The work has begun again."), sentence=sentence)
    return redirect(_page(found))


@require_POST
@require(Permission.PUBLISH_REPORTS)
def report_review(request, association, asbl_report_id):
    """Note that the draft was read and is right."""
    found = _report(asbl_report_id)
    act = partial(services.review_report, found, by=request.user)
    done = _("You have reviewed the report: somebody else publishes it.")
    attempt(request, act, done=done, sentence=sentence)
    return redirect(_page(found))


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def report_publish(request, association, asbl_report_id):
    """Publish for good, after showing what is frozen."""
    found = _report(asbl_report_id)
    if request.method == "POST":
        act = partial(services.publish_report, found, by=request.user)
        done = _("The report is published, and never changes again.")
        attempt(request, act, done=done, sentence=sentence)
        return redirect(_page(found))
    context = {
        "report": found,
        "title": report_title(found),
        "documents": found.documents.all(),
    }
    return render(request, "transparency/reports/publish.html", context)


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def report_correct(request, association, asbl_report_id):
    """Begin a new version that names this one."""
    found = _report(asbl_report_id)
    return ask(
        request,
        CorrectionForm(request.POST if request.method == "POST" else None),
        partial(services.correct_report, found),
        done=_("The new version is drafted; its documents are being made."),
        back=reverse("transparency:reports"),
        words={
            "title": _("Correct a report"),
            "lead": _(
                "What is published stays. The new version is made from the books of "
                "today, names this one, and is reviewed and published as it was."
            ),
            "submit": _("Draft a new version"),
            "back_label": _("Reports"),
        },
        sentence=sentence,
    )


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def report_discard(request, association, asbl_report_id):
    """Take away, after asking, a correction that is not wanted."""
    found = report_list().filter(uuid=asbl_report_id).first()
    if request.method == "POST":
        if found is None:
            messages.info(request, _("This draft has been discarded already."))
            return redirect("transparency:reports")
        act = partial(services.discard_report, found, by=request.user)
        attempt(request, act, done=_("The draft is discarded."), sentence=sentence)
        return redirect("transparency:reports")
    found = _report(asbl_report_id)
    context = {"report": found, "title": report_title(found)}
    return render(request, "transparency/reports/discard.html", context)
