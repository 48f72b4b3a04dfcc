from django.urls import path

from transparency.views import goals, reports

ONE = "asbl/reports/<uuid:asbl_report_id>"
GOAL = "asbl/goals/<uuid:goal_id>"

urlpatterns = [
    path("asbl/reports/", reports.reports, name="reports"),
    path("asbl/reports.<table:ending>", reports.reports_table, name="reports-table"),
    path(f"{ONE}/", reports.report, name="report"),
    path(
        f"{ONE}/<slug:report_language>.pdf",
        reports.report_document,
        name="report-document",
    ),
    path(f"{ONE}/note/", reports.report_note, name="report-note"),
    path(f"{ONE}/audit/", reports.report_audit, name="report-audit"),
    path(f"{ONE}/make/", reports.report_make, name="report-make"),
    path(f"{ONE}/review/", reports.report_review, name="report-review"),
    path(f"{ONE}/publish/", reports.report_publish, name="report-publish"),
    path(f"{ONE}/correct/", reports.report_correct, name="report-correct"),
    path(f"{ONE}/discard/", reports.report_discard, name="report-discard"),
    path("asbl/goals/", goals.goals, name="goals"),
    path("asbl/goals.<table:ending>", goals.goals_table, name="goals-table"),
    path("asbl/goals/new/", goals.goal_new, name="goal-new"),
    path(f"{GOAL}/edit/", goals.goal_edit, name="goal-edit"),
    path(f"{GOAL}/measured/", goals.goal_measure, name="goal-measure"),
]
