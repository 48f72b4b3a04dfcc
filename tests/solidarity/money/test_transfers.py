"""Transfers: one file, booked once; what came back can be paid anew."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from lxml import etree

from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances
from koprogo.notifications.models import Delivery
from solidarity import chart
from solidarity.errors.money import (
    BackAlready,
    BatchEnded,
    DayOff,
    NamesTheFund,
    NoAccount,
    NothingApproved,
    TooLateToReturn,
)
from solidarity.models import Aid, Opening, Payout, PlanLine, Request
from solidarity.queries.integrity import findings
from solidarity.services.transfers import (
    discard_batch,
    execute_batch,
    open_file,
    return_transfer,
)
from solidarity.terms import Kind
from tests.solidarity import making
from tests.solidarity.money.making import (
    INVOICE,
    LAWYER,
    account,
    approved,
    batch,
    fresh,
    paid,
    signed,
)


@pytest.fixture
def loan(seats):
    account()
    return signed()


@pytest.fixture
def tess(fund):
    return making.person("tess")


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def test_the_file_asks_the_bank_and_each_opening_is_on_record(loan, tess):
    first = approved(loan, "3000.00")
    second = approved(loan, "200.00")
    made = batch()
    data = open_file(made, by=tess)
    said = etree.fromstring(data)
    names = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"}
    texts = said.xpath("//p:Ustrd/text()", namespaces=names)
    assert texts == [first.code, second.code]
    assert said.xpath("//p:Dbtr/p:Nm/text()", namespaces=names) == ["KoproGo"]
    assert b"olidar" not in data
    assert open_file(made, by=tess) == data
    mine = Opening.objects.filter(user=tess)
    assert [(one.request_id, one.what) for one in mine] == [
        (loan.request_id, "payment")
    ] * 4


def test_a_loan_that_is_paid_begins_to_come_back(loan, tess):
    payout = approved(loan, "3200.00")
    execute_batch(batch(), on=today(), by=tess)
    found, booked = fresh(loan), fresh(payout)
    assert (found.state, found.paid) == (Aid.State.RUNNING, Decimal("3200.00"))
    assert found.plans.get().principal == Decimal("3200.00")
    assert (booked.state, booked.booked_on) == ("booked", today())
    entry = Entry.objects.get(source=f"payout:{payout.uuid}")
    assert entry.text == payout.code
    net = account_balances(chart.LOANS, chart.BANK)
    assert net == {chart.LOANS: Decimal("3200.00"), chart.BANK: Decimal("46800.00")}
    [mail] = Delivery.objects.all()
    assert mail.address == "omar@example.org"
    assert "3,200" not in mail.body
    assert list(findings()) == []


def test_a_grant_that_is_paid_is_closed(seats, tess):
    aid = signed(kind=Kind.DISPUTE)
    paid(approved(aid, "1500.00", LAWYER, voucher=INVOICE))
    found = Aid.objects.select_related("request").get(pk=aid.pk)
    assert (found.state, found.request.state) == ("closed", Request.State.CLOSED)
    assert account_balances(chart.DISPUTES) == {chart.DISPUTES: Decimal("1500.00")}


def test_it_is_booked_once(loan, tess):
    approved(loan, "3200.00")
    made = batch()
    execute_batch(made, on=today(), by=tess)
    for act in (
        lambda: execute_batch(made, on=today(), by=tess),
        lambda: discard_batch(made, by=tess),
        lambda: open_file(fresh(made), by=tess),
    ):
        with pytest.raises(BatchEnded):
            act()
    assert fresh(loan).paid == Decimal("3200.00")


def test_only_what_is_approved_goes_to_the_bank(seats, tess):
    with pytest.raises(NoAccount):
        batch()
    account()
    with pytest.raises(NothingApproved):
        batch()
    with pytest.raises(DayOff):
        batch(today(-1))


def test_a_list_that_was_not_sent(loan, tess):
    payout = approved(loan, "3200.00")
    discard_batch(batch(), by=tess)
    assert fresh(payout).state == Payout.State.APPROVED
    made = batch()
    for day in (today(-1), today(1)):
        with pytest.raises(DayOff):
            execute_batch(made, on=day, by=tess)
    execute_batch(made, on=today(), by=tess)


def test_what_came_back_is_paid_anew(loan, tess):
    payout = approved(loan, "3200.00")
    execute_batch(batch(), on=today(), by=tess)
    with pytest.raises(DayOff):
        return_transfer(payout, on=today(1), by=tess)
    return_transfer(payout, on=today(), by=tess)
    found = fresh(loan)
    assert (found.state, found.paid) == (Aid.State.SIGNED, Decimal("0.00"))
    assert account_balances(chart.LOANS, chart.BANK) == {
        chart.LOANS: Decimal("0.00"),
        chart.BANK: Decimal("50000.00"),
    }
    with pytest.raises(BackAlready):
        return_transfer(payout, on=today(), by=tess)
    approved(found, "3200.00")
    execute_batch(batch(), on=today(), by=tess)
    assert [one.number for one in fresh(loan).plans.all()] == [1, 2]
    assert list(findings()) == []


def test_a_grant_that_came_back_is_open_again(seats, tess):
    aid = signed(kind=Kind.DISPUTE)
    payout = approved(aid, "1500.00", LAWYER, voucher=INVOICE)
    paid(payout)
    return_transfer(payout, on=today(), by=tess)
    found = Aid.objects.select_related("request").get(pk=aid.pk)
    assert (found.state, found.ended_at) == ("signed", None)
    assert (found.request.state, found.request.ended_at) == ("accepted", None)


def test_one_stage_of_two_came_back(loan, tess):
    first, _second = approved(loan, "1200.00"), approved(loan, "2000.00")
    execute_batch(batch(), on=today(), by=tess)
    return_transfer(first, on=today(), by=tess)
    assert (fresh(loan).state, fresh(loan).paid) == ("signed", Decimal("2000.00"))
    with pytest.raises(BackAlready):
        return_transfer(first, on=today(), by=tess)


def test_instalments_that_are_due_are_no_returned_transfer(loan, tess, monkeypatch):
    payout = approved(loan, "3200.00")
    execute_batch(batch(), on=today(), by=tess)
    due = PlanLine.objects.get(number=1).due
    monkeypatch.setattr(timezone, "localdate", lambda *_given: due)
    with pytest.raises(TooLateToReturn):
        return_transfer(payout, on=due, by=tess)


def test_the_account_never_names_the_fund(fund):
    with pytest.raises(NamesTheFund):
        account(holder="Solidarity fund of KoproGo")


def test_a_difference_is_found(loan, tess):
    approved(loan, "3200.00")
    execute_batch(batch(), on=today(), by=tess)
    Aid.objects.filter(pk=loan.pk).update(paid="3100.00")
    assert [(one.rule, one.what) for one in findings()] == [
        ("aid-paid", str(loan.uuid))
    ]
