"""What is proposed of an electronic invoice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from finance.invoices.document import Kind, Line, Period
from finance.invoices.proposal import NothingToBook, propose
from tests.finance.invoices.pages import upload
from tests.finance.invoices_ubl.invoices import LINES, document, xml
from tests.finance.pages import errors

D = Decimal


def test_a_line_for_each_rate_of_vat():
    proposal = propose(document())
    assert (proposal.kind, proposal.total, proposal.due_on) == (
        "invoice",
        D("468.95"),
        date(2025, 5, 2),
    )
    assert [
        (one.label, one.amount, one.vat_rate, one.vat, one.since, one.last_day)
        for one in proposal.lines
    ] == [
        (
            "Entretien de l'ascenseur",
            D("363.00"),
            "21",
            D("63.00"),
            date(2025, 1, 1),
            date(2025, 3, 31),
        ),
        (
            "Pièces & peinture",
            D("105.95"),
            "6",
            D("6.00"),
            date(2025, 1, 1),
            date(2025, 3, 31),
        ),
    ]


def negative(**changes):
    line = Line("Retour", None, D("-100.00"), D("21"))
    return document(lines=(line,), **changes)


@pytest.mark.parametrize(
    ("kind", "lines", "proposed"),
    [
        (Kind.INVOICE, LINES, "invoice"),
        (Kind.CREDIT_NOTE, LINES, "credit_note"),
        (Kind.INVOICE, (Line("a", None, D("-100.00"), D("21")),), "credit_note"),
        (Kind.CREDIT_NOTE, (Line("a", None, D("-100.00"), D("21")),), "invoice"),
    ],
)
def test_less_than_nothing_is_the_other_kind(kind, lines, proposed):
    proposal = propose(document(kind=kind, lines=lines))
    assert proposal.kind == proposed
    assert proposal.total == sum(line.amount for line in proposal.lines)
    assert proposal.total > 0
    assert all(line.vat >= 0 for line in proposal.lines)


def test_nothing_to_pay_is_nothing_to_book(sign_in):
    lines = (Line("a", None, D("1.00"), D("21")), Line("b", None, D("-1.00"), D("21")))
    with pytest.raises(NothingToBook):
        propose(document(lines=lines))
    page = upload(sign_in("sophie"), "i.xml", xml(lines=lines))
    assert errors(page) == {"file": ["The total is 0.00: there is nothing to book."]}


def test_rounding_goes_to_the_last_line():
    proposal = propose(document(rounding_amount=D("0.05"), prepaid_amount=D("100.00")))
    assert (proposal.total, proposal.lines[-1].amount) == (D("469.00"), D("106.00"))


@pytest.mark.parametrize(
    ("rate", "proposed"),
    [(D("21.00"), "21"), (D("12"), "12"), (D("0"), "0"), (None, "0"), (D("19"), "21")],
)
def test_rates_are_those_of_belgium(rate, proposed):
    [line] = propose(document(lines=(Line("a", None, D("100.00"), rate),))).lines
    assert line.vat_rate == proposed


def test_a_document_whose_rates_are_not_its_total_is_one_line():
    [line] = propose(replace(document(), vat_parts=())).lines
    assert (line.label, line.amount, line.vat, line.vat_rate) == (
        "Entretien de l'ascenseur; Pièces & peinture",
        D("468.95"),
        D("69.00"),
        "21",
    )
    [part, _other] = document().vat_parts
    [line] = propose(replace(document(), vat_parts=(part,))).lines
    assert (line.amount, line.vat_rate) == (D("468.95"), "21")


def test_lines_without_words_have_the_name_of_the_supplier():
    [line] = propose(document(lines=(Line("", None, D("1.00"), D("21")),))).lines
    assert line.label == "Ascenseurs Élévation SA"


def test_a_period_of_all_lines_is_that_of_the_document():
    march = Period(date(2025, 3, 1), date(2025, 3, 31))
    whole = {"period_start": None, "period_end": None}
    lines = tuple(Line(str(n), None, D("1.00"), D("21"), march) for n in range(2))
    [line] = propose(document(lines=lines, **whole)).lines
    assert (line.since, line.last_day) == (march.start, march.end)
    for other in (
        LINES,
        (Line("a", None, D("1.00"), D("21"), Period(march.start, None)),),
    ):
        line = propose(document(lines=other, **whole)).lines[0]
        assert (line.since, line.last_day) == (None, None)


def test_a_day_of_payment_before_the_invoice_is_left_out():
    assert propose(document(due_date=date(2025, 4, 1))).due_on is None
    assert propose(document(due_date=date(2025, 4, 2))).due_on == date(2025, 4, 2)
