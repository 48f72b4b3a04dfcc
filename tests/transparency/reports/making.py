"""Reports for tests: two members of the board, and a drafted quarter."""

from datetime import date

from buildings import services as buildings
from buildings.models import Role
from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address
from koprogo.documents.services import store
from koprogo.jobs.services import run_all
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.transparency.publishing.making import NOW, close, ran
from transparency.models import Report
from transparency.services import reports

LANGUAGES = ("nl", "fr", "de", "en")


def second_board_member(name="bert", language="en") -> User:
    """Somebody else of the board: one reviews, the other publishes."""
    person = User.objects.create_user(
        f"{name}@example.org",
        "correct horse battery",
        name=name.title(),
        language=language,
    )
    verify_address(person)
    buildings.grant_role(
        person,
        tenant=Tenant.objects.get(kind=Tenant.Kind.ASBL),
        role=Role.BOARD,
        since=cast.SINCE,
        by=None,
    )
    return person


def drafted(now=NOW) -> list[Report]:
    """What is due, with its documents."""
    found = reports.draft_due(now=now)
    run_all()
    return found


def quarter() -> Report:
    """The draft for the first quarter of 2025; its documents are still to be made."""
    ran(months=3, since=date(2025, 1, 1))
    close(2025, 1)
    return Report.objects.get()


def year() -> Report:
    """The accounts of 2025, with documents that were not drawn."""
    ran(months=12)
    close(2025, 1, 2, 3, 4)
    return with_documents(Report.objects.get(kind="year"))


def with_documents(report: Report) -> Report:
    """Add a document in each language as the worker does, with other bytes in it."""
    for language in LANGUAGES:
        data = f"%PDF- {report} {report.note} {language}".encode()
        file = store(data, name="report.pdf", content_type="application/pdf", by=None)
        report.documents.create(language=language, file=file)
    return report


def reviewed(report: Report, *, by="bo") -> Report:
    return reports.review_report(report, by=cast.user(by))


def published(report: Report) -> Report:
    return reports.publish_report(reviewed(report), by=cast.user("bert"))
