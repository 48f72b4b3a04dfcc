"""The signed report: what it says, where it stands, and that nothing changes afterwards."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from buildings.models import LibraryDocument
from finance.errors.auditing import (
    CheckSigned,
    NotConcluded,
    NotTheAuditor,
)
from finance.queries.auditing import (
    vouchers_of,
)
from finance.services import auditing
from koprogo.audit.models import AuditEvent
from koprogo.documents import services as documents
from tests import cast
from tests.finance.auditor.making import (
    FEW,
    answered,
    asked,
    axel,
    begun,
    concluded,
    declared,
    looked_at,
    signed,
    this_year,
)

pytestmark = pytest.mark.usefixtures("acacias")


def drawn(monkeypatch, seed="2026"):
    """Fix the seed, which is otherwise drawn."""
    monkeypatch.setattr(auditing, "token_hex", lambda length: seed)


def words(check):
    """Return the text of the report, page after page, and its bytes."""
    data = documents.read(check.report)
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()), data


def test_the_report_says_everything_in_the_building_s_language(acacias, monkeypatch):
    acacias.languages = ["en"]
    acacias.save()
    drawn(monkeypatch)
    check = begun()
    first, *_others = vouchers_of(check)
    looked_at(check, invoice=first.invoice, finding="No order is known.")
    answered(asked(check, invoice=first.invoice.uuid))
    asked(check, "Why is 499 not empty?")
    declared()
    check = signed(check)
    said, data = words(check)
    year = check.year.year
    for sentence in (
        f"Report of the auditor of the accounts, {year}",
        "Axel",
        "The accounts can be approved, with remarks",
        "In order, but for one voucher.",
        f"1 of {check.vouchers.count()} vouchers of the sample were looked at.",
        "No order is known.",
        "Who ordered this?",
        "The council did, on 3 May.",
        "Why is 499 not empty? Not answered.",
        "Clara Élise",
        "Sister",
        "2 at random, by the seed 2026",
        "The 1 largest amount.",
        "Every invoice of the year is booked",
        f"{year}-{first.invoice.entry.number} Ascenseurs SA",
        "Not looked at",
    ):
        assert sentence in said
    assert PdfReader(BytesIO(data)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert check.report.name == f"acacias-auditor-{year}.pdf"


def test_the_report_stands_among_the_documents_of_all_co_owners(acacias):
    acacias.languages = ["en", "fr"]
    acacias.save()
    check = signed(begun())
    document = LibraryDocument.objects.get()
    year = check.year.year
    assert (document.title, document.category, document.audience) == (
        f"Report of the auditor of the accounts, {year}",
        "accounts",
        "owners",
    )
    assert document.dated_on == timezone.localdate()
    assert document.versions.get().file == check.report
    assert (check.signed_at is not None, check.opinion) == (True, "remarks")
    assert AuditEvent.objects.filter(action="check.signed").get().data == {
        "opinion": "remarks"
    }


@pytest.mark.parametrize(("languages", "written"), [(["nl", "fr"], "nl"), ([], "fr")])
def test_a_report_is_written_in_the_first_language(acacias, languages, written):
    acacias.languages = languages
    acacias.save()
    _said, data = words(signed(begun()))
    assert PdfReader(BytesIO(data)).trailer["/Root"]["/Lang"] == written


def test_a_report_of_nothing_says_so(acacias):
    acacias.languages = ["en"]
    acacias.save()
    said, _data = words(
        signed(auditing.open_check(this_year(), criteria=FEW, by=axel()))
    )
    for sentence in (
        "Nothing was found that is not in order.",
        "No question was asked.",
        "None stands on the register.",
        "No invoice of the year is in the books.",
    ):
        assert sentence in said


def test_a_report_needs_an_opinion():
    with pytest.raises(NotConcluded):
        auditing.sign(begun(), by=axel())
    assert LibraryDocument.objects.count() == 0


ACTS = {
    "enlarge": lambda check, by: auditing.enlarge_sample(check, random=9, by=by),
    "look at": lambda check, by: auditing.look_at(
        check, invoice=check.vouchers.first().invoice.uuid, by=by
    ),
    "look again": lambda check, by: auditing.look_again(
        check, invoice=check.vouchers.first().invoice.uuid, by=by
    ),
    "ask": lambda check, by: auditing.ask(check, text="?", origin="", by=by),
    "conclude": lambda check, by: auditing.conclude(
        check, opinion="approve", conclusion="Fine", by=by
    ),
    "sign": lambda check, by: auditing.sign(check, by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_of_a_signed_check_changes(act):
    check = signed(begun())
    with pytest.raises(CheckSigned):
        ACTS[act](check, axel())


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["sophie", None])
def test_nobody_else_goes_on_with_it(act, who):
    check = concluded(begun())
    with pytest.raises(NotTheAuditor):
        ACTS[act](check, who and cast.user(who))


def test_a_question_of_a_signed_report_is_not_answered_any_more():
    check = begun()
    question = asked(check)
    signed(check)
    with pytest.raises(CheckSigned):
        answered(question)
