"""Reports of the ASBL for programs: read, reviewed, published, corrected; its goals."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from koprogo.api.downloads import PDF, send
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.doors import require_api
from transparency.api.report_shapes import (
    AsblReportShape,
    AuditorNoteBody,
    GoalBody,
    GoalChangeBody,
    GoalShape,
    MeasuredBody,
    ReportCorrectionBody,
    ReportNoteBody,
)
from transparency.models import Report
from transparency.queries.goals import goal_list
from transparency.queries.reports import report_list
from transparency.services import goals as goal_services
from transparency.services import reports as services

STAYS = (errors.ReportPublished, errors.ReportApproved)


def _found(asbl_report_id) -> Report:
    return get_object_or_404(report_list(), uuid=asbl_report_id)


def _again(report: Report) -> Report:
    return report_list().get(pk=report.pk)


class Reports(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.SEE_REPORTS)
    @operation(page_of=AsblReportShape, lines="documents")
    def get(self, request, association):
        """The reports and their drafts, the latest first."""
        return report_list()


class ReportView(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.SEE_REPORTS)
    @operation(answer=AsblReportShape)
    def get(self, request, association, asbl_report_id):
        """One report with its documents."""
        return _found(asbl_report_id)

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(
        status=204,
        refuses=(
            errors.ReportDiscarded,
            errors.ReportNotCorrection,
            *STAYS,
        ),
    )
    def delete(self, request, association, asbl_report_id):
        """Discard a correction that is not published."""
        services.discard_report(_found(asbl_report_id), by=request.user)


class ReportFile(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.SEE_REPORTS)
    @operation(downloads=(PDF,))
    def get(self, request, association, asbl_report_id, report_language):
        """A report in one language."""
        for document in _found(asbl_report_id).documents.all():
            if document.language == report_language:
                return send(request, document.file)
        raise Http404


class ReportNote(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(body=ReportNoteBody, answer=AsblReportShape, refuses=STAYS)
    def put(self, request, association, asbl_report_id):
        """Write the note of the board; the documents are made anew."""
        report = _found(asbl_report_id)
        services.write_note(report, **self.read(), by=request.user)
        return _again(report)


class ReportAudit(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.AUDIT_ASBL)
    @operation(
        body=AuditorNoteBody,
        answer=AsblReportShape,
        refuses=(errors.NotYearlyAccounts, *STAYS),
    )
    def put(self, request, association, asbl_report_id):
        """Write the note of the auditor on yearly accounts."""
        report = _found(asbl_report_id)
        services.write_auditor_note(report, **self.read(), by=request.user)
        return _again(report)


class ReportMaking(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(answer=AsblReportShape, refuses=(errors.ReportPublished,))
    def post(self, request, association, asbl_report_id):
        """Start the making of missing documents again."""
        report = _found(asbl_report_id)
        services.make_again(report, by=request.user)
        return _again(report)


class ReportReview(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(
        answer=AsblReportShape,
        refuses=(
            errors.ReportPublished,
            errors.ReportNotMade,
            errors.ReportReviewed,
        ),
    )
    def post(self, request, association, asbl_report_id):
        """Note that the draft was read and is right."""
        report = _found(asbl_report_id)
        services.review_report(report, by=request.user)
        return _again(report)


class ReportPublishing(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(
        answer=AsblReportShape,
        refuses=(
            errors.ReportPublished,
            errors.ReportNotReviewed,
            errors.ReviewerPublishes,
            errors.ReportNotApproved,
        ),
    )
    def post(self, request, association, asbl_report_id):
        """Publish what somebody else reviewed: it never changes again."""
        report = _found(asbl_report_id)
        services.publish_report(report, by=request.user)
        return _again(report)


class ReportCorrection(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(
        body=ReportCorrectionBody,
        answer=AsblReportShape,
        status=201,
        refuses=(errors.ReportNotPublished, errors.ReportCorrected),
    )
    def post(self, request, association, asbl_report_id):
        """Draft a new version that names what it corrects."""
        report = _found(asbl_report_id)
        return _again(services.correct_report(report, **self.read(), by=request.user))


class Goals(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.SEE_REPORTS)
    @operation(page_of=GoalShape)
    def get(self, request, association):
        """The goals, the next to reach first."""
        return goal_list()

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(body=GoalBody, answer=GoalShape, status=201, refuses=(errors.GoalThere,))
    def post(self, request, association):
        """Set a goal."""
        return goal_services.set_goal(**self.read(), by=request.user)


class GoalView(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.SEE_REPORTS)
    @operation(answer=GoalShape)
    def get(self, request, association, goal_id):
        """One goal with what is measured of it."""
        return get_object_or_404(goal_list(), uuid=goal_id)

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(body=GoalChangeBody, answer=GoalShape, refuses=(errors.GoalThere,))
    def put(self, request, association, goal_id):
        """Change how much is aimed at, or by when."""
        goal = get_object_or_404(goal_list(), uuid=goal_id)
        return goal_services.change_goal(goal, **self.read(), by=request.user)


class GoalMeasured(ApiView):
    tag = "asbl-reports"

    @require_api(Permission.PUBLISH_REPORTS)
    @operation(
        body=MeasuredBody, answer=GoalShape, refuses=(errors.MeasuredInTheFuture,)
    )
    def put(self, request, association, goal_id):
        """Note a value that somebody measured."""
        goal = get_object_or_404(goal_list(), uuid=goal_id)
        return goal_services.note_measured(goal, **self.read(), by=request.user)
