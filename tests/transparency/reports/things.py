"""What the addresses of reports and goals name, for the tables of roles and pages."""

from datetime import date

from tests.transparency.reports.making import with_documents
from transparency.models import Goal, Report


def things() -> dict:
    """The draft of yearly accounts with its documents, and a goal; the ASBL is entered."""
    report = with_documents(Report.objects.create(kind="year", year=2019))
    goal = Goal.objects.create(name="people", due=date(2031, 1, 1), target=1_000)
    return {
        "asbl_report_id": report.uuid,
        "report_language": "en",
        "goal_id": goal.uuid,
    }
