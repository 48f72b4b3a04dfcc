"""The pages of the books: read, asked on paper, typed into."""

import io
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from pypdf import PdfReader

from finance.exports import reports as exports
from finance.models import Works
from finance.queries.entries import Reader
from finance.queries.result import closings
from finance.reports import make
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.ledger.models import FiscalYear
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import statements
from tests.finance.books.making import (
    JULY,
    LAST,
    SINCE,
    YEAR,
    a_call,
    a_settled_year,
    a_year,
    closed_year,
    eur,
    own,
    some_works,
)
from tests.finance.charge_statements.books import provisions
from tests.finance.factories import item, payment
from tests.finance.pages import url

PERIOD = {"since": SINCE.isoformat(), "until": LAST.isoformat()}
NOBODYS = "00000000-0000-4000-8000-000000000000"
BIG = ["trial-balance", "balance-sheet", "income", "simple", "suppliers"]


def inside():
    return enter(cast.tenant().pk, by=None)


@pytest.fixture
def lively(db):
    with inside():
        a_year()
        a_settled_year()
        payment("H1", "100.00", date=JULY, communication="For me")
        some_works(spent="4000.00")
        return own(("58", "10.00"), ("551", "-10.00"), reason="It left")


def content(page):
    return page.content.decode()


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


# Reading


def test_a_building_without_works_says_what_they_are_for(sign_in, db):
    noted = 'class="button primary" href="/b/acacias/books/works/new/">Note works</a>'
    for name, may_note in (("sophie", True), ("omar", False)):
        page = content(sign_in(name).get(url("works")))
        assert "calls and invoices can name them then." in page
        assert (noted in page) is may_note


def test_every_page_costs_few_statements(sign_in, lively):
    with inside():
        works = Works.objects.get()
    addresses = [
        url("books"),
        *(url("books-report", name) for name in BIG),
        url("books-owners"),
        url("books-chart"),
        url("books-account", "551"),
        url("books-account", "4101"),
        url("books-journal", "misc", YEAR),
        url("books-entry", lively.entry.uuid),
        url("years"),
        url("year", YEAR),
        url("works"),
        url("works-one", works.uuid),
        url("works-end", works.uuid),
        url("own-entry-new"),
        url("transfer"),
    ]
    sophie = sign_in("sophie")
    for address in addresses:
        sophie.get(address)
    found = {address: statements(sophie, address) for address in addresses}
    assert {where: many for where, many in found.items() if many > 12} == {}


def test_more_lines_need_no_more_statements(sign_in, lively):
    for name in ("sophie", "omar"):
        client = sign_in(name)
        for address in (
            url("books-account", "551"),
            url("books-journal", "bank", YEAR),
            url("works"),
            url("years"),
        ):
            client.get(address)
            before = statements(client, address)
            with inside():
                for _more in range(3):
                    payment("H2", "1.00", date=JULY)
                some_works(f"{name} {address}", spent="1.00")
                a_year(2010 + FiscalYear.objects.count())
            assert (address, statements(client, address)) == (address, before)


def test_a_small_building_sees_the_simplified_view(sign_in, lively):
    page = sign_in("omar").get(url("books"), PERIOD)
    assert "Treasury and its movements" in content(page)
    assert page.context["report"].name == "simple"
    assert url("books-owners") not in content(page)


def test_a_co_owner_reads_the_books_and_nobody_s_money(sign_in, lively):
    omar = sign_in("clara")
    ledger = content(omar.get(url("books-account", "551"), PERIOD))
    assert ("Payment of a co-owner" in ledger, "For me" in ledger) == (True, False)
    assert omar.get(url("books-account", "4101")).status_code == 403
    with inside():
        paid = payment("H1", "5.00", date=JULY, communication="Mine").entry
    page = omar.get(url("books-entry", paid.uuid))
    assert [(line.code, line.of) for line in page.context["lines"]] == [
        ("4101", ""),
        ("551", ""),
    ]
    assert page.context["makers"] == []
    assert ("Mine" in content(page), "(H1)" in content(page)) == (False, False)
    seen = sign_in("axel").get(url("books-entry", paid.uuid))
    assert [maker.name for maker in seen.context["makers"]] == ["H1"]
    assert "Omar Haddad (H1)" in content(seen)


def test_an_entry_says_what_made_it(sign_in, lively):
    with inside():
        call = a_call(item("10.00"), title="Oil", on=timezone.localdate())
    axel = sign_in("axel")
    page = content(axel.get(url("books-entry", call.entry.uuid)))
    assert url("call", call.uuid) in page
    page = axel.get(url("books-entry", lively.entry.uuid))
    assert "It left" in content(page)
    assert "It left" not in content(
        sign_in("clara").get(url("books-entry", lively.entry.uuid))
    )


def test_a_closing_and_its_mirror(sign_in, db):
    with inside():
        closed_year()
        [entry] = closings(YEAR)
    sophie = sign_in("sophie")
    page = content(sophie.get(url("books-entry", entry.uuid)))
    assert url("year", YEAR) in page
    sophie.post(url("year-reopen", YEAR), {"reason": "An invoice came"})
    assert "Before the year is closed" in content(sophie.get(url("year", YEAR)))
    with inside():
        mirror = closings(YEAR).get().mirror
    assert url("books-entry", mirror.uuid) in content(
        sophie.get(url("books-entry", entry.uuid))
    )
    assert url("books-entry", entry.uuid) in content(
        sophie.get(url("books-entry", mirror.uuid))
    )


