"""Costs, quarters and reports through the pages."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from koprogo.documents.models import File
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import statements
from tests.transparency.books.making import approved, balance, closed, entered, seen
from tests.transparency.books.reading import address, table, words
from tests.transparency.contributions.making import MARCH, billed, member
from transparency.models import Quarter, Voucher

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def inside(db):
    return lambda: enter(cast.tenant(cast.ASBL).pk, by=None)


def filled(**given):
    return {
        "uuid": str(uuid4()),
        "kind": "servers",
        "supplier": "Hosting SA",
        "description": "Servers",
        "amount": "1140,00",
        "dated": "2025-01-02",
        "since": "2025-01-10",
        "last_day": "2025-12-31",
        "recurring": "yearly",
        "paper": SimpleUploadedFile("invoice.pdf", PDF),
    } | given


def test_the_form_says_what_of_a_voucher_is_published(sign_in):
    shown = words(sign_in("tess").get(address("voucher-new")))
    assert "It is published: write no name of a private person." in shown
    assert "It is published as well: name no private person and no building." in shown


def test_the_treasurer_enters_and_the_board_approves(sign_in, inside):
    tess = sign_in("tess")
    page = tess.post(address("voucher-new"), filled(), follow=True)
    assert "The voucher is entered: somebody else approves it." in words(page)
    with inside():
        voucher = Voucher.objects.get()
        assert (str(voucher.since), str(voucher.until)) == ("2025-01-01", "2026-01-01")
    approve = address("voucher-approve", voucher.uuid)
    shown = words(tess.get(approve))
    assert "Somebody else must approve what you entered." in shown
    assert "Approve and book" not in shown
    bo = sign_in("bo")
    page = bo.get(approve)
    assert words(page).count("€95.00") == 12
    looked = page.context["form"]["seen"].value()
    page = bo.post(approve, {"seen": looked}, follow=True)
    assert "The voucher is approved and booked." in words(page)
    page = bo.post(approve, {"seen": looked}, follow=True)
    assert "Somebody has approved, rejected or withdrawn this voucher" in words(page)
    with inside():
        assert balance("440") == Decimal(-1140)


def test_who_entered_it_cannot_approve_by_hand(sign_in, inside):
    with inside():
        voucher = entered(by="tess")
        looked = seen(voucher)
    page = sign_in("tess").post(
        address("voucher-approve", voucher.uuid), {"seen": looked}, follow=True
    )
    assert "Somebody else must approve what you entered." in words(page)
    with inside():
        assert Voucher.objects.get().state == "entered"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "0"}, "The amount must be more than zero."),
        ({"amount": "1,234"}, "Write at most two decimals"),
        ({"dated": "2199-01-01"}, "This day has not come yet."),
        ({"dated": "1900-01-01"}, "This day is too far away."),
        ({"last_day": "2024-12-31"}, "The last day comes after the first"),
        ({"last_day": "2035-12-31"}, "60 months are the most."),
        ({"supplier": " "}, "required"),
        ({"kind": "yacht"}, "Select a valid choice"),
        ({"paper": ""}, "required"),
        ({"paper": SimpleUploadedFile("a.docx", b"x")}, "Send a PDF, a picture"),
        ({"paper": SimpleUploadedFile("a.pdf", b"no")}, "is not what its name says"),
        ({"paper": SimpleUploadedFile("a.xml", b"<a/>")}, "not an electronic invoice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(sign_in, inside, wrong, said):
    page = sign_in("tess").post(address("voucher-new"), filled(**wrong))
    assert page.status_code == 200
    assert said in words(page)
    with inside():
        assert not Voucher.objects.exists()
        assert not File.objects.exists()


def test_the_same_form_sent_twice_enters_once(sign_in, inside):
    tess, uuid = sign_in("tess"), str(uuid4())
    tess.post(address("voucher-new"), filled(uuid=uuid))
    page = tess.post(address("voucher-new"), filled(uuid=uuid), follow=True)
    assert "This voucher has been entered already." in words(page)
    with inside():
        assert Voucher.objects.count() == 1


def test_a_voucher_is_corrected_and_withdrawn(sign_in, inside):
    with inside():
        voucher = entered()
    tess = sign_in("tess")
    edit = address("voucher-edit", voucher.uuid)
    assert 'value="100,00"' in tess.get(edit).content.decode()
    data = filled(amount="7.00", paper="", uuid=str(voucher.uuid))
    assert "The voucher is corrected." in words(tess.post(edit, data, follow=True))
    withdraw = address("voucher-withdraw", voucher.uuid)
    assert "€7.00" in words(tess.get(withdraw))
    assert "The voucher is withdrawn." in words(tess.post(withdraw, follow=True))
    assert "withdrawn already" in words(tess.post(withdraw, follow=True))


def test_a_decided_voucher_cannot_be_corrected(sign_in, inside):
    with inside():
        voucher = approved()
    data = filled(paper="", uuid=str(voucher.uuid))
    page = sign_in("tess").post(address("voucher-edit", voucher.uuid), data)
    assert "Somebody has approved, rejected or withdrawn" in words(page)


def test_rejecting_paying_and_reversing(sign_in, inside):
    with inside():
        rejected, voucher = entered(), approved()
    page = sign_in("bo").post(
        address("voucher-reject", rejected.uuid), {"reason": "Not ours"}, follow=True
    )
    assert "Not ours" in words(page)
    tess = sign_in("tess")
    pay = address("voucher-pay", voucher.uuid)
    page = tess.post(pay, {"on": "2199-01-01"})
    assert "This day has not come yet." in words(page)
    assert "The payment is noted." in words(
        tess.post(pay, {"on": "2025-03-09"}, follow=True)
    )
    reverse_it = address("voucher-reverse", voucher.uuid)
    assert "Its payment is noted" in words(tess.post(reverse_it, {"reason": "x"}))
    unpay = address("voucher-unpay", voucher.uuid)
    assert "The payment is taken back." in words(tess.post(unpay, follow=True))
    assert "No payment of this voucher is noted." in words(
        tess.post(unpay, follow=True)
    )
    page = tess.post(reverse_it, {"reason": "Wrong supplier"}, follow=True)
    assert "taken out of the books" in words(page)
    assert "Wrong supplier" in words(page)


def test_what_closed_months_would_bear_is_said_before(sign_in, inside):
    with inside():
        approved()
        closed(2025, 1)
        voucher = entered("120.00", since=date(2025, 1, 1), until=date(2026, 1, 1))
    page = sign_in("bo").get(address("voucher-approve", voucher.uuid))
    assert "€30.00 of it go to the month that begins on 01/04/2025." in words(page)


def test_a_recurring_voucher_that_lacks_is_entered_again(sign_in, inside):
    with inside():
        last = entered("12.00", recurring="monthly", supplier="Cloud SA")
        entered(
            "8.00",
            recurring="yearly",
            supplier="Later",
            until=date(2199, 1, 1),
            since=date(2198, 1, 1),
        )
    tess = sign_in("tess")
    page = tess.get(address("vouchers"))
    assert "Cloud SA · €12.00 Servers, from 01/04/2025 on: enter it again" in words(
        page
    )
    assert [one.last for one in page.context["expected"]] == [last]
    form = tess.get(f"{address('voucher-new')}?again={last.uuid}").context["form"]
    assert form["supplier"].value() == "Cloud SA"
    assert str(form["since"].value()) == "2025-04-01"
    assert str(form["last_day"].value()) == "2025-04-30"
    again = filled(supplier="Cloud SA", recurring="monthly")
    tess.post(address("voucher-new"), again | {"since": "2025-04-01"})
    assert tess.get(f"{address('voucher-new')}?again=nonsense").status_code == 200


def test_the_list_is_filtered_and_a_file(sign_in, inside):
    with inside():
        approved("1.00", supplier="Ann")
        entered("2.00", supplier="Bob", kind="gifts")
    arno = sign_in("arno")
    for query, found in (
        ("", ["Ann", "Bob"]),
        ("?kind=gifts", ["Bob"]),
        ("?state=approved", ["Ann"]),
        ("?unpaid=on", ["Ann"]),
        ("?search=bo", ["Bob"]),
        ("?since=2025-03-06", []),
        ("?until=2025-03-05&kind=nonsense", ["Ann", "Bob"]),
    ):
        page = arno.get(address("vouchers") + query)
        assert sorted(one.supplier for one in page.context["page"]) == found
    rows = table(arno.get(address("vouchers-table", "csv") + "?kind=gifts"))
    assert [row["Supplier or giver"] for row in rows] == ["Bob"]


def test_a_paper_is_sent_as_it_was(sign_in):
    tess = sign_in("tess")
    tess.post(address("voucher-new"), filled())
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        voucher = Voucher.objects.get()
    answer = tess.get(address("voucher-paper", voucher.uuid))
    assert b"".join(answer.streaming_content) == PDF


# Reports and entries


def test_the_income_statement_and_the_balance_sheet(sign_in, inside):
    with inside():
        member(since=MARCH)
        billed(MARCH)
        approved("0.40")
    page = sign_in("arno").get(f"{address('books')}?year=2025&on=2025-12-31")
    said = words(page)
    assert "Revenue €1.00" in said
    assert "Costs €0.40" in said
    assert "Surplus €0.60" in said
    sheet = page.context["sheet"]
    assert (sheet.result, sheet.earlier) == (Decimal("0.60"), 0)
    assert sheet.total == sheet.total_of_liabilities == Decimal("1.00")
    later = sign_in("arno").get(f"{address('books')}?on=2026-01-01").context["sheet"]
    assert (later.result, later.earlier) == (0, Decimal("0.60"))
    assert later.total == later.total_of_liabilities


def test_reports_and_entries_are_files(sign_in, inside):
    with inside():
        approved("5.00")
    arno = sign_in("arno")
    [row] = table(arno.get(address("income-table", "csv") + "?year=2025"))
    assert (row["Account"], row["2025-03"], row["Total"]) == ("6100", "5.00", "5.00")
    rows = table(arno.get(address("balance-table", "csv")))
    assert ["440", "5.00"] in [[row["Account"], row["Amount"]] for row in rows]
    rows = table(arno.get(address("entries-table", "csv") + "?account=440"))
    assert [(row["Account"], row["Credit"]) for row in rows] == [
        ("6100", "0.00"),
        ("440", "5.00"),
    ]
    rows = table(arno.get(address("quarters-table", "csv")))
    assert rows[-1]["Quarter"] == "1"


def test_an_entry_shows_its_lines_and_its_mirror(sign_in, inside):
    with inside():
        row = member(since=MARCH)
        billed(MARCH)
        entry = row.contributions.get().entry
    bo = sign_in("bo")
    page = bo.get(address("entry", entry.uuid))
    assert "400 Contributions to receive Les Tilleuls" in words(page)
    assert bo.get(address("entry", uuid4())).status_code == 404
    page = bo.get(address("entries") + "?account=702")
    assert "No entry was found." in words(page)


def test_a_year_out_of_reach_is_this_year(sign_in):
    page = sign_in("bo").get(address("books") + "?year=99999&on=nonsense")
    assert page.context["year"] == timezone.localdate().year


# Quarters


def test_the_board_closes_a_quarter_once(sign_in, inside):
    with inside():
        approved()
    bo = sign_in("bo")
    assert "2025 Q1 To close" in words(bo.get(address("quarters")))
    close = address("quarter-close", 2025, 1)
    page = bo.get(close)
    assert "From 01/01/2025 to 31/03/2025 nothing is booked any more" in words(page)
    assert "440 Suppliers €100.00" in words(page)
    assert "The quarter is closed." in words(bo.post(close, follow=True))
    assert "This quarter has been closed already." in words(bo.post(close, follow=True))
    assert "2025 Q1 Closed" in words(bo.get(address("quarters")))
    assert bo.get(close).status_code == 302
    with inside():
        assert Quarter.objects.get().closed_by == cast.user("bo")


def test_a_quarter_that_waits_says_for_what(sign_in, inside):
    with inside():
        member(since=MARCH)
        approved()
        entered()
    bo = sign_in("bo")
    said = words(bo.get(address("quarters")))
    assert "1 voucher to decide 1 contribution of March 2025 to write" in said
    close = address("quarter-close", 2025, 1)
    assert "It cannot be closed yet." in words(bo.get(close))
    assert "are not written yet" in words(bo.post(close, follow=True))


@pytest.mark.parametrize("which", [(1999, 1), (2025, 5), (2025, 0), (2190, 1)])
def test_there_are_four_quarters_of_years_that_are(sign_in, inside, which):
    with inside():
        approved()
    assert sign_in("bo").get(address("quarter-close", *which)).status_code == 404


# Whatever there is


@pytest.mark.parametrize("name", ["vouchers", "entries", "books", "quarters"])
def test_the_statements_of_a_page_do_not_grow(sign_in, inside, name):
    bo, counts = sign_in("bo"), []
    for many in (1, 6):
        with inside():
            for number in range(many):
                approved(supplier=f"Supplier {many} {number}", recurring="monthly")
        bo.get(address(name))
        counts.append(statements(bo, address(name)))
    assert counts[0] == counts[1]
