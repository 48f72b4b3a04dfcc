"""What is printed: what is open, how to pay, whom to call, and the arithmetic."""

import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from buildings.models import Firm, Owner
from finance.reminding import Level
from finance.services.reminder_levels import set_levels
from koprogo.documents.services import read
from tests.finance.factories import opened, payment
from tests.finance.letters import consent, furnish
from tests.finance.reminders.arrears import due, remind

FUND = "there is a solidarity fund for co-owners."
NOTICE = Level(1, 60, with_interest=True, cost=Decimal("12.50"), registered=True)


def pages(reminder):
    reader = PdfReader(io.BytesIO(read(reminder.letter.file)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.fixture
def english(acacias):
    furnish()
    Owner.objects.update(language="en")


def test_a_friendly_reminder(english):
    opened(on=date(2026, 1, 10), H1="20.00")
    due("200.00", on=date(2026, 1, 31))
    payment("H1", "30.00", date=date(2026, 2, 3))
    [page] = pages(remind(on=date(2026, 2, 25))["H1"])
    for words in (
        "A friendly reminder",
        "Provision 31/01/2026 €90.00 To pay €90.00",
        "To pay by 12/03/2026: €90.00",
        "BE68 5390 0754 7034",
        "You may pay in monthly instalments, without any extra cost",
        "You reach us at +32 2 000 00 10 or bureau@lambert.example.",
        FUND,
    ):
        assert words in page
    assert "By registered letter" not in page
    assert "Interest" not in page


def test_what_was_brought_forward_is_named(english):
    opened(on=date(2026, 1, 10), H1="20.00")
    [page] = pages(remind(on=date(2026, 2, 25))["H1"])
    assert "Balance brought forward 10/01/2026 €20.00" in page


def test_a_formal_notice_shows_its_arithmetic(english):
    set_levels([NOTICE], by=None)
    due("2000.00", on=date(2024, 10, 1))
    first, second = pages(remind(on=date(2026, 3, 31))["H1"])
    for words in (
        "By registered letter",
        "Formal notice",
        "Interest on late payment until 31/03/2026, computed on the next page €70.47",
        "Costs of this reminder €12.50",
        "To pay €1,082.97",
        FUND,
    ):
        assert words in first
    for words in (
        "01/10/2024 01/01/2025 €1,000.00 × 92 × 5.75 % = 14.4932",
        "01/01/2025 01/01/2026 €1,000.00 × 365 × 4.50 % = 45.0000",
        "01/01/2026 31/03/2026 €1,000.00 × 89 × 4.50 % = 10.9726",
        "Interest on late payment €70.47",
        "law of 5 May 1865, art. 2 §1",
    ):
        assert words in second


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"email": ""}, "You reach us at +32 2 000 00 10."),
        ({"phone": ""}, "You reach us at bureau@lambert.example."),
        ({"email": "", "phone": ""}, "While you keep to it you get no reminders. If"),
    ],
)
def test_whom_to_call(english, known, words):
    Firm.objects.filter(name="Lambert Syndic").update(**known)
    due(on=date(2026, 1, 31))
    [page] = pages(remind(on=date(2026, 2, 25))["H1"])
    assert words in page


def test_nobody_reads_about_somebody_else(english):
    due(on=date(2026, 1, 31))
    [page] = pages(remind(on=date(2026, 2, 25))["H1"])
    assert "Clara" not in page
    assert "€300.00" not in page


def test_the_mail_around_it_says_as_much(english):
    consent("omar")
    due(on=date(2026, 1, 31))
    delivery = remind(on=date(2026, 2, 25))["H1"].letter.delivery
    assert delivery.subject == "A friendly reminder – Les Acacias"
    for words in (
        "Dear Omar Haddad,",
        "To pay by 12/03/2026: €500.00.",
        "You may pay in monthly instalments",
        FUND,
        "+32 2 000 00 10",
    ):
        assert words in delivery.body
