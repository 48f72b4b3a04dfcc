"""What the addresses of the public side of the fund name, for the tables of roles."""

from datetime import date

from django.utils import timezone

from solidarity.models import FundReport, Request
from solidarity.services import publishing
from solidarity.services.report_making import LANGUAGES, make_document
from solidarity.services.testimonies import write_testimony
from tests.solidarity import making


def things() -> dict[str, object]:
    """A report that waits for its review, and a testimony of Omar's."""
    with making.inside():
        making.endowed()
        report = a_report()
        request = helped("omar")
        words = write_testimony(
            request, text="It helped.", language="en", by=request.applicant
        )
    return {
        "fund_report_id": report.uuid,
        "testimony_id": words.uuid,
        "request_id": request.uuid,
        "fund_request_id": request.uuid,
        "open_language": "en",
    }


def a_report(*, quarter: int = 1, **cells) -> FundReport:
    """A report of a period without documents, from its cells."""
    return FundReport.objects.create(
        kind="period",
        year=2026,
        quarter=quarter,
        quarters=[f"2026-Q{quarter}"],
        cells={"requests": 7, "kinds": {}} | cells,
        made_at=timezone.now(),
    )


def helped(name: str) -> Request:
    """A request of which the agreement is signed."""
    request = making.sent(name)
    aid = making.decided(request).aid
    aid.signed_at, aid.pay_by, aid.state = timezone.now(), date(2030, 1, 1), "signed"
    aid.save()
    return request


def finished(name: str, *, ended_at) -> Request:
    """A request whose loan came back, and which is closed."""
    request = helped(name)
    aid = request.aids.get()
    aid.state, aid.ended_at = "closed", ended_at
    aid.save()
    request.refresh_from_db()
    request.state, request.ended_at = "closed", ended_at
    request.save()
    return request


class Work:
    """A job, for steps that are called without one."""

    done = 0


def with_documents(report: FundReport) -> FundReport:
    """Make the documents of a report at once."""
    for _language in LANGUAGES:
        make_document(report.pk, Work())
    return FundReport.objects.get(pk=report.pk)


def public(report: FundReport) -> FundReport:
    """Publish a report: Bo reviews it, Tess publishes it."""
    found = with_documents(report)
    publishing.review_report(found, by=making.person("bo"))
    return publishing.publish_report(found, by=making.person("tess"))
