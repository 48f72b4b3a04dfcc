"""Statements and summaries as PDF: read back, made once, kept as they are."""

import io
from datetime import date
from decimal import Decimal

import pypdf
import pytest
from django.utils import timezone

from koprogo.documents.services import read
from tests import cast
from tests.transparency.contributions.making import (
    JANUARY,
    MARCH,
    billed,
    member,
    paid,
    reduced,
    using,
)
from transparency import errors
from transparency.models import Contribution, ContributionDocument
from transparency.queries.contributions import (
    reference_of,
    statement_text,
    year_text,
)
from transparency.services.contribution_papers import keep_statement, keep_year

D = Decimal
FEBRUARY, APRIL = date(2025, 2, 1), date(2025, 4, 1)


def words(file) -> str:
    pages = pypdf.PdfReader(io.BytesIO(read(file))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def of(month) -> Contribution:
    rows = Contribution.objects.select_related(
        "participation__party", "participation__voter"
    )
    return rows.get(month=month)


def text(month):
    return statement_text(
        of(month), association=cast.building(), on=timezone.localdate()
    )


def test_a_statement_says_what_is_left_of_this_and_earlier_months(asbl):
    row = member()
    billed(FEBRUARY, MARCH, APRIL)
    paid(row, "0.30", on=date(2025, 2, 20))
    paid(row, "0.50", on=date(2025, 4, 20))
    found = text(MARCH)
    assert (found.before, found.contribution.due, found.paid) == (
        D("0.70"),
        1,
        D("0.50"),
    )
    assert found.left == found.to_pay == D("1.20")


def test_what_is_in_credit_has_nothing_to_pay_and_no_code(asbl):
    row = member()
    billed(MARCH)
    paid(row, "5.00")
    found = text(MARCH)
    assert (found.left, found.to_pay, found.payment) == (D(-4), 0, "")


def test_the_code_pays_what_is_left_with_the_structured_communication(asbl):
    row = member()
    billed(MARCH)
    lines = text(MARCH).payment.split("\n")
    assert lines[:4] == ["BCD", "002", "1", "SCT"]
    assert lines[5:8] == ["KoproGo", "BE62510007547061", "EUR1.00"]
    assert lines[10] == reference_of(row)


def test_a_statement_is_a_letter_in_the_language_of_who_votes(asbl):
    row = member("Résidence du Parc", language="en")
    reduced(row, "contributor")
    using(row, "ai")
    billed(MARCH)
    said = words(keep_statement(of(MARCH), by=None))
    for part in (
        "Contribution of March 2025",
        "Résidence du Parc",
        reference_of(row),
        "BE62 5100 0754 7061",
        "Price in force on the first of the month €1.00",
        "Reduction: contributor −€0.50",
        "AI assistant €2.00",
        "Contribution of the month €2.50",
        "To pay by 31/03/2025: €2.50",
        "1 co-ownership takes part.",
        "From 500 co-ownerships on it falls to €0.80: 499 are missing.",
    ):
        assert part in said


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_it_is_written_in_every_language(asbl, language):
    member(language=language)
    billed(MARCH)
    file = keep_statement(of(MARCH), by=None)
    document = ContributionDocument.objects.get()
    assert (document.language, document.file) == (language, file)
    assert file.name == "2025-03_Les-Tilleuls.pdf"


def test_it_is_kept_as_it_was_made(asbl):
    row = member(language="en")
    billed(MARCH)
    first = keep_statement(of(MARCH), by=None)
    paid(row)
    assert keep_statement(of(MARCH), by=None) == first
    assert "To pay by 31/03/2025: €1.00" in words(first)


def test_who_owes_nothing_is_told_so(asbl):
    reduced(member(language="en"), "maintainer")
    billed(MARCH)
    said = words(keep_statement(of(MARCH), by=None))
    assert "You have nothing to pay." in said
    assert "Reduction: active maintainer −€1.00" in said


def test_a_summary_tells_the_year(asbl):
    row = member(since=date(2024, 12, 1), language="en")
    billed(date(2024, 12, 1), JANUARY, MARCH)
    paid(row, "2.50", on=date(2025, 3, 9))
    found = year_text(row, 2025)
    assert (found.before, found.due, found.paid, found.after) == (
        D(1),
        D(2),
        D("2.50"),
        D("0.50"),
    )
    said = words(keep_year(row, 2025, by=None))
    for part in (
        "Contributions of 2025",
        "Contribution of January 2025 €1.00",
        "Payment of 09/03/2025 €2.50",
        "Total €2.00 €2.50",
        "Owed when 2025 began: €1.00. Owed at its end: €0.50",
    ):
        assert part in said
    assert keep_year(row, 2025, by=None) == keep_year(row, 2025, by=None)
    assert ContributionDocument.objects.count() == 1


def test_a_year_is_over_before_it_is_summed_up(asbl):
    with pytest.raises(errors.YearNotOver):
        keep_year(member(), timezone.localdate().year, by=None)
