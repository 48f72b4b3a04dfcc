"""Telling many members: batches of a constant number of statements."""

from datetime import date

import pytest
from django.utils import timezone

from koprogo.jobs.services import DONE, MORE
from koprogo.notifications.models import Delivery
from tests.transparency.members import crowd
from transparency.services import telling
from transparency.services.tariffs import cross_if_reached

SINCE = date(2024, 1, 1)


def crossed():
    return cross_if_reached(today=timezone.localdate(), by=None)


@pytest.mark.parametrize("members", [500, 900])
def test_a_batch_takes_as_many_statements_whatever_its_size(
    asbl, members, django_assert_num_queries
):
    crowd(members, since=SINCE)
    step = crossed()
    with django_assert_num_queries(11):
        told = telling.tell_price(step, after=0, by=None)
    assert (told.many, told.outcome) == (members, DONE)
    assert Delivery.objects.count() == members


def test_batches_follow_on_each_other(asbl, monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 300)
    crowd(500, since=SINCE)
    step = crossed()
    first = telling.tell_price(step, after=0, by=None)
    assert (first.many, first.outcome) == (300, MORE)
    second = telling.tell_price(step, after=first.last, by=None)
    assert (second.many, second.outcome) == (200, DONE)
    nobody = telling.tell_price(step, after=second.last, by=None)
    assert (nobody.many, nobody.last, nobody.outcome) == (0, second.last, DONE)
    assert Delivery.objects.values("recipient").distinct().count() == 500


def test_a_batch_that_is_told_again_doubles_nothing(asbl):
    crowd(500, since=SINCE)
    step = crossed()
    telling.tell_price(step, after=0, by=None)
    telling.tell_price(step, after=0, by=None)
    assert Delivery.objects.count() == 500
