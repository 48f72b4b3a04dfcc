"""Mails that the night writes link to the site, where its address is known."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from solidarity import tasks
from solidarity.models import Request
from solidarity.services import agreements, retention
from solidarity.services.committee import offers
from tests.solidarity import making
from tests.solidarity.loans.making import by_debit
from tests.solidarity.money.making import promised
from tests.solidarity.requests import filling

SITE = "https://koprogo.example"


@pytest.fixture
def nights(seats, settings):
    """Something waits for every task; ``nights()`` runs them, and returns the mails."""
    settings.ASBL_PLATFORM = True
    now = timezone.now()
    Request.objects.filter(pk=filling.draft("otto").pk).update(
        changed_at=now - timedelta(days=80)
    )
    incomplete = making.sent("clara")
    Request.objects.filter(pk=incomplete.pk).update(
        state="incomplete", changed_at=now - timedelta(days=55)
    )
    late = making.sent("axel")
    Request.objects.filter(pk=late.pk).update(decide_by=now.date())
    by_debit("omar", months_ago=3)
    promised("rik")
    making.decided(making.sent("nora"), "offered")

    def run():
        Delivery.objects.all().delete()
        retention.warn_of_drafts(now)
        agreements.remind_unsigned(now=now + timedelta(days=15))
        offers.lapse_offers(timezone.localdate(now) + timedelta(days=8))
        with enter(None, by=None):
            tasks.lapse_requests()
            tasks.alert_committee()
            tasks.late()
        return {one.event.split(":")[0]: one.body for one in Delivery.objects.all()}

    return run


def test_each_says_where(nights, settings):
    settings.SITE_ORIGIN = SITE
    mails = nights()
    own = f"{SITE}{reverse('solidarity:requests')}"
    told = {event.rstrip("0123456789").rstrip("-") for event in mails}
    assert told == {
        *("fund-draft-old", "aid-unsigned", "request-offer", "request-waiting"),
        *("deadline", "late"),
    }
    for event, body in mails.items():
        assert SITE in body, event
        assert "None" not in body
    assert sum(own in body for body in mails.values()) == 4


def test_without_an_address_they_still_say_what_to_do(nights):
    for event, body in nights().items():
        assert "http" not in body, event
        assert "\n\n\n" not in body, event
