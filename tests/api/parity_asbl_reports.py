"""The pages of the ASBL's reports and goals beside their operations (parity.py)."""

REPORTS = {
    "transparency:reports": "GET asbl-reports",
    "transparency:reports-table": "GET asbl-reports",
    "transparency:report": "GET asbl-report",
    "transparency:report-document": "GET asbl-report-file",
    "transparency:report-note": "PUT asbl-report-note",
    "transparency:report-audit": "PUT asbl-report-audit",
    "transparency:report-make": "POST asbl-report-make",
    "transparency:report-review": "POST asbl-report-review",
    "transparency:report-publish": "POST asbl-report-publish",
    "transparency:report-correct": "POST asbl-report-correct",
    "transparency:report-discard": "DELETE asbl-report",
    "transparency:goals": "GET asbl-goals",
    "transparency:goals-table": "GET asbl-goals",
    "transparency:goal-new": "POST asbl-goals",
    "transparency:goal-edit": "PUT asbl-goal",
    "transparency:goal-measure": "PUT asbl-goal-measured",
}
