"""The price falls by itself, once, from the first of the next month (transparency.md §2)."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.transparency.members import Way, crowd, joined, someone
from transparency.models import PriceStep
from transparency.queries.participations import participants_on
from transparency.queries.tariffs import price_on, tariff_today
from transparency.services.taking_part import join_co_ownership, leave
from transparency.services.tariffs import cross_if_reached
from transparency.tariff import effective_from

SINCE = date(2024, 1, 1)


def crossings():
    return list(
        PriceStep.objects.filter(cause="crossing").values_list(
            "price", "participants", "since"
        )
    )


def today():
    return timezone.localdate()


def test_the_five_hundredth_lowers_the_price_from_the_next_month_on(asbl):
    crowd(498, since=SINCE)
    joined(1)
    assert crossings() == []
    joined(2)
    begins = effective_from(today())
    assert crossings() == [(Decimal("0.80"), 500, begins)]
    assert price_on("co_ownership", today()) == Decimal("1.00")
    assert price_on("co_ownership", begins) == Decimal("0.80")
    joined(3)
    assert len(crossings()) == 1


@pytest.mark.parametrize(
    ("on", "begins"),
    [
        (date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 3, 28), date(2027, 4, 1)),  # the clock goes forward
        (date(2027, 1, 1), date(2027, 2, 1)),
    ],
)
def test_it_begins_on_the_first_of_the_next_month(asbl, on, begins):
    crowd(500, since=SINCE)
    assert cross_if_reached(today=on, by=None).since == begins


def test_several_bounds_at_once_are_one_step(asbl):
    crowd(2_000, since=SINCE)
    step = cross_if_reached(today=today(), by=None)
    assert (step.price, step.tier.from_participants) == (Decimal("0.40"), 2_000)
    assert cross_if_reached(today=today(), by=None) is None


def test_two_bounds_in_one_month_are_two_steps_and_the_last_holds(asbl):
    crowd(500, since=SINCE)
    cross_if_reached(today=today(), by=None)
    crowd(500, since=SINCE)
    cross_if_reached(today=today(), by=None)
    assert [price for price, _many, _since in crossings()] == [
        Decimal("0.80"),
        Decimal("0.60"),
    ]
    assert price_on("co_ownership", effective_from(today())) == Decimal("0.60")


def test_it_never_rises_by_itself(asbl):
    rows = crowd(500, since=SINCE)
    cross_if_reached(today=today(), by=None)
    for row in rows[:10]:
        leave(row, by=None)
    gone = effective_from(today())
    assert participants_on(gone) == 490
    assert cross_if_reached(today=gone, by=None) is None
    assert price_on("co_ownership", gone) == Decimal("0.80")


def test_persons_and_the_free_are_not_counted(asbl):
    crowd(499, since=SINCE)
    crowd(3, since=SINCE, kind="person", way=Way.SELF_HOSTED)
    crowd(3, since=SINCE, way=Way.FREE)
    assert cross_if_reached(today=today(), by=None) is None
    assert tariff_today(today()).missing == 1


def test_the_database_refuses_a_crossing_that_raises(asbl):
    from tests.sql import refused

    first = PriceStep.objects.get(audience="co_ownership")
    tier = first.schedule.tiers.get(from_participants=500)
    with refused("does not fall"):
        PriceStep.objects.create(
            audience="co_ownership",
            since=effective_from(today()),
            price=Decimal("1.00"),
            participants=500,
            cause="crossing",
            schedule=first.schedule,
            tier=tier,
        )


def test_at_499_two_join_in_two_transactions_and_it_falls_once(own_database):
    """Two real connections; both wait for each other before they write."""
    tenant = cast.tenant(cast.ASBL).pk
    with enter(tenant, by=None):
        crowd(499, since=SINCE)
        people = [someone(number) for number in (1, 2)]
    together = Barrier(2)

    def join(number, user):
        try:
            with enter(tenant, by=None):
                together.wait()
                join_co_ownership(
                    name=f"Residence {number}",
                    kbo="",
                    way=Way.HOSTED,
                    voter=user,
                    by=None,
                )
        finally:
            connections.close_all()

    threads = [Thread(target=join, args=each) for each in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with enter(tenant, by=None):
        assert participants_on(today()) == 501
        assert crossings() == [(Decimal("0.80"), 500, effective_from(today()))]
    assert Job.objects.filter(name="transparency.tell_price").count() == 1


# Everybody is told


def test_every_member_is_told_once_in_his_language(own_database):
    tenant = cast.tenant(cast.ASBL).pk
    with enter(tenant, by=None):
        crowd(250, since=SINCE, language="nl")
        crowd(249, since=SINCE, language="de")
        crowd(2, since=SINCE, kind="person", way=Way.SELF_HOSTED, language="en")
        crowd(1, since=SINCE, way=Way.FREE)
        joined(1)
    run_all()
    with enter(tenant, by=None):
        mails = Delivery.objects.filter(event__startswith="price:")
        assert mails.count() == 502
        assert mails.values("recipient").distinct().count() == 502
        by_language = {
            language: mails.filter(language=language).count()
            for language in ("nl", "fr", "de", "en")
        }
        assert by_language == {"nl": 250, "fr": 1, "de": 249, "en": 2}
        english = mails.filter(language="en").first()
        assert "500 co-ownerships take part in KoproGo now" in english.body
        assert "until then: €1.00" in english.body
        assert "€0.80" in english.subject
