"""Transfers and books through the pages: for the treasurer, the board, the auditor."""

from decimal import Decimal

import pytest
from django.utils import timezone

from solidarity.models import (
    Aid,
    FundAccount,
    FundMovement,
    TransferBatch,
)
from tests.buildings.pages import statements
from tests.solidarity import making
from tests.solidarity.money.making import (
    CREDITOR,
    IBAN,
    account,
    approved,
    batch,
    fresh,
    signed,
)
from tests.solidarity.money.reading import address, hidden, made, messages
from tests.solidarity.money.test_books import ENDOWMENT, noted
from tests.transparency.books.reading import table, words

pytestmark = pytest.mark.django_db


# The treasurer


def test_the_treasurer_sends_and_books(client, endowed):
    with making.inside():
        account()
        aid = signed()
        found = approved(aid, "3200.00")
    tess = making.confirmed(client, "tess")
    page = tess.get(address("transfers"))
    assert found.code in words(page)
    assert CREDITOR.name not in words(page)
    on = timezone.localdate().isoformat()
    page = tess.get(address("transfer-new"))
    page = tess.post(address("transfer-new"), {"on": "2020-01-01"})
    assert page.context["form"].errors.keys() == {"on"}
    page = tess.post(address("transfer-new"), {"on": on}, follow=True)
    assert "fetch its file" in messages(page)
    [listed] = made(lambda: list(TransferBatch.objects.all()))
    page = tess.get(address("transfer", listed.uuid))
    assert CREDITOR.name not in words(page)
    file = tess.post(address("transfer-file", listed.uuid))
    assert CREDITOR.name.encode() in file.content
    assert "no-store" in file["Cache-Control"]
    tess.get(address("transfer-execute", listed.uuid))
    page = tess.post(address("transfer-execute", listed.uuid), {"on": on}, follow=True)
    assert "are booked" in messages(page)
    page = tess.post(address("transfer-execute", listed.uuid), {"on": on})
    assert "closed already" in words(page)
    page = tess.post(address("transfer-file", listed.uuid), follow=True)
    assert "closed already" in messages(page)
    assert made(fresh, aid).state == Aid.State.RUNNING
    page = tess.post(address("transfer-return", found.uuid), {"on": on}, follow=True)
    assert "prepare the payment anew" in messages(page)
    assert made(fresh, aid).paid == 0


def test_the_file_wants_a_second_factor(sign_in, endowed):
    with making.inside():
        account()
        approved(signed(), "3200.00")
        listed = batch()
    tess = sign_in("tess")
    page = tess.get(address("transfer", listed.uuid))
    assert "Fetch the file" not in words(page)
    page = tess.post(address("transfer-file", listed.uuid))
    assert page.status_code == 403
    page = tess.post(address("transfer-discard", listed.uuid), follow=True)
    assert "wait for another list" in messages(page)
    assert "Not sent" in words(tess.get(address("transfer", listed.uuid)))


def test_without_an_account_nothing_is_transferred(client, endowed):
    made(lambda: approved(signed(), "3200.00"))
    tess = making.confirmed(client, "tess")
    assert "nothing can be transferred" in words(tess.get(address("transfers")))
    on = timezone.localdate().isoformat()
    page = tess.post(address("transfer-new"), {"on": on})
    assert "has not said yet" in words(page)


# The books


def test_the_books_name_nobody(client, endowed):
    with making.inside():
        account()
        making.running()
    arno = making.confirmed(client, "arno")
    page = arno.get(address("fund-books"))
    said = words(page)
    assert "55.1.1" in said
    assert "€3,200.00" in said
    assert "Note an endowment" not in said
    entries = arno.get(address("fund-entries"))
    for text in (said, words(entries)):
        assert making.NAME not in text
        assert "Omar" not in text
    rows = table(arno.get(address("fund-books-table", "csv")))
    assert {row["Account"]: row["Balance"] for row in rows}["55.1.1"] == "3200.00"
    rows = table(arno.get(address("fund-entries-table", "csv")))
    assert {row["Account"] for row in rows} == {"550", "100", "55.1.1"}
    assert arno.get(address("fund-entries-table", "xlsx")).status_code == 200
    assert arno.post(address("fund-provision")).status_code == 403


