"""What stands in the PDF is what stands in the tables: tagged, and nobody is named."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from tests import cast
from tests.transparency.reports.making import (
    LANGUAGES,
    published,
    quarter,
    second_board_member,
    with_documents,
    year,
)
from transparency.exports.reports import report_pdf
from transparency.models import CheckResult
from transparency.public import words
from transparency.public.figures import Figures
from transparency.public.stored import read
from transparency.public.tables import Tables
from transparency.services.reports import correct_report


@pytest.fixture
def report(asbl):
    CheckResult.objects.create(
        name="ledgers", sound=True, checked_at="2025-04-05T03:10:00Z"
    )
    return quarter()


def opened(report, language):
    """The root of the PDF, and its words."""
    pdf = report_pdf(report, cast.building(), language=language)
    reader = PdfReader(BytesIO(pdf))
    text = " ".join(page.extract_text() for page in reader.pages)
    return reader.trailer["/Root"], " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_figures_are_those_of_the_tables(report, language):
    root, text = opened(report, language)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    tables, figures = read(Tables, report.tables), read(Figures, report.figures)
    amounts = {
        figures.assets,
        figures.liabilities,
        figures.reserve_target,
        sum((one.amount for one in tables.costs), Decimal(0)),
        sum((one.amount for one in tables.revenue), Decimal(0)),
        *(one.price for one in tables.prices),
        *(one.cost_price for one in figures.months if one.cost_price is not None),
    }
    with translation.override(language):
        for amount in amounts:
            assert " ".join(words.money(amount).split()) in text
        for one in tables.participants:
            assert f"{words.month(one.month)} {one.participants}" in text
    assert figures.digest in text.replace(" ", "")
    assert text.count("■") >= 5  # charts, beside their tables
    for name in ("Acacias", "Bellevue", "Crowd", "Voter", "Moreau", "Lambert"):
        assert name not in text
    for person in cast.ROLES.values():
        assert f" {person.title()} " not in text


def test_a_correction_names_what_it_corrects_and_why(report):
    second_board_member()
    published(with_documents(report))
    version = correct_report(report, reason="A name was wrong", by=None)
    _root, text = opened(version, "en")
    assert "It corrects version 1, published on" in text
    assert "A name was wrong" in text
    assert report.documents.get(language="en").file.sha256 in text


def test_the_notes_of_board_and_auditor_stand_in_it(asbl):
    accounts = year()
    accounts.note, accounts.auditor_note = "We rented a server.", "I found it right."
    _root, text = opened(accounts, "en")
    assert "Yearly accounts 2025" in text
    assert "We rented a server." in text
    assert "I found it right." in text