@pytest.mark.parametrize(
    "address",
    [
        url("books-report", "nothing"),
        url("books-report", "owners"),
        url("books-journal", "nothing", 2025),
        url("books-journal", "misc", 1),
        url("books-account", "999"),
        url("books-made", NOBODYS),
        url("books-entry", NOBODYS),
        url("year", 1990),
    ],
)
def test_what_there_is_not(sign_in, db, address):
    assert sign_in("sophie").get(address).status_code == 404


def test_a_long_list_is_shown_page_by_page(sign_in, db, monkeypatch):
    with inside():
        provisions("900.00", on=JULY)
    monkeypatch.setattr("finance.views.reporting.PAGE_SIZE", 2)
    page = sign_in("axel").get(url("books-owners"))
    assert page.context["page"].paginator.count == 3
    assert page.context["report"].sections[0].totals[0].cells["balance"] == eur(
        "900.00"
    )


def test_the_running_year_of_the_journals(sign_in, db):
    today = timezone.localdate()
    answer = sign_in("omar").get(url("journals"))
    assert answer.url == url("books-journal", "misc", today.year)


# Files


def test_a_report_as_a_table(sign_in, lively):
    answer = sign_in("omar").get(
        url("books-report-table", "balance-sheet", "csv"), PERIOD
    )
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[:2] == [
        "Part;Account;Name;Amount;Fund;At the bank",
        "What the association has;410;Owed by co-owners;11100.00;;",
    ]
    one_part = sign_in("omar").get(
        url("books-report-table", "trial-balance", "csv"), PERIOD
    )
    assert one_part.content.decode("utf-8-sig").startswith(
        "Account;Name;Opening balance"
    )


def pdf_of(answer):
    assert answer["Content-Type"] == "application/pdf"
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return PdfReader(io.BytesIO(data))


def test_a_report_on_paper(sign_in, lively):
    paper = pdf_of(
        sign_in("omar").get(url("books-report-file", "balance-sheet"), PERIOD)
    )
    text = paper.pages[0].extract_text()
    assert "Balance sheet" in text
    assert "Lambert Syndic" in text
    assert "0833.576.428" in text
    assert paper.metadata.title == "Balance sheet – Les Acacias"
    assert paper.xmp_metadata is not None


def test_a_long_report_is_made_by_the_worker(sign_in, lively, monkeypatch):
    monkeypatch.setattr("finance.views.reporting.AT_ONCE", 2)
    sophie = sign_in("sophie")
    address = url("books-account-file", "551")
    long = sophie.get(address, PERIOD)
    assert long.url.startswith(url("books-account", "551"))
    assert said(long) == ["This report is long: have it made with the button."]
    page = content(sophie.get(url("books-account", "551"), PERIOD))
    assert "Have the PDF made" in page
    asked = sophie.post(f"{address}?since={SINCE}&until={LAST}")
    again = sophie.post(f"{address}?since={SINCE}&until={LAST}")
    assert asked.url == again.url
    assert "The work has begun" in content(sophie.get(asked.url))
    assert sophie.get(f"{asked.url}file/").status_code == 404
    run_all()
    assert "The report is ready" in content(sophie.get(asked.url))
    text = pdf_of(sophie.get(f"{asked.url}file/")).pages[0].extract_text()
    assert ("For me" in text, "551 Current account" in text) == (True, True)
    assert sign_in("anna").get(asked.url).status_code == 404


def test_a_report_is_made_as_its_reader_may_read_it(sign_in, lively):
    omar = sign_in("clara")
    asked = omar.post(f"{url('books-account-file', '551')}?since={SINCE}&until={LAST}")
    run_all()
    text = pdf_of(omar.get(f"{asked.url}file/")).pages[0].extract_text()
    assert ("For me" in text, "Payment of a co-owner" in text) == (False, True)


def test_a_report_for_fewer_is_gone_with_the_right_to_read_it(sign_in, lively):
    asked = sign_in("sophie").post(url("books-owners-file"))
    Job.objects.update(by=cast.user("omar"))
    assert sign_in("omar").get(asked.url).status_code == 404


def test_a_made_report_is_kept_for_a_day(sign_in, lively):
    sophie = sign_in("sophie")
    asked = sophie.post(url("books-owners-file"))
    run_all()
    run_all()  # its day is not over
    with inside():
        assert File.objects.count() == 1
    Job.objects.update(created_at=timezone.now() - timedelta(days=1))
    run_all()
    with inside():
        assert File.objects.count() == 0
    assert "The day is over" in content(sophie.get(asked.url))


def test_paper_has_an_end_and_says_so(acacias, monkeypatch):
    provisions("900.00", on=JULY)
    monkeypatch.setattr(exports, "MOST", 3)
    report = make("owners", since=SINCE, until=LAST, reader=Reader(sees_people=True))
    data = exports.report_pdf(report, acacias, on=LAST)
    text = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "Only the first 3 lines" in text
