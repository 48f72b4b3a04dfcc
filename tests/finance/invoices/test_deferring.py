"""What of an invoice is a cost of now, and what waits: the numbers of the issue."""

from datetime import date
from decimal import Decimal

import pytest

from finance.models import DeferralStep
from finance.services.deferrals import release_deferrals
from finance.services.invoice_posting import cancel_invoice, post_invoice
from koprogo.ledger import services as ledger
from koprogo.ledger.queries import account_balances, verify
from tests import cast
from tests.finance.factories import opened
from tests.finance.invoices.making import (
    a_line,
    approved,
    closed,
    costs_of,
    every,
    lines_of,
    posted,
    settled,
)

pytestmark = pytest.mark.django_db
D = Decimal
NOVEMBER = date(2023, 11, 1)
YEAR = {"since": NOVEMBER, "until": date(2024, 11, 1)}


def insurance(amount="1000.00", *, on=NOVEMBER, code="6100001", **more):
    return approved(a_line(amount, code=code, **YEAR | more), date=on)


def steps():
    return list(DeferralStep.objects.values_list("since", "until", "amount"))


def waiting():
    return account_balances("490")["490"]


def test_a_year_of_insurance_by_calendar_years(acacias):
    invoice = post_invoice(insurance(), by=None)
    assert costs_of(invoice.entry) == [
        ("6100001", D("166.67"), NOVEMBER, date(2024, 1, 1))
    ]
    assert lines_of(invoice.entry) == [
        ("6100001", D("166.67")),
        ("490", D("833.33")),
        ("440", D("-1000.00")),
    ]
    assert steps() == [(date(2024, 1, 1), date(2024, 11, 1), D("833.33"))]
    [step] = DeferralStep.objects.all()
    assert costs_of(step.entry) == [
        ("6100001", D("833.33"), date(2024, 1, 1), date(2024, 11, 1))
    ]
    assert lines_of(step.entry) == [("6100001", D("833.33")), ("490", D("-833.33"))]
    assert (step.entry.date, step.entry.year) == (date(2024, 1, 1), 2024)
    assert waiting() == 0
    assert verify() == []


def test_the_same_by_quarters(acacias):
    every(3)
    invoice = post_invoice(insurance(), by=None)
    assert costs_of(invoice.entry) == [
        ("6100001", D("166.67"), NOVEMBER, date(2024, 1, 1))
    ]
    assert steps() == [
        (date(2024, 1, 1), date(2024, 4, 1), D("248.63")),
        (date(2024, 4, 1), date(2024, 7, 1), D("248.63")),
        (date(2024, 7, 1), date(2024, 10, 1), D("251.37")),
        (date(2024, 10, 1), date(2024, 11, 1), D("84.70")),
    ]
    dates = DeferralStep.objects.values_list("entry__date", flat=True)
    assert list(dates) == [since for since, _until, _amount in steps()]


def test_steps_of_a_cancelled_invoice_do_not_stand(acacias):
    later = {"since": date(2090, 1, 1), "until": date(2091, 1, 1)}
    gone = posted(a_line("7.00", **later), number="gone")
    posted(a_line("8.00", **later), number="here")
    cancel_invoice(gone, by=None)
    standing = DeferralStep.objects.filter(entry=None).standing()
    assert list(standing.values_list("amount", flat=True)) == [D("8.00")]


def test_what_has_not_begun_waits(acacias):
    """A cost of later years is no cost of now at all."""
    later = {"since": date(2090, 1, 1), "until": date(2091, 1, 1)}
    invoice = post_invoice(insurance(**later), by=None)
    assert costs_of(invoice.entry) == []
    assert lines_of(invoice.entry) == [("490", D("1000.00")), ("440", D("-1000.00"))]
    assert release_deferrals(until=date(2090, 1, 1), by=None) == []
    assert waiting() == D("1000.00")
    [entry] = release_deferrals(until=date(2090, 1, 2), by=None)
    assert (entry.date, waiting()) == (date(2090, 1, 1), 0)
    assert release_deferrals(until=date(2090, 1, 2), by=None) == []


def test_earlier_periods_that_are_open_bear_their_part(acacias):
    every(3)
    on = date(2024, 2, 10)
    invoice = post_invoice(insurance("1.82", on=on), by=None)
    assert costs_of(invoice.entry) == [
        ("6100001", D("0.45"), date(2024, 1, 1), date(2024, 4, 1))
    ]
    first = DeferralStep.objects.select_related("entry").first()
    assert (first.since, first.amount, first.entry.date) == (
        NOVEMBER,
        D("0.30"),
        NOVEMBER,
    )
    assert waiting() == 0


