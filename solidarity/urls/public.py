"""What everybody reads of the fund, and what the board and the committee do for it."""

from django.urls import path

from solidarity.views import governing
from solidarity.views.public import dashboard, introduction, reports, testimonies

REPORT = "asbl/fund/reports/<uuid:fund_report_id>"
TESTIMONY = "asbl/fund/testimonies/<uuid:testimony_id>"
OWN = "fonds-solidarite/demande/<uuid:request_id>/testimony"

urlpatterns = [
    path("solidarite", introduction.introduce, name="introduction"),
    path("fonds-solidarite", dashboard.dashboard, name="dashboard"),
    path("fonds-solidarite/data.csv", dashboard.data_csv, name="data-csv"),
    path("fonds-solidarite/data.json", dashboard.data_json, name="data-json"),
    path(
        "fonds-solidarite/reports/<uuid:fund_report_id>/<str:open_language>.pdf",
        dashboard.report_document,
        name="open-report",
    ),
    path(OWN, testimonies.testimony, name="testimony"),
    path(f"{OWN}/withdraw", testimonies.testimony_withdraw, name="testimony-withdraw"),
    path("asbl/fund/testimonies/", testimonies.waiting, name="testimonies"),
    path(f"{TESTIMONY}/", testimonies.moderate, name="testimony-read"),
    path("asbl/fund/outcomes/", testimonies.outcomes, name="outcomes"),
    path("asbl/fund/reports/", reports.reports, name="fund-reports"),
    path(f"{REPORT}/", reports.report, name="fund-report"),
    path(
        f"{REPORT}/<str:open_language>.pdf",
        reports.report_document,
        name="fund-report-document",
    ),
    path(f"{REPORT}/make/", reports.report_make, name="fund-report-make"),
    path(f"{REPORT}/review/", reports.report_review, name="fund-report-review"),
    path(f"{REPORT}/publish/", reports.report_publish, name="fund-report-publish"),
    path(f"{REPORT}/erratum/", reports.report_erratum, name="fund-report-erratum"),
    path("asbl/fund/terms/", governing.terms, name="terms"),
    path("asbl/fund/terms/new/", governing.terms_new, name="terms-new"),
    path("asbl/fund/legal/", governing.legal, name="legal"),
    path("asbl/fund/legal/new/", governing.legal_new, name="legal-new"),
    path("asbl/fund/goals/", governing.goals, name="fund-goals"),
    path("asbl/fund/goals/new/", governing.goal_new, name="fund-goal-new"),
]
