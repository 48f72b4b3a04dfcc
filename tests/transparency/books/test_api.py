"""The ASBL's books by programs: a whole life of a voucher, a month and a quarter."""

from datetime import date

import pytest

from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, url, wrong
from tests.finance.banking.statements import moved
from tests.transparency.books.making import approved, entered
from tests.transparency.books.test_pages import PDF
from tests.transparency.contributions.making import MARCH, billed, member, paid
from tests.transparency.contributions.test_bank import DAY, coda, digits
from tests.transparency.contributions.test_pages import of_mia
from transparency.models import Contribution, Receipt, Voucher
from transparency.queries.contributions import reference_of

pytestmark = pytest.mark.django_db
FIELDS = {
    "kind": "servers",
    "supplier": "Hosting SA",
    "description": "Servers",
    "amount": "1140.00",
    "dated": "2025-01-02",
    "since": "2025-01-01",
    "last_day": "2025-12-31",
    "recurring": "yearly",
}


@pytest.fixture
def inside(db):
    return lambda: enter(cast.tenant(cast.ASBL).pk, by=None)


def sent(program, path, method="POST", *, key="once", **fields):
    headers = {"HTTP_IDEMPOTENCY_KEY": key}
    program.client.defaults.update(headers)
    return program.upload(path, method, **fields)


def test_a_voucher_is_entered_approved_paid_and_reversed(program, inside):
    tess, bo = program("tess"), program("bo")
    answer = sent(tess, url("asbl-vouchers"), **FIELDS, paper=("a.pdf", PDF))
    assert answer.status_code == 201, answer.content
    found = answer.json()
    assert found["voucher"]["until"] == "2026-01-01"
    assert [one["amount"] for one in found["planned"]] == ["1140.00", *["95.00"] * 12]
    again = sent(tess, url("asbl-vouchers"), **FIELDS, paper=("a.pdf", PDF))
    assert problem(again) == (409, "voucher-entered")
    uuid = found["voucher"]["uuid"]
    approve = url("asbl-voucher-approve", voucher_id=uuid)
    body = {"seen": found["seen"]}
    assert problem(tess.post(approve, body)) == (409, "voucher-same-person")
    assert problem(bo.post(approve, {"seen": "x"})) == (409, "voucher-changed")
    booked = bo.post(approve, body).json()
    assert (booked["voucher"]["state"], len(booked["booked"])) == ("approved", 13)
    assert (booked["planned"], booked["seen"], booked["moved"]) == ([], "", "0.00")
    pay = url("asbl-voucher-pay", voucher_id=uuid)
    assert (
        tess.post(pay, {"on": "2025-01-09"}).json()["voucher"]["paid_on"]
        == "2025-01-09"
    )
    assert problem(tess.post(pay, {"on": "2025-01-09"})) == (409, "voucher-paid")
    undo = url("asbl-voucher-reverse", voucher_id=uuid)
    assert problem(bo.post(undo, {"reason": "x"})) == (409, "voucher-paid")
    assert tess.post(url("asbl-voucher-unpay", voucher_id=uuid)).status_code == 200
    done = bo.post(undo, {"reason": "Wrong"}).json()
    assert (done["voucher"]["state"], done["voucher"]["reason"]) == (
        "reversed",
        "Wrong",
    )
    paper = bo.get(url("asbl-voucher-paper", voucher_id=uuid))
    assert b"".join(paper.streaming_content) == PDF


def test_a_voucher_is_corrected_rejected_and_withdrawn(program, inside):
    with inside():
        one, other = entered(), entered()
    tess = program("tess")
    place = url("asbl-voucher", voucher_id=one.uuid)
    found = sent(tess, place, "PUT", **FIELDS | {"amount": "7.00"}).json()
    assert found["voucher"]["amount"] == "7.00"
    late = sent(tess, place, "PUT", **FIELDS | {"dated": "2199-01-01"})
    assert problem(late) == (400, "day-not-come")
    long = sent(tess, place, "PUT", **FIELDS | {"last_day": "2035-01-01"})
    assert wrong(long).keys() == {"last_day"}
    assert tess.delete(place).status_code == 204
    assert tess.get(place).status_code == 404
    reject = url("asbl-voucher-reject", voucher_id=other.uuid)
    assert wrong(program("bo").post(reject, {})).keys() == {"reason"}
    found = program("bo").post(reject, {"reason": "No"}).json()
    assert found["voucher"]["state"] == "rejected"
    assert problem(tess.delete(url("asbl-voucher", voucher_id=other.uuid))) == (
        409,
        "voucher-decided",
    )


def test_lists_and_reports(program, inside):
    with inside():
        member()
        billed(MARCH)
        approved("0.40", recurring="monthly")
        entry = Voucher.objects.get().entries.get().entry
    arno = program("arno")
    [one] = arno.get(url("asbl-vouchers"), state="approved").json()["results"]
    assert one["supplier"] == "Hosting SA"
    assert arno.get(url("asbl-vouchers"), unpaid="false").status_code == 200
    [expected] = arno.get(url("asbl-vouchers-expected")).json()
    assert (expected["since"], expected["until"]) == ("2025-04-01", "2025-05-01")
    rows = arno.get(url("asbl-income"), year="2025").json()
    assert [(row["part"], row["code"], row["amount"]) for row in rows] == [
        ("revenue", "700", "1.00"),
        ("costs", "6100", "0.40"),
    ]
    assert rows[0]["months"] == [{"month": "2025-03-01", "amount": "1.00"}]
    rows = arno.get(url("asbl-balance-sheet"), on="2025-12-31").json()
    assert [(row["part"], row["code"], row["amount"]) for row in rows] == [
        ("assets", "400", "1.00"),
        ("liabilities", "440", "0.40"),
        ("liabilities", "", "0.60"),
        ("liabilities", "", "0.00"),
    ]
    found = arno.get(url("asbl-entries"), account="440").json()["results"]
    assert [one["uuid"] for one in found] == [str(entry.uuid)]
    found = arno.get(url("asbl-entry", asbl_entry_id=entry.uuid)).json()
    assert [line["account"] for line in found["lines"]] == ["6100", "440"]
    assert wrong(arno.get(url("asbl-entries"), since="nonsense")).keys() == {"since"}


