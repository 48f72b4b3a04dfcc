"""The fund of the demo: four people at four stages, and books that hold."""

from calendar import isleap
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.utils import timezone

from koprogo.ledger.queries import account_balances, verify
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.deadlines import next_meeting
from solidarity.models import Aid, Ballot, Paper, Request, Seat, Session
from solidarity.queries.integrity import findings
from tests import databases
from tests.finance.demos import connected_to
from tests.solidarity import demos


@pytest.fixture(scope="module")
def played(cast_template, django_db_setup, django_db_blocker):
    """A database with the cast and the people of the demo, whose fund has helped."""
    name = databases.clone(cast_template, f"{cast_template}_fund_demo")
    with django_db_blocker.unblock(), connected_to(name):
        demos.play(timezone.localdate())
    yield name
    databases.drop(name)


@pytest.fixture
def fund(played, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        connected_to(played),
        enter(Tenant.objects.get(kind=Tenant.Kind.FUND).pk, by=None),
    ):
        yield


def test_four_people_stand_at_four_stages(fund):
    found = Request.objects.exclude(state="draft")
    assert set(found.values_list("applicant__name", "kind", "state")) == {
        ("Lieve Janssens", "loan", "accepted"),
        ("Marc Dubois", "dispute", "accepted"),
        ("Noor Vermeulen", "works", "offered"),
        ("Selin Özdemir", "emergency", "complete"),
    }
    assert set(Aid.objects.values_list("kind", "state", "paid")) == {
        ("loan", "running", Decimal("3200.00")),
        ("dispute", "promised", Decimal("0.00")),
        ("works", "promised", Decimal("0.00")),
    }
    assert Request.objects.get(state="draft").applicant.name == "Noor Vermeulen"
    assert not Paper.objects.filter(file=None).exists()


def test_the_committee_sits_and_a_vote_is_open(fund):
    assert Seat.objects.on(timezone.localdate()).count() == 5
    open_ones = Ballot.objects.filter(vote__closed_at=None)
    assert open_ones.count() == 2


def test_the_books_of_the_fund_are_sound(fund):
    assert verify() == []
    assert list(findings()) == []
    assert account_balances("550")["550"] == Decimal("20800.00")


def days_to_come():
    """Yield days that are unlike others, after the cast's: its grants run by then."""
    year = timezone.localdate().year + 1
    leap = next(one for one in count(year) if isleap(one))
    meeting = next_meeting(timezone.localdate() + timedelta(days=40))
    yield "leap day", date(leap, 2, 29), time(10)
    yield "last day of the year", date(year, 12, 31), time(23, 30)
    yield "first day of the year", date(year, 1, 1), time(0, 30)
    yield "end of a short month", date(year, 4, 30), time(9)
    yield "before a meeting", meeting, time(9)
    yield "after a meeting", meeting, time(22)
    yield "saturday", meeting + timedelta(days=3), time(12)


@pytest.mark.parametrize(
    ("day", "hour"),
    [pytest.param(day, hour, id=name) for name, day, hour in days_to_come()],
)
def test_it_loads_on_any_day(db, monkeypatch, day, hour):
    now = timezone.make_aware(datetime.combine(day, hour))
    monkeypatch.setattr(timezone, "now", lambda: now)
    demos.play(day)
    with enter(Tenant.objects.get(kind=Tenant.Kind.FUND).pk, by=None):
        assert (verify(), list(findings())) == ([], [])
        assert set(Request.objects.values_list("state", flat=True)) == {
            *("draft", "complete", "accepted", "offered")
        }
        loan = Aid.objects.get(kind="loan")
        assert (loan.state, loan.paid) == ("running", Decimal("3200.00"))
        first = loan.plans.get().lines.first()
        assert timedelta(28) <= first.due - day <= timedelta(31)
        assert Ballot.objects.filter(vote__closed_at=None).count() == 2
        assert Session.objects.filter(closed_at=None).count() >= 1
