"""The ASBL of the demo: three years, two tiers crossed, books that balance, reports."""

from decimal import Decimal

import pytest
from django.utils import timezone

from finance.demo import people
from koprogo.jobs.models import Job
from koprogo.ledger.queries import verify
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import databases
from tests.finance.demos import connected_to
from transparency import demo
from transparency.demo import reports as publishing
from transparency.demo.growth import PARTICIPANTS, months
from transparency.models import PriceStep, Publication, Quarter, Report
from transparency.queries.participations import participants_on
from transparency.services.reports import make_document
from transparency.tariff import effective_from

__all__ = ["played"]


@pytest.fixture(scope="module")
def played(cast_template, django_db_setup, django_db_blocker):
    """A database with people and the ASBL, and no building."""
    name = databases.clone(databases.migrated_template(), f"{cast_template}_asbl_demo")
    with django_db_blocker.unblock(), connected_to(name):
        demo.play(timezone.localdate(), people.create_users())
    yield name
    databases.drop(name)


@pytest.fixture
def asbl(played, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        connected_to(played),
        enter(Tenant.objects.get(kind="asbl").pk, by=None),
    ):
        yield


def test_two_tiers_are_crossed_each_from_the_next_month_on(asbl):
    found = PriceStep.objects.filter(cause="crossing")
    month = months(timezone.localdate())
    assert list(found.values_list("since", "price", "participants")) == [
        (effective_from(month[29]), Decimal("0.80"), PARTICIPANTS[29]),
        (effective_from(month[34]), Decimal("0.60"), PARTICIPANTS[34]),
    ]
    assert participants_on(timezone.localdate()) == PARTICIPANTS[-1]


def test_nobody_is_told_today_of_what_fell_before(asbl):
    assert not Job.objects.filter(name="transparency.tell_price").exists()


def test_the_books_balance_and_past_quarters_are_closed(asbl):
    assert verify() == []
    assert Quarter.objects.filter(closed_at=None).count() == 0
    assert Quarter.objects.count() >= 11


def test_what_is_public_says_the_same(asbl):
    figures = Publication.objects.get().figures
    assert figures["participants"] == PARTICIPANTS[-1]
    assert figures["price"] == "0.60"


def test_a_report_is_published_once_its_documents_are_made(asbl):
    report = Report.objects.order_by("year", "quarter").first()
    job = Job.objects.get(name=publishing.PUBLISHING, arguments__report_id=report.pk)
    assert publishing.publish(**job.arguments) == publishing.AGAIN
    making = Job.objects.get(
        name="transparency.make_report", arguments__report_id=report.pk
    )
    for _language in range(publishing.LANGUAGES):
        make_document(report.pk, making)
    publishing.publish(**job.arguments)
    report.refresh_from_db()
    assert report.is_published
    assert report.reviewed_by != report.published_by