def test_a_quarter_is_closed(program, inside):
    with inside():
        approved("1.00")
    bo = program("bo")
    first = bo.get(url("asbl-quarters")).json()[-1]
    assert (first["number"], first["may_close"], first["closed_at"]) == (1, True, None)
    places = {
        number: url("asbl-quarter-close", calendar_year=2025, quarter_number=number)
        for number in (1, 2, 3, 5)
    }
    assert problem(bo.post(places[3])) == (409, "not-next-quarter")
    assert bo.post(places[5]).status_code == 404
    found = bo.post(places[1]).json()
    assert found["figures"] == {"440": "-1.00", "6100": "1.00"}
    assert problem(bo.post(places[1])) == (409, "quarter-already-closed")
    with inside():
        member(since=date(2025, 4, 1))
    assert problem(bo.post(places[2])) == (409, "months-not-billed")


def test_payments_are_recorded_once_for_each_key(program, inside):
    with inside():
        row = member()
        billed(MARCH)
        reference = reference_of(row)
    tess = program("tess")
    body = {"participation": reference, "amount": "0.40", "received_on": "2025-03-09"}
    place = url("asbl-receipts")
    key = {"Idempotency-Key": "a"}
    found = tess.post(place, body, **key).json()
    assert (found["participation"], found["amount"]) == (str(row.uuid), "0.40")
    assert problem(tess.post(place, body, **key)) == (409, "receipt-recorded")
    [one] = tess.get(url("asbl-contributions"), only="open").json()["results"]
    assert (one["balance"], one["overdue"]) == ("0.60", "0.60")
    undo = url("asbl-receipt-reverse", receipt_id=found["uuid"])
    assert tess.post(undo).json()["is_reversed"] is True
    assert problem(tess.post(undo)) == (409, "receipt-reversed")
    lines = tess.get(url("asbl-contribution-lines", participation_id=row.uuid)).json()
    assert [(line["asked"], line["received"]) for line in lines] == [
        (None, "0.40"),
        ("1.00", None),
    ]


def test_a_bank_file_is_read_and_then_booked(program, inside):
    with inside():
        row = member()
    tess = program("tess")
    data = coda(moved("1.00", on=DAY, vcs=digits(row)), moved("2.00", on=DAY))
    found = tess.upload(url("asbl-bank-file"), file=("a.cod", data)).json()
    assert [one["is_new"] for one in found["found"]] == [True, False]
    with inside():
        assert not Receipt.objects.exists()
    book = url("asbl-bank-file-book")
    assert len(tess.post(book, {"key": found["key"]}).json()) == 1
    assert tess.post(book, {"key": found["key"]}).json() == []
    assert problem(tess.post(book, {"key": "x"})) == (409, "bank-file-gone")
    other = coda(moved("1.00", on=DAY), iban="BE68539007547034")
    answer = tess.upload(url("asbl-bank-file"), file=("a.cod", other))
    assert wrong(answer).keys() == {"file"}


def test_a_member_reads_his_own_and_no_other(program, inside):
    with inside():
        row, other = of_mia(), member("Another")
        billed(MARCH)
        paid(row, "0.40")
        mine = Contribution.objects.get(participation=row)
        theirs = Contribution.objects.get(participation=other)
    mia = program("mia")
    [one] = mia.get(url("asbl-my-contributions")).json()
    assert (one["name"], one["balance"]) == ("Mia's house", "0.60")
    place = url("asbl-my-contribution-lines", participation_id=row.uuid)
    assert len(mia.get(place).json()) == 2
    for name in ("asbl-my-contribution-account", "asbl-my-contribution-lines"):
        assert mia.get(url(name, participation_id=other.uuid)).status_code == 404
    statement = url("asbl-my-contribution-statement", contribution_id=mine.uuid)
    assert mia.get(statement).status_code == 404
    assert mia.post(statement).status_code == 204
    assert b"".join(mia.get(statement).streaming_content).startswith(b"%PDF")
    not_mine = url("asbl-my-contribution-statement", contribution_id=theirs.uuid)
    assert mia.post(not_mine).status_code == 404
    year = {"participation_id": row.uuid, "calendar_year": 2025}
    summary = url("asbl-my-contribution-year", **year)
    assert mia.post(summary).status_code == 204
    list(mia.get(summary))
    account = url("asbl-my-contribution-account", participation_id=row.uuid)
    assert mia.get(account).json()["balance"] == "0.60"


def test_missing_contributions_are_asked_of_the_worker(program, inside):
    with inside():
        member(since=date(2025, 1, 1))
    tess = program("tess")
    missing = tess.get(url("asbl-contributions-missing")).json()
    assert missing[0] == {"month": "2025-01-01", "many": 1}
    answer = tess.post(url("asbl-contributions-missing"))
    assert (answer.status_code, answer.json()["missing"]) == (202, missing)
    assert answer.json()["job"]["state"] == "open"
