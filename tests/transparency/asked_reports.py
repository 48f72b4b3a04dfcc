"""What generated requests name and send of reports and goals of the ASBL."""

from datetime import date, timedelta
from uuid import uuid4

from tests.transparency.reports.making import reviewed, with_documents
from transparency.models import Report
from transparency.services.reports import correct_report, publish_report

REPORT = "reports/{asbl_report_id}/"
GOAL = "goals/{goal_id}/"
EARLIEST = 2020


def _drafted(kind="quarter") -> Report:
    """A draft with its documents, of a year that has none."""
    year = EARLIEST + Report.objects.count()
    quarter = 1 if kind == "quarter" else None
    return with_documents(Report.objects.create(kind=kind, year=year, quarter=quarter))


def _draft(_method):
    return {"asbl_report_id": _drafted().uuid}


def _accounts(_method):
    return {"asbl_report_id": _drafted("year").uuid}


def _reviewed(_method):
    """By Bo: Sophie may publish it."""
    return {"asbl_report_id": reviewed(_drafted()).uuid}


def _published(_method):
    found = publish_report(reviewed(_drafted()), by=None)
    return {"asbl_report_id": found.uuid}


def _correction(method):
    """For who discards it; whoever reads has the accounts with their documents."""
    if method == "GET":
        return {}
    found = publish_report(reviewed(_drafted()), by=None)
    return {"asbl_report_id": correct_report(found, reason="A sum", by=None).uuid}


MAKERS = {
    _draft: (f"{REPORT}note/", f"{REPORT}make/", f"{REPORT}review/"),
    _accounts: (f"{REPORT}audit/",),
    _reviewed: (f"{REPORT}publish/",),
    _published: (f"{REPORT}correct/",),
    _correction: (REPORT,),
}


def bodies(real):
    # By a uuid: Hypothesis lets ``random`` begin again for each request.
    due = date.fromisoformat(real["date"]) + timedelta(days=uuid4().int % 9_999)
    goal = {"target": "1000.00", "due": due.isoformat()}
    return {
        f"PUT {REPORT}note/": {"note": "The servers cost less."},
        f"PUT {REPORT}audit/": {"auditor_note": "I found nothing."},
        f"POST {REPORT}correct/": {"reason": "A sum was wrong"},
        "POST goals/": goal | {"name": "people"},
        f"PUT {GOAL}": goal,
        f"PUT {GOAL}measured/": {"measured": "5.00", "measured_on": real["date"]},
    }