def test_a_closed_year_bears_nothing_any_more(acacias):
    closed(2023)
    invoice = post_invoice(insurance(on=date(2024, 2, 10)), by=None)
    assert costs_of(invoice.entry) == [
        ("6100001", D("166.67"), NOVEMBER, date(2024, 1, 1)),
        ("6100001", D("833.33"), date(2024, 1, 1), date(2024, 11, 1)),
    ]
    assert steps() == []


def test_a_settled_period_bears_nothing_any_more(acacias):
    every(3)
    settled(date(2023, 10, 1), date(2024, 1, 1))
    invoice = post_invoice(insurance(on=date(2024, 2, 10)), by=None)
    assert [amount for _code, amount, *_days in costs_of(invoice.entry)] == [
        D("166.67"),
        D("248.63"),
    ]


def test_a_period_settled_in_part_takes_it_on_its_first_open_day(acacias):
    settled(date(2023, 1, 1), date(2023, 12, 1))
    post_invoice(insurance(on=date(2024, 2, 10)), by=None)
    [step] = DeferralStep.objects.all()
    assert (step.since, step.entry.date) == (NOVEMBER, date(2023, 12, 1))


@pytest.mark.parametrize(
    ("shut", "day"),
    [
        (lambda: None, NOVEMBER),
        (lambda: closed(2023), date(2024, 1, 1)),
        (lambda: settled(date(2023, 11, 1), date(2023, 11, 2)), date(2023, 11, 2)),
        (lambda: settled(date(2023, 11, 2), date(2023, 12, 1)), NOVEMBER),
        (lambda: settled(date(2023, 10, 1), date(2023, 11, 1)), NOVEMBER),
        (
            lambda: (closed(2023), settled(date(2024, 1, 1), date(2024, 4, 1))),
            date(2024, 4, 1),
        ),
        (lambda: opened(on=date(2023, 12, 5), H1="10.00"), date(2023, 12, 5)),
    ],
)
def test_an_invoice_is_booked_on_the_first_day_that_takes_costs(acacias, shut, day):
    shut()
    invoice = posted(a_line(), date=NOVEMBER)
    assert (invoice.entry.date, invoice.entry.year) == (day, day.year)
    assert invoice.date == NOVEMBER


def test_a_fiscal_year_may_begin_in_any_month(acacias):
    building = cast.building()
    building.fiscal_year_start = 7
    building.save()
    invoice = post_invoice(insurance("366.00"), by=None)
    assert (invoice.entry.year, costs_of(invoice.entry)) == (
        2023,
        [("6100001", D("243.00"), NOVEMBER, date(2024, 7, 1))],
    )
    assert steps() == [(date(2024, 7, 1), date(2024, 11, 1), D("123.00"))]


def test_a_long_first_year_is_one_year(acacias):
    ledger.open_year(since=date(2023, 7, 1), until=date(2025, 1, 1), by=None)
    invoice = posted(a_line(), date=date(2024, 3, 1))
    assert (invoice.entry.date, invoice.entry.year) == (date(2024, 3, 1), 2023)


def test_a_cent_goes_to_one_period(acacias):
    every(1)
    invoice = post_invoice(insurance("0.01"), by=None)
    assert (costs_of(invoice.entry), len(steps())) == ([], 1)
    assert waiting() == 0


def test_the_reserve_pays_each_part_when_it_is_borne(acacias):
    invoice = post_invoice(insurance(from_reserve=True), by=None)
    assert lines_of(invoice.entry) == [
        ("6100001", D("166.67")),
        ("160", D("166.67")),
        ("6816001", D("-166.67")),
        ("490", D("833.33")),
        ("440", D("-1000.00")),
    ]
    [step] = DeferralStep.objects.all()
    assert lines_of(step.entry) == [
        ("6100001", D("833.33")),
        ("160", D("833.33")),
        ("6816001", D("-833.33")),
        ("490", D("-833.33")),
    ]
    assert list(step.entry.costs.values_list("withdrawal", "amount")) == [
        (False, D("833.33")),
        (True, D("-833.33")),
    ]


def test_a_cancelled_invoice_takes_back_what_came_back(acacias):
    every(3)
    later = {"since": date(2026, 1, 1), "until": date(2091, 1, 1)}
    invoice = post_invoice(insurance(on=date(2026, 1, 1), **later), by=None)
    released = DeferralStep.objects.exclude(entry=None)
    many, left = released.count(), waiting()
    assert many > 0
    assert left > 0
    cancel_invoice(invoice, by=None)
    assert (waiting(), account_balances("6100001")["6100001"]) == (0, 0)
    mirrored = released.filter(entry__mirror__isnull=False)
    assert mirrored.count() == many
    for step in mirrored.select_related("entry__mirror"):
        assert step.entry.mirror.date == step.entry.date
    assert release_deferrals(until=date(2095, 1, 1), by=None) == []
    assert waiting() == 0
    assert verify() == []
