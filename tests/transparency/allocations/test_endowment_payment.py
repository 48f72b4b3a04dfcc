"""What the ASBL owes its fund is paid: booked in both books, or in none."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from koprogo.ledger.queries.balances import account_balances
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.transparency.allocations.making import adopted, balance
from transparency import errors
from transparency.chart import BANK, FUND
from transparency.models import Endowment
from transparency.queries.allocations import endowments
from transparency.services.endowments import pay_endowment

GIVEN = Decimal("18000.00")


@pytest.fixture
def act(asbl):
    adopted()
    return Endowment.objects.get()


def of_fund(*codes):
    with enter(Tenant.objects.get(kind=Tenant.Kind.FUND).pk, by=None):
        return [*account_balances(*codes).values()]


def test_it_is_booked_in_both_books(act):
    bank, today = balance(BANK), timezone.localdate()
    assert (balance(FUND), endowments().get().paid_on) == (-GIVEN, None)
    pay_endowment(act, on=today, by=cast.user("tess"))
    assert (balance(FUND), balance(BANK)) == (0, bank - GIVEN)
    assert of_fund("550", "100") == [GIVEN, -GIVEN]
    assert endowments().get().paid_on == today


def test_it_is_paid_once(act):
    pay_endowment(act, on=timezone.localdate(), by=None)
    with pytest.raises(errors.EndowmentPaid):
        pay_endowment(act, on=timezone.localdate(), by=None)
    assert of_fund("550") == [GIVEN]


@pytest.mark.parametrize(
    ("days", "refusal"), [(1, errors.NotYet), (-1, errors.PaidBeforeGiven)]
)
def test_not_before_it_is_given_and_not_in_the_future(act, days, refusal):
    with pytest.raises(refusal):
        pay_endowment(act, on=timezone.localdate() + timedelta(days=days), by=None)
    assert of_fund("550") == [0]


def test_the_treasurer_notes_it_on_the_page(sign_in, act):
    way = reverse("transparency:endowment-pay", args=[act.uuid])
    tess = sign_in("tess")
    listed = reverse("transparency:allocations")
    assert way in tess.get(listed).content.decode()
    page = tess.post(way, {"on": "2019-01-01"})
    assert "It is paid from the day" in page.content.decode()
    tess.post(way, {"on": timezone.localdate().isoformat()})
    assert way not in tess.get(listed).content.decode()
    page = tess.post(way, {"on": timezone.localdate().isoformat()})
    assert "The fund has this endowment already." in page.content.decode()
    assert "not yet" not in sign_in("mia").get(listed).content.decode()
