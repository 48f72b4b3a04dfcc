"""Transfers within limits, mirrors, and who leaves: the sum is always 0."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from community.errors.hours import BeyondLimit, Undone
from community.models import HoursAccount, HoursLeg, HoursLimits, HoursTransfer
from community.queries.hours.integrity import verify
from community.services.hours import ledger
from tests.community.hours.making import balance, done, given, limited


@pytest.fixture
def two(neighbours):
    return neighbours["omar"], neighbours["otto"]


def test_an_hour_is_an_hour(two):
    omar, otto = two
    given(omar, otto, 90)
    given(otto, omar, 30)
    assert (balance(omar), balance(otto)) == (60, -60)
    assert verify() == []


@pytest.mark.parametrize(("minutes", "passes"), [(720, True), (721, False)])
def test_up_to_twelve_hours_are_owed(two, minutes, passes):
    omar, otto = two
    if passes:
        given(omar, otto, minutes)
        assert balance(otto) == -720
    else:
        with pytest.raises(BeyondLimit) as refused, transaction.atomic():
            given(omar, otto, minutes)
        assert (refused.value.neighbour_id, refused.value.is_own) == (otto.pk, False)
        assert (balance(omar), HoursTransfer.objects.count()) == (0, 0)


def test_up_to_forty_hours_are_given(neighbours, two):
    omar, otto = two
    limited(floor=-6000)
    given(omar, otto, 1440)
    given(omar, neighbours["clara"], 960)
    assert balance(omar) == 2400
    with pytest.raises(BeyondLimit) as refused, transaction.atomic():
        given(omar, otto, 1)
    assert refused.value.neighbour_id == omar.pk


def test_who_is_beyond_a_limit_drawn_nearer_may_move_back(two):
    omar, otto = two
    given(omar, otto, 600)
    limited(floor=-60, ceiling=120)
    with pytest.raises(BeyondLimit), transaction.atomic():
        given(omar, otto, 1)
    given(otto, omar, 60)
    assert (balance(omar), balance(otto)) == (540, -540)


def test_a_refusal_says_whose_limit_it_is_only_to_himself(two):
    omar, otto = two
    given(omar, otto, 600)
    limited(floor=-60)
    # what would undo it moves both back: only a new one is refused
    for by in (otto, omar):
        row = done(omar, otto, 1)
        with pytest.raises(BeyondLimit) as refused, transaction.atomic():
            ledger.transfer(row, by=by)
        assert refused.value.neighbour_id == otto.pk
        assert refused.value.is_own == (by == otto)


def test_an_exchange_is_counted_once(two):
    omar, otto = two
    row = given(omar, otto, 60)
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.transfer(row.exchange, by=None)
    assert balance(omar) == 60


def test_a_mirror_undoes_it_once(two):
    omar, otto = two
    row = given(omar, otto, 60)
    mirrored = ledger.mirror_transfer(row, by=None)
    assert (balance(omar), balance(otto), mirrored.mirror_of) == (0, 0, row)
    for again in (row, mirrored):
        with pytest.raises(Undone):
            ledger.mirror_transfer(again, by=None)
    assert verify() == []


@pytest.mark.parametrize("minutes", [90, -90])
def test_who_leaves_leaves_his_balance_to_the_building(two, minutes):
    omar, otto = two
    given(*((omar, otto) if minutes > 0 else (otto, omar)), abs(minutes))
    row = ledger.settle(omar)
    assert row.kind == HoursTransfer.Kind.LEAVING
    assert (balance(omar), balance(otto), balance(None)) == (0, -minutes, minutes)
    assert ledger.settle(omar) is None
    assert HoursAccount.objects.aggregate(all=Sum("balance"))["all"] == 0
    assert verify() == []


def test_who_never_exchanged_leaves_nothing(two):
    assert ledger.settle(two[0]) is None
    given(*two, 30)
    given(*reversed(two), 30)
    assert ledger.settle(two[0]) is None
    assert not HoursLeg.objects.filter(account__neighbour=None).exists()


def test_who_leaves_beyond_a_limit_is_settled_all_the_same(two):
    omar, otto = two
    given(omar, otto, 600)
    limited(floor=-60, ceiling=60)
    ledger.settle(otto)
    assert (balance(otto), balance(None)) == (0, -600)


def test_the_common_account_has_no_limit(two):
    omar, otto = two
    limited(floor=-60, ceiling=60)
    for _each in range(2):
        given(omar, otto, 60)
        ledger.settle(omar)
        ledger.settle(otto)
    assert (balance(None), HoursLimits.objects.count()) == (0, 1)


def test_a_transfer_takes_few_statements(two, django_assert_num_queries):
    omar, otto = two
    new = done(omar, otto)
    with django_assert_num_queries(1):
        ledger.transfer(new, by=None)
    row = given(omar, otto, 60)
    # Its legs, both accounts, a mirror of it, the transfer; a savepoint.
    with django_assert_num_queries(6):
        ledger.mirror_transfer(row, by=None)
