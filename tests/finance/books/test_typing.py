"""What is typed in the books: sub-accounts, entries, transfers, years, works."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from finance.models import OwnEntry, Works
from koprogo.documents.models import File
from koprogo.tenancy import enter
from tests import cast
from tests.finance.books.making import (
    JULY,
    SINCE,
    YEAR,
    a_call,
    eur,
    lines_of,
    own,
    paid_from_bank,
)
from tests.finance.charge_statements.books import key
from tests.finance.factories import item, payment
from tests.finance.pages import url


@pytest.fixture
def booked(db):
    with inside():
        return own(("58", "10.00"), ("551", "-10.00"), reason="It left")


def inside():
    return enter(cast.tenant().pk, by=None)


def content(page):
    return page.content.decode()


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


# The chart


def test_the_chart_and_a_sub_account(sign_in, db):
    sophie = sign_in("sophie")
    sent = {"code": "6105000001", "name": "Cleaning of block B"}
    for code, wrong in (
        ("x1", "digits"),
        ("9", "begins"),
        ("6105000", "is an account"),
    ):
        page = sophie.post(url("books-chart-new"), sent | {"code": code})
        assert wrong in str(page.context["form"].errors["code"])
    assert sophie.post(url("books-chart-new"), sent).url == url("books-chart")
    assert "Cleaning of block B" in content(sophie.get(url("books-chart")))
    sophie.post(url("books-chart-name", "6105000001"), {"name": "Block C"})
    assert "Block C" in content(sophie.get(url("books-chart")))
    table = sophie.get(url("books-chart-table", "csv")).content.decode("utf-8-sig")
    assert "6105000001;Block C;100" in table.splitlines()


# Entries of one's own


def lines(*rows):
    """Return what the form sends for these rows."""
    sent = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent |= {f"lines-{number}-{name}": value for name, value in row.items()}
    return sent


def an_entry(*rows, **more):
    return {
        "uuid": "11111111-1111-4111-8111-111111111111",
        "text": "Correction",
        "reason": "Wrong account",
        "date": JULY.isoformat(),
        **lines(*rows),
        **more,
    }


def test_an_entry_is_typed_with_its_voucher(sign_in, db):
    with inside():
        shares = str(key().uuid)
    sophie = sign_in("sophie")
    sent = an_entry(
        {"account": "6105000", "debit": "100,00", "key": shares},
        {"account": "4101", "credit": "60,00", "holder": "H1"},
        {"account": "551", "credit": "40"},
        {},
        voucher=SimpleUploadedFile("note.png", PNG),
    )
    answer = sophie.post(url("own-entry-new"), sent)
    with inside():
        booked = OwnEntry.objects.get()
        assert lines_of(booked.entry) == [
            ("4101", eur("-60.00")),
            ("6105000", eur("100.00")),
            ("551", eur("-40.00")),
        ]
    assert answer.url == url("books-entry", booked.entry.uuid)
    voucher = sophie.get(url("own-entry-voucher", booked.uuid))
    assert voucher["Content-Type"] == "image/png"
    sent["voucher"] = SimpleUploadedFile("note.png", PNG)
    again = sophie.post(url("own-entry-new"), sent)
    assert again.url == url("journals")
    assert said(again)[-1] == "This entry has been booked already."
    with inside():
        assert (OwnEntry.objects.count(), File.objects.count()) == (1, 1)


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00"
    b"\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff"
    b"V\xc7/\r\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [{"account": "58", "debit": "1"}, {"account": "551", "credit": "2"}],
            "Credit is €1.00 more than debit.",
        ),
        (
            [{"account": "58", "debit": "2"}, {"account": "551", "credit": "1"}],
            "Debit is €1.00 more than credit.",
        ),
        (
            [{"account": "58", "debit": "1"}, {"account": "4101", "credit": "1"}],
            "Line 2: name the account holder on 4100 and 4101, and nowhere else.",
        ),
    ],
)
def test_what_the_books_refuse_is_said_above_the_form(sign_in, db, rows, sentence):
    page = sign_in("sophie").post(url("own-entry-new"), an_entry(*rows))
    assert page.context["form"].non_field_errors() == [sentence]


def test_what_a_form_refuses(sign_in, db):
    sophie = sign_in("sophie")
    page = sophie.post(
        url("own-entry-new"),
        an_entry(
            {"account": "58", "debit": "1", "credit": "1"},
            {"account": "nothing", "credit": "1"},
            date=(timezone.localdate() + timedelta(days=1)).isoformat(),
        ),
    )
    first, second = page.context["rows"]
    assert first.non_field_errors() == ["Write an amount on one side: debit or credit."]
    assert second.errors.keys() == {"account"}
    assert page.context["form"].errors["date"] == ["This day has not come yet."]


def test_an_entry_is_taken_back(sign_in, booked):
    sophie = sign_in("sophie")
    address = url("own-entry-take-back", booked.uuid)
    assert sophie.post(address, {"reason": "Twice"}).url == url(
        "books-entry", booked.entry.uuid
    )
    again = sophie.post(address, {"reason": "Twice"})
    assert said(again)[-1] == "This entry has been taken back already."
    page = content(sophie.get(url("books-entry", booked.entry.uuid)))
    assert ("was taken back" in page, address in page) == (True, False)


def test_a_transfer_is_prepared_and_noted(sign_in, db):
    sophie = sign_in("sophie")
    assert "Nothing is to be transferred" in content(sophie.get(url("transfer")))
    with inside():
        a_call(item("200.00", purpose="reserve"), on=JULY)
        payment("H1", "100.00")
    page = sophie.get(url("transfer"))
    assert "BE43 0689 9999 9501" in content(page)
    sent = {name: page.context["form"][name].value() for name in ("uuid", "date")}
    wrong = sophie.post(url("transfer"), sent | {"amount": "100,01"})
    assert wrong.context["form"].non_field_errors() == [
        "So much was not received for the reserve fund, or it was transferred already."
    ]
    late = {"date": (timezone.localdate() + timedelta(days=1)).isoformat()}
    page = sophie.post(url("transfer"), sent | late | {"amount": "1"})
    assert page.context["form"].errors["date"] == ["This day has not come yet."]
    done = sophie.post(url("transfer"), sent | {"amount": "40,00"})
    assert "books/entries/" in done.url
    again = sophie.post(url("transfer"), sent | {"amount": "40,00"})
    assert again.url == url("transfer")


# Years


def test_a_year_from_opening_to_reopening(sign_in, db):
    sophie = sign_in("sophie")
    page = sophie.get(url("years"))
    assert "Open the first year" in content(page)
    assert "Open the first year" not in content(sign_in("omar").get(url("years")))
    sophie = sign_in("sophie")
    for wrong, last_day in (("24 months", "2027-01-01"), ("too far", "2300-01-01")):
        page = sophie.post(
            url("year-new"), {"since": "2025-01-01", "last_day": last_day}
        )
        assert wrong in str(page.context["form"].errors)
    sent = {"since": "2025-01-01", "last_day": "2025-12-31"}
    assert sophie.post(url("year-new"), sent).url == url("year", YEAR)
    page = sophie.post(url("year-new"), sent)
    assert "was opened before" in str(page.context["form"].errors)
    with inside():
        paid_from_bank("5.00")
    refused = sophie.post(url("year-close", YEAR))
    assert said(refused)[-1].startswith("The year cannot be closed yet")
    page = sophie.get(url("year", YEAR))
    assert [one.proof for one in page.context["checks"] if not one.check.is_done] == [
        "On 499: €5.00.",
        "No statement of the year was imported: the books say −€5.00.",
    ]
    assert not page.context["may_close"]
    with inside():
        own(("551", "5.00"), ("499", "-5.00"))
    assert sophie.get(url("year", YEAR)).context["may_close"]
    sophie.post(url("year-close", YEAR))
    assert "takes no entry any more" in content(sophie.get(url("year", YEAR)))
    again = sophie.post(url("year-close", YEAR))
    assert said(again)[-1] == "This fiscal year has been closed already."
    sophie.post(url("year-reopen", YEAR), {"reason": "An invoice came"})
    again = sophie.post(url("year-reopen", YEAR), {"reason": "An invoice came"})
    assert said(again)[-1] == "Only a closed fiscal year can be reopened."


def test_works_from_the_decision_to_the_end(sign_in, db):
    sophie = sign_in("sophie")
    assert "No works have been noted" in content(sophie.get(url("works")))
    sent = {"title": "Roof", "decision": "AG 4", "decided_on": SINCE.isoformat()}
    answer = sophie.post(url("works-new"), sent)
    with inside():
        roof = Works.objects.get()
    assert answer.url == url("works-one", roof.uuid)
    assert "title" in sophie.post(url("works-new"), sent).context["form"].errors
    late = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = sophie.post(url("works-new"), sent | {"title": "x", "decided_on": late})
    assert "decided_on" in page.context["form"].errors
    page = content(sophie.get(url("call-new")))
    assert f'<option value="{roof.uuid}">Roof</option>' in page
    end = {"decision": "Refund", "due_on": late}
    assert sophie.post(url("works-end", roof.uuid), end).url == url(
        "works-one", roof.uuid
    )
    page = sophie.post(url("works-end", roof.uuid), end)
    assert "have ended" in str(page.context["form"].non_field_errors())
