"""Reports of the fund for the board: reviewed by one, published by another."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.documents.http import attachment
from koprogo.ui.pagination import paginate
from solidarity.access import Permission, require
from solidarity.exports.quarterly import report_context, report_title
from solidarity.forms.governing import ErratumForm
from solidarity.models import FundReport
from solidarity.queries.publication import report_list
from solidarity.services import publishing as services
from solidarity.services.report_making import LANGUAGES
from solidarity.views.acts import ask, attempt

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _report(fund_report_id) -> FundReport:
    return get_object_or_404(report_list(), uuid=fund_report_id)


def _page(report: FundReport) -> str:
    return reverse("solidarity:fund-report", args=[report.uuid])


@require_safe
@require(Permission.PUBLISH_REPORTS)
def reports(request):
    """All of them, the latest first."""
    page = paginate(request, report_list())
    context = {"page": page, "rows": [(report_title(one), one) for one in page]}
    return render(request, "solidarity/governing/reports.html", context)


@require_safe
@require(Permission.PUBLISH_REPORTS)
def report(request, fund_report_id):
    """One of them: what it tells, its documents, and what is still to be done."""
    found = _report(fund_report_id)
    is_made = len(found.documents.all()) == len(LANGUAGES)
    context = report_context(found) | {
        "make": not is_made and not found.is_published,
        "review": is_made and found.reviewed_at is None,
        "publish": is_made
        and found.reviewed_at is not None
        and not found.is_published
        and found.reviewed_by_id != request.user.pk,
    }
    return render(request, "solidarity/governing/report.html", context)


@require_safe
@require(Permission.PUBLISH_REPORTS)
def report_document(request, fund_report_id, open_language):
    """A report in one language, as PDF, before it is public too."""
    for document in _report(fund_report_id).documents.all():
        if document.language == open_language:
            return attachment(document.file)
    raise Http404


@require_POST
@require(Permission.PUBLISH_REPORTS)
def report_make(request, fund_report_id):
    """Start the making of its documents again, when it was given up."""
    found = _report(fund_report_id)
    act = partial(services.make_again, found, by=request.user)
    attempt(request, act, done=_("The work has begun again."))
    return redirect(_page(found))


@require_POST
@require(Permission.PUBLISH_REPORTS)
def report_review(request, fund_report_id):
    """Note that the report was read and is right."""
    found = _report(fund_report_id)
    act = partial(services.review_report, found, by=request.user)
    attempt(
        request,
        act,
        done=_("You have reviewed the report: somebody else publishes it."),
    )
    return redirect(_page(found))


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def report_publish(request, fund_report_id):
    """Publish for good, after asking."""
    found = _report(fund_report_id)
    if request.method == "POST":
        act = partial(services.publish_report, found, by=request.user)
        done = _("The report is published, and never changes again.")
        attempt(request, act, done=done)
        return redirect(_page(found))
    context = {"report": found, "title": report_title(found)}
    return render(request, "solidarity/governing/publish.html", context)


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def report_erratum(request, fund_report_id):
    """Put a note beside a published report."""
    found = _report(fund_report_id)
    return ask(
        request,
        ErratumForm(request.POST if request.method == "POST" else None),
        partial(services.add_erratum, found),
        done=_("The erratum stands beside the report."),
        back=_page(found),
        words={
            "title": _("Write an erratum"),
            "lead": _("What is published stays as it is: the note stands beside it."),
            "submit": _("Publish the erratum"),
            "back_label": report_title(found),
        },
    )
