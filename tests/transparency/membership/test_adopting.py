"""A tariff begins with a decision of the members, and only they raise a price."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from koprogo.slots import DecisionRef
from koprogo.tenancy import enter
from tests import cast
from tests.sql import refused
from tests.transparency.members import crowd, joined, voted
from transparency.errors import AdoptedAlready, PastTariff
from transparency.models import PriceStep, Schedule
from transparency.queries.tariffs import price_on, tariff_today
from transparency.services.tariffs import adopt, cross_if_reached
from transparency.tariff import Tier, WrongGrid, effective_from

SINCE = date(2024, 1, 1)


def next_month():
    return effective_from(timezone.localdate())


def decided(**values):
    return adopt(
        **{
            "decision": DecisionRef(uuid4(), "Decision 7", timezone.localdate()),
            "audience": "co_ownership",
            "kind": "grid",
            "since": next_month(),
            "tiers": [Tier(0, Decimal("1.00")), Tier(10, Decimal("0.50"))],
            "by": None,
            **values,
        }
    )


def test_a_voted_price_replaces_the_grid_from_its_day(asbl):
    crowd(500, since=SINCE)
    voted("5.00")
    assert price_on("co_ownership", timezone.localdate()) == Decimal("1.00")
    assert price_on("co_ownership", next_month()) == Decimal("5.00")
    assert cross_if_reached(today=timezone.localdate(), by=None) is None
    assert tariff_today(next_month()).following is None


def test_five_falls_to_four(asbl):
    voted("5.00")
    voted("4.00")
    assert price_on("co_ownership", next_month()) == Decimal("4.00")


def test_a_grid_begins_with_the_price_of_those_who_take_part(asbl):
    crowd(12, since=SINCE)
    decided()
    step = PriceStep.objects.filter(cause="vote").get()
    assert (step.price, step.participants) == (Decimal("0.50"), 12)


def test_a_bound_that_is_crossed_before_it_begins_counts_at_its_beginning(asbl):
    crowd(9, since=SINCE)
    decided()
    joined(1)
    assert price_on("co_ownership", next_month()) == Decimal("0.50")


@pytest.mark.parametrize(
    "since",
    [
        lambda: timezone.localdate().replace(day=1),
        lambda: next_month() + timedelta(days=1),
        lambda: date(2020, 1, 1),
    ],
)
def test_it_begins_on_the_first_of_a_month_to_come(asbl, since):
    with pytest.raises(PastTariff):
        decided(since=since())
    assert Schedule.objects.filter(decision__isnull=False).count() == 0


def test_a_decision_is_carried_out_once_for_an_audience(asbl):
    decision = DecisionRef(uuid4(), "Decision 7", timezone.localdate())
    decided(decision=decision)
    with pytest.raises(AdoptedAlready):
        decided(decision=decision)
    decided(
        decision=decision, audience="person", kind="voted", tiers=[Tier(0, Decimal(2))]
    )


def test_a_grid_that_could_rise_is_none(asbl):
    with pytest.raises(WrongGrid):
        decided(tiers=[Tier(0, Decimal(1)), Tier(10, Decimal(2))])


def test_nothing_of_a_tariff_changes(asbl):
    for model in (Schedule, PriceStep):
        with refused("permission denied"):
            model.objects.update(since=SINCE)


def test_members_are_told_of_a_vote_but_not_of_add_ons(own_database):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        crowd(3, since=SINCE, language="en")
        voted("3.00", audience="ai")
        run_all()
        assert Delivery.objects.count() == 0
        voted("0.90")
        run_all()
        mail = Delivery.objects.first()
        assert "adopted another price: Decision 1" in mail.body
        assert "until then: €1.00" in mail.body
        assert Delivery.objects.count() == 3