def test_the_treasurer_notes_and_takes_back(client, endowed):
    tess = making.confirmed(client, "tess")
    for name in ("fund-endowment-new", "fund-cost-new"):
        page = tess.get(address(name))
        given = {
            "uuid": hidden(page),
            "amount": "100",
            "on": timezone.localdate().isoformat(),
            "reference": "Decision of 12 June",
        }
        page = tess.post(address(name), given, follow=True)
        assert "is booked" in messages(page)
        page = tess.post(address(name), given, follow=True)
        assert "noted already" in messages(page)
    with making.inside():
        one = FundMovement.objects.get(kind="cost")
        assert FundMovement.objects.count() == 2
    page = tess.get(address("fund-movement-mirror", one.uuid))
    assert "€100.00" in words(page)
    page = tess.post(address("fund-movement-mirror", one.uuid), follow=True)
    assert "mirror entry" in messages(page)
    given |= {"uuid": "6f1f2b1e-53a0-4f0a-8e8a-0d6f5a0f3f11", "amount": "99999"}
    page = tess.post(address("fund-cost-new"), given)
    assert page.context["form"].errors.keys() == {"amount"}


def test_the_provision_is_shown_before_it_is_booked(client, endowed):
    with making.inside():
        making.running()
    tess = making.confirmed(client, "tess")
    page = tess.get(address("fund-provision"))
    assert "€160.00" in words(page)
    page = tess.post(address("fund-provision"), follow=True)
    assert "is up to date" in messages(page)
    page = tess.post(address("fund-provision"), follow=True)
    assert "what it should be" in messages(page)


def test_the_board_sets_the_account(client, endowed):
    bo = making.confirmed(client, "bo")
    given = {"holder": "KoproGo", "iban": IBAN, "kbo": "0451.899.343", "creditor": ""}
    page = bo.post(address("fund-account"), given, follow=True)
    assert "account is noted" in messages(page)
    wrong = given | {"kbo": "123", "creditor": "BE00", "iban": "BE1"}
    page = bo.post(address("fund-account"), wrong)
    assert page.context["form"].errors.keys() == {"kbo", "creditor", "iban"}
    page = bo.post(address("fund-account"), given | {"holder": "Solidarity fund"})
    assert "name neither" in words(page)
    assert "KoproGo" in bo.get(address("fund-account")).content.decode()
    with making.inside():
        [found] = FundAccount.objects.all()
    assert (found.iban, found.kbo, found.recorded_by.name) == (
        IBAN,
        "0451899343",
        "Bo",
    )
    tess = making.confirmed(client, "tess")
    assert tess.get(address("fund-account")).status_code == 403


def test_five_years_ahead(client, endowed):
    bo = making.confirmed(client, "bo")
    page = bo.get(address("fund-ahead"))
    assert "€50,000.00" in words(page)
    assert len(page.context["years"]) == 5
    asked = {
        "start": "1000",
        "endowment": "0",
        "grants": "0",
        "loans": "0",
        "costs": "10",
        "months": "24",
        "lost": "5",
    }
    page = bo.get(address("fund-ahead"), asked)
    assert page.context["years"][-1].capital == Decimal("400.00")
    page = bo.get(address("fund-ahead"), asked | {"months": "0"})
    assert page.context["form"].errors.keys() == {"months"}
    assert page.context["years"][0].capital == Decimal("50000.00")


BOOK_STATEMENTS = {
    "fund-books": 10,
    "fund-entries": 6,
    "fund-ahead": 10,
    "transfers": 7,
}


@pytest.mark.parametrize("many", [1, 3])
def test_lists_of_the_books_cost_the_same(client, endowed, many):
    with making.inside():
        account()
        for _one in range(many):
            noted(ENDOWMENT, "10.00")
    tess = making.confirmed(client, "tess")
    for name in BOOK_STATEMENTS:
        assert statements(tess, address(name)) == BOOK_STATEMENTS[name]
