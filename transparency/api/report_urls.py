from koprogo.api.views import at
from transparency.api import reports

ONE = "reports/<uuid:asbl_report_id>"
GOAL = "goals/<uuid:goal_id>"

urlpatterns = [
    at("reports/", reports.Reports, "asbl-reports"),
    at(f"{ONE}/", reports.ReportView, "asbl-report"),
    at(f"{ONE}/files/<slug:report_language>/", reports.ReportFile, "asbl-report-file"),
    at(f"{ONE}/note/", reports.ReportNote, "asbl-report-note"),
    at(f"{ONE}/audit/", reports.ReportAudit, "asbl-report-audit"),
    at(f"{ONE}/make/", reports.ReportMaking, "asbl-report-make"),
    at(f"{ONE}/review/", reports.ReportReview, "asbl-report-review"),
    at(f"{ONE}/publish/", reports.ReportPublishing, "asbl-report-publish"),
    at(f"{ONE}/correct/", reports.ReportCorrection, "asbl-report-correct"),
    at("goals/", reports.Goals, "asbl-goals"),
    at(f"{GOAL}/", reports.GoalView, "asbl-goal"),
    at(f"{GOAL}/measured/", reports.GoalMeasured, "asbl-goal-measured"),
]
