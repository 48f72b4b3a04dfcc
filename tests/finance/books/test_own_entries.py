"""Entries of one's own: what they may say, what they cost and charge, and back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings.models import AllocationKey
from finance.errors import (
    BeforeOpening,
    KeyNotInForce,
    MirroredOnWrongDay,
    PeriodShut,
)
from finance.errors.books import (
    BasisNeeded,
    EntryBooked,
    EntryInTheFuture,
    EntryTakenBack,
    EntryUnbalanced,
    HolderNeeded,
    NotByHand,
    NothingToTransfer,
    ReasonNeeded,
    SupplierNeeded,
    TooFewLines,
)
from finance.models import AccountCharge, Cost, OwnEntry
from finance.queries import settlements
from finance.queries.transfers import ReserveTransfer, reserve_to_transfer
from finance.refusals.books import sentence
from finance.services.own_entries import record_transfer, take_back_entry
from koprogo.audit.models import AuditEvent
from koprogo.ledger.errors import UnknownAccount
from koprogo.ledger.queries import findings
from tests import cast
from tests.finance.books.making import (
    JULY,
    LAST,
    a_call,
    a_settled_year,
    a_voucher,
    eur,
    lines_of,
    nets,
    own,
)
from tests.finance.charge_statements.books import key
from tests.finance.factories import item, opened, payment
from tests.finance.invoices.making import supplier

CLEANING, INSURANCE, WITHDRAWAL = "6105000", "6102002", "6816001"
BY_SHARES = "shares"


def by_key(code=BY_SHARES):
    return {"key": key(code)}


def of_holding(code):
    return {"holding": cast.holding(code)}


def test_a_correction_between_two_costs(acacias):
    voucher = a_voucher()
    booked = own(
        (CLEANING, "-100.00", by_key()),
        (INSURANCE, "100.00", by_key("lift")),
        text="Insurance, not cleaning",
        voucher=voucher,
    )
    assert (booked.entry.journal.code, booked.entry.date, booked.entry.text) == (
        "misc",
        JULY,
        "Insurance, not cleaning",
    )
    assert (booked.reason, booked.voucher) == ("Wrong account", voucher)
    costs = booked.entry.costs.order_by("position")
    assert [
        (cost.account.code, cost.amount, cost.key.code, cost.occupant_percent)
        for cost in costs
    ] == [
        (CLEANING, eur("-100.00"), "shares", 100),
        (INSURANCE, eur("100.00"), "lift", 0),
    ]
    assert AuditEvent.objects.filter(action="own_entry.booked").count() == 1
    assert findings() == []


def test_a_private_cost_and_a_withdrawal(acacias):
    lot = cast.lot("B")
    booked = own(
        ("6430000", "60.00", {"lot": lot}),
        ("160", "40.00"),
        (WITHDRAWAL, "-40.00", by_key()),
        ("551", "-60.00"),
    )
    private, withdrawn = booked.entry.costs.order_by("position")
    assert (private.basis, private.lot, private.withdrawal) == ("lot", lot, False)
    assert (withdrawn.amount, withdrawn.withdrawal) == (eur("-40.00"), True)
    assert booked.entry.lines.get(account__code="6430000").unit_id == lot.pk
    assert findings() == []


def test_what_is_charged_to_a_holder_is_a_due(acacias):
    booked = own(
        ("4101", "75.00", of_holding("H1")),
        ("4100", "25.00", of_holding("H1")),
        ("4101", "-10.00", of_holding("H2")),
        ("551", "-90.00"),
        text="Key lost",
    )
    charges = AccountCharge.objects.filter(entry=booked.entry).order_by("pk")
    assert [
        (one.holding.code, one.kind, one.working, one.reserve, one.due_on, one.text)
        for one in charges
    ] == [
        ("H1", "correction", eur("75.00"), 0, JULY, "Key lost"),
        ("H1", "correction", 0, eur("25.00"), JULY, "Key lost"),
        ("H2", "correction", eur("-10.00"), 0, JULY, "Key lost"),
    ]
    h1 = cast.holding("H1")
    payment("H1", "100.00")
    assert [one.open for one in settlements([h1.pk])[h1.pk].items] == [0, 0]
    assert findings() == []


def test_a_supplier_is_named_on_his_account(acacias):
    lifts = supplier()
    booked = own(("440", "50.00", {"supplier": lifts}), ("551", "-50.00"))
    assert booked.entry.lines.get(account__code="440").party_id == lifts.party_id


# What is refused


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([("58", "1.00")], TooFewLines),
        ([("58", "1.00"), ("551", "0.00")], TooFewLines),
        ([("58", "1.00"), ("551", "-1.01")], EntryUnbalanced),
        ([("58", "1.01"), ("551", "-1.00")], EntryUnbalanced),
        ([("4101", "1.00"), ("551", "-1.00")], HolderNeeded),
        ([("4100", "1.00"), ("551", "-1.00")], HolderNeeded),
        ([("58", "1.00", "holding"), ("551", "-1.00")], HolderNeeded),
        ([("440", "1.00"), ("551", "-1.00")], SupplierNeeded),
        ([("58", "1.00", "supplier"), ("551", "-1.00")], SupplierNeeded),
        ([(CLEANING, "1.00"), ("551", "-1.00")], BasisNeeded),
        ([("7500000", "-1.00"), ("551", "1.00")], BasisNeeded),
        ([("58", "1.00", "key"), ("551", "-1.00")], BasisNeeded),
        ([(CLEANING, "1.00", "both"), ("551", "-1.00")], BasisNeeded),
        ([("701", "1.00"), ("551", "-1.00")], NotByHand),
        ([("671", "1.00", "key"), ("551", "-1.00")], NotByHand),
        ([("693", "1.00"), ("551", "-1.00")], NotByHand),
        ([("12", "1.00"), ("551", "-1.00")], NotByHand),
        ([("14", "1.00"), ("551", "-1.00")], NotByHand),
        ([("999", "1.00"), ("551", "-1.00")], UnknownAccount),
    ],
)
def test_what_no_entry_may_say(acacias, lines, error):
    given = {
        "holding": of_holding("H1"),
        "supplier": {"supplier": supplier()},
        "key": by_key(),
        "both": by_key() | {"lot": cast.lot("B")},
    }
    asked = [(*line[:2], *(given[name] for name in line[2:])) for line in lines]
    with pytest.raises(error) as refused:
        own(*asked)
    assert sentence(refused.value).endswith(".")
    assert not OwnEntry.objects.exists()
    assert not Cost.objects.exists()


def test_who_books_by_hand_says_why_and_when(acacias):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ReasonNeeded):
        own(("58", "1.00"), ("551", "-1.00"), reason=" ")
    with pytest.raises(EntryInTheFuture):
        own(("58", "1.00"), ("551", "-1.00"), on=tomorrow)


def test_sent_twice_it_is_booked_once(acacias):
    uuid = uuid4()
    own(("58", "1.00"), ("551", "-1.00"), uuid=uuid)
    with pytest.raises(EntryBooked):
        own(("58", "1.00"), ("551", "-1.00"), uuid=uuid)
    assert OwnEntry.objects.count() == 1


def test_nothing_is_booked_before_the_opening(acacias):
    opened(H1="10.00")
    for lines in (
        [("58", "1.00"), ("551", "-1.00")],
        [("4101", "1.00", of_holding("H1")), ("551", "-1.00")],
    ):
        with pytest.raises(BeforeOpening) as refused:
            own(*lines)
        assert sentence(refused.value).startswith("The books begin on")


def test_a_settled_period_takes_no_cost_and_anything_else(acacias):
    a_settled_year()
    with pytest.raises(PeriodShut) as refused:
        own((CLEANING, "1.00", by_key()), ("551", "-1.00"))
    assert (refused.value.day, sentence(refused.value)) == (
        JULY,
        "01/07/2025 lies in a period that is settled or closed: book it on a later day.",
    )
    with pytest.raises(PeriodShut):
        own(
            ("4101", "1.00", of_holding("H1")),
            ("7510000", "-1.00", by_key()),
        )
    own(("58", "1.00"), ("551", "-1.00"))


def test_a_key_has_parts_on_the_day(acacias):
    lift = AllocationKey.objects.get(code="lift")
    lift.versions.update(valid_from=LAST)
    with pytest.raises(KeyNotInForce) as refused:
        own((CLEANING, "1.00", {"key": lift}), ("551", "-1.00"))
    assert "Lift" in sentence(refused.value)


# Taken back


def test_taken_back_it_leaves_nothing(acacias):
    booked = own(
        (CLEANING, "60.00", by_key()),
        ("4100", "-60.00", of_holding("H1")),
    )
    take_back_entry(booked, reason="Twice", by=None)
    assert lines_of(booked.entry.mirror) == [
        ("4100", eur("60.00")),
        (CLEANING, eur("-60.00")),
    ]
    assert [cost.amount for cost in booked.entry.mirror.costs.all()] == [eur("-60.00")]
    assert not AccountCharge.objects.standing().exists()
    assert not OwnEntry.objects.standing().exists()
    assert findings() == []
    event = AuditEvent.objects.get(action="own_entry.taken_back")
    assert event.data == {"reason": "Twice"}


def test_it_is_taken_back_once_for_a_reason_on_a_day_that_came(acacias):
    booked = own(("58", "1.00"), ("551", "-1.00"))
    with pytest.raises(ReasonNeeded):
        take_back_entry(booked, reason=" ", by=None)
    with pytest.raises(MirroredOnWrongDay) as wrong:
        take_back_entry(booked, reason="x", by=None, on=JULY - timedelta(days=1))
    assert sentence(wrong.value).startswith("An entry is taken back on its own day")
    take_back_entry(booked, reason="x", by=None, on=JULY)
    with pytest.raises(EntryTakenBack):
        take_back_entry(booked, reason="x", by=None)


def test_a_cost_of_a_settled_period_is_not_taken_back_there(acacias):
    booked = own((CLEANING, "1.00", by_key()), ("551", "-1.00"))
    a_settled_year(costs="9.00")
    with pytest.raises(PeriodShut):
        take_back_entry(booked, reason="x", by=None, on=LAST)
    take_back_entry(booked, reason="x", by=None)


# Transfers to the reserve


def to_transfer():
    return reserve_to_transfer(on=timezone.localdate())


def a_reserve_call(amount="200.00", working="300.00"):
    return a_call(item(working), item(amount, purpose="reserve"), on=JULY)


def test_reserve_parts_received_are_proposed(acacias):
    assert to_transfer() == ReserveTransfer(eur("0.00"), eur("0.00"), eur("0.00"))
    a_reserve_call()
    assert to_transfer().amount == 0
    payment("H1", "250.00")  # the whole part of H1: 150.00 and 100.00
    assert (to_transfer().received, to_transfer().amount) == (eur("100.00"),) * 2
    payment("H2", "60.00", bank_account="550")
    found = to_transfer()  # it paid provisions first, and lies on the other account
    assert (found.received, found.paid_there) == (eur("100.00"), eur("60.00"))
    assert found.amount == eur("40.00")


def test_a_credit_that_pays_a_reserve_part_counts(acacias):
    payment("H1", "250.00")
    assert to_transfer().received == 0
    a_reserve_call()
    assert to_transfer().received == eur("100.00")


def test_a_transfer_is_noted_once_it_was_made(acacias):
    a_reserve_call()
    payment("H1", "250.00")
    today, uuid = timezone.localdate(), uuid4()
    done = record_transfer(uuid=uuid, amount=eur("70.00"), date=today, by=None)
    assert lines_of(done.entry) == [
        ("58", eur("70.00")),
        ("551", eur("-70.00")),
        ("550", eur("70.00")),
        ("58", eur("-70.00")),
    ]
    assert nets("550", "58") == ["70.00", "0.00"]
    assert to_transfer() == ReserveTransfer(eur("100.00"), eur("0.00"), eur("70.00"))
    for amount in ("30.01", "0.00", "-1.00"):
        with pytest.raises(NothingToTransfer):
            record_transfer(uuid=uuid4(), amount=eur(amount), date=today, by=None)
    take_back_entry(done, reason="It did not leave", by=None)
    assert to_transfer().amount == eur("100.00")


def test_money_that_came_back_is_no_transfer_to_the_reserve(acacias):
    a_reserve_call()
    payment("H1", "250.00")
    own(("551", "40.00"), ("58", "-40.00"), on=timezone.localdate())
    assert to_transfer().transferred == 0


def test_what_was_brought_along_is_asked_too(acacias):
    opened(on=JULY, H1=("0.00", "80.00"))
    assert to_transfer().received == 0
    payment("H1", "80.00")
    assert to_transfer().amount == eur("80.00")


def test_it_is_asked_as_of_a_day(acacias):
    a_reserve_call()
    payment("H1", "250.00")
    assert reserve_to_transfer(on=JULY).amount == 0
