"""Agreements, payouts, transfers and books through the pages."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from solidarity.models import (
    Aid,
    FundAccount,
    FundMovement,
    Opening,
    Payout,
    TransferBatch,
)
from solidarity.services.promising import release
from solidarity.terms import Kind
from tests.buildings.pages import statements
from tests.solidarity import making
from tests.solidarity.money.making import (
    CREDITOR,
    IBAN,
    PDF,
    account,
    approved,
    batch,
    fresh,
    payout,
    prepared,
    promised,
    signed,
)
from tests.solidarity.money.test_books import ENDOWMENT, noted
from tests.transparency.books.reading import table, words

pytestmark = pytest.mark.django_db


def address(name, *args) -> str:
    return reverse(f"solidarity:{name}", args=args)


@pytest.fixture
def endowed(db):
    with making.inside():
        making.endowed()
        making.committee()


def made(make, *args, **given):
    with making.inside():
        return make(*args, **given)


def hidden(page, name="uuid") -> str:
    [value] = re.findall(rf'name="{name}" value="([^"]+)"', page.content.decode())
    return value


def messages(page) -> str:
    return " ".join(str(one) for one in page.context["messages"])


# The agreement


def test_one_reads_makes_and_signs_one_s_agreement(client, endowed):
    aid = made(promised)
    omar = making.confirmed(client, "omar")
    page = omar.get(address("agreement", aid.uuid))
    said = words(page)
    assert "€3,200.00" in said
    assert "Being late costs nothing" in said
    assert IBAN in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    asked = {"language": "fr", "iban": IBAN}
    page = omar.post(address("agreement", aid.uuid), asked, follow=True)
    assert "read it, then sign" in messages(page)
    pdf = omar.get(address("agreement-file", aid.uuid))
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]
    sign = address("agreement-sign", aid.uuid)
    missing = omar.post(sign, {"sha256": hidden(page, "sha256"), "read": "on"})
    assert missing.context["form"].errors.keys() == {"mandate"}
    given = {"sha256": hidden(page, "sha256"), "read": "on", "mandate": "on"}
    assert "within five working days" in messages(omar.post(sign, given, follow=True))
    page = omar.post(sign, given, follow=True)
    assert "The money is on its way" in words(page)
    with making.inside():
        assert fresh(aid).state == Aid.State.SIGNED
        assert not Opening.objects.exists()


def test_nobody_signs_without_a_second_factor(sign_in, endowed):
    aid = made(lambda: prepared(promised()))
    omar = sign_in("omar")
    page = omar.get(address("agreement-sign", aid.uuid))
    assert "Add a second factor" in words(page)
    given = {"sha256": aid.agreement_hash, "read": "on", "mandate": "on"}
    omar.post(address("agreement-sign", aid.uuid), given)
    assert made(fresh, aid).state == Aid.State.PROMISED


def test_the_agreement_of_another_is_not_there(client, endowed):
    aid = made(lambda: prepared(promised()))
    for name in ("agreement", "agreement-file", "agreement-sign"):
        found = making.confirmed(client, "clara").get(address(name, aid.uuid))
        assert found.status_code == 404


def test_a_wrong_account_and_an_old_paper_are_told(client, endowed):
    aid = made(promised)
    omar = making.confirmed(client, "omar")
    page = omar.post(address("agreement", aid.uuid), {"language": "en", "iban": "BE00"})
    assert "is not an IBAN" in words(page)
    assert omar.get(address("agreement-file", aid.uuid)).status_code == 404
    page = omar.get(address("agreement-sign", aid.uuid))
    assert page.status_code == 302
    made(prepared, aid)
    given = {"sha256": "0" * 64, "read": "on", "mandate": "on"}
    page = omar.post(address("agreement-sign", aid.uuid), given, follow=True)
    assert "made anew meanwhile" in messages(page)


def test_of_works_a_security_is_chosen(client, endowed):
    aid = made(promised, kind=Kind.WORKS)
    omar = making.confirmed(client, "omar")
    page = omar.get(address("agreement", aid.uuid))
    assert "Mortgage of the second rank" in words(page)
    asked = {"language": "en", "iban": IBAN, "security": "surety"}
    page = omar.post(address("agreement", aid.uuid), asked)
    assert page.context["form"].errors.keys() == {"security"}
    page = omar.post(address("agreement", aid.uuid), asked | {"asks_surety": "on"})
    assert page.status_code == 302


def test_each_state_says_what_it_is(client, endowed):
    omar = making.confirmed(client, "omar")
    offered = made(lambda: making.decided(making.sent(), "offered").aid)
    page = omar.get(address("agreement", offered.uuid))
    assert "answer the offer" in words(page)
    grant = made(promised, kind=Kind.DISPUTE)
    assert "€750.00" in words(omar.get(address("agreement", grant.uuid)))
    running = made(making.running)
    assert "were paid" in words(omar.get(address("agreement", running.uuid)))
    with making.inside():
        release(grant, by=None)
    assert "not signed in time" in words(omar.get(address("agreement", grant.uuid)))


# The committee


def test_two_members_pay_out_by_codes(client, endowed):
    aid = made(signed)
    cleo = making.confirmed(client, "cleo")
    page = cleo.get(address("payouts"))
    assert aid.code in words(page)
    assert making.NAME not in words(page)
    page = cleo.get(address("payout-new", aid.uuid))
    given = {
        "uuid": hidden(page),
        "amount": "3200",
        "payee": "creditor",
        "name": CREDITOR.name,
        "iban": CREDITOR.iban,
        "not_syndic": "on",
    }
    page = cleo.post(address("payout-new", aid.uuid), given, follow=True)
    assert "another member" in messages(page)
    page = cleo.post(address("payout-new", aid.uuid), given, follow=True)
    assert "prepared already" in messages(page)
    [found] = made(lambda: list(Payout.objects.select_related("aid")))
    page = cleo.post(address("payout-approve", found.uuid), follow=True)
    assert "You prepared this payment" in messages(page)
    lea = making.confirmed(client, "lea")
    page = lea.post(address("payout-approve", found.uuid), follow=True)
    assert "Look at the details first" in messages(page)
    assert CREDITOR.name not in words(page)
    page = lea.post(address("payout-open", found.uuid))
    assert CREDITOR.name in words(page)
    page = lea.post(address("payout-approve", found.uuid), follow=True)
    assert "the treasurer sends it" in messages(page)
    with making.inside():
        [opening] = Opening.objects.all()
    assert (opening.user.name, opening.what) == ("Lea", "payment")
    for name in ("payout-withdraw", "payout"):
        assert lea.get(address(name, found.uuid)).status_code == 200
    lea.post(address("payout-withdraw", found.uuid))
    assert made(fresh, found).state == "withdrawn"


def test_a_payment_lacks_something(client, endowed):
    aid = made(signed, kind=Kind.DISPUTE)
    cleo = making.confirmed(client, "cleo")
    page = cleo.post(address("payout-new", aid.uuid), {"payee": "lawyer"})
    assert page.context["form"].errors.keys() == {
        "uuid",
        "amount",
        "name",
        "iban",
        "voucher",
    }
    first = cleo.get(address("payout-new", aid.uuid))
    given = {
        "uuid": hidden(first),
        "amount": "1500.01",
        "payee": "lawyer",
        "name": "Meester Vandoorne",
        "iban": "BE71 0961 2345 6769",
        "voucher": SimpleUploadedFile("note.pdf", PDF),
    }
    page = cleo.post(address("payout-new", aid.uuid), given)
    assert "€1,500.00 are left" in words(page)
    given |= {"amount": "1500", "voucher": SimpleUploadedFile("note.pdf", PDF)}
    page = cleo.post(address("payout-new", aid.uuid), given, follow=True)
    [found] = made(lambda: list(Payout.objects.all()))
    voucher = cleo.post(address("payout-voucher", found.uuid))
    assert (voucher.content, voucher["Content-Type"]) == (PDF, "application/pdf")
    agreement = cleo.post(address("payout-agreement", aid.uuid))
    assert agreement.content.startswith(b"%PDF")
    with making.inside():
        assert sorted(one.what for one in Opening.objects.all()) == [
            "agreement",
            "payment",
        ]


def test_who_has_no_seat_sees_no_payment(client, endowed):
    aid = made(signed)
    for name in ("omar", "tess", "arno"):
        signed_in = making.confirmed(client, name)
        assert signed_in.get(address("payouts")).status_code == 404
        page = signed_in.get(address("payout-new", aid.uuid))
        assert page.status_code == 404


def test_nothing_more_is_drawn_after_asking(client, endowed):
    aid = made(signed)
    cleo = making.confirmed(client, "cleo")
    page = cleo.get(address("payout-close", aid.uuid))
    assert "€3,200.00" in words(page)
    page = cleo.post(address("payout-close", aid.uuid), follow=True)
    assert "once something is paid" in messages(page)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_payments_costs_the_same(client, endowed, many):
    with making.inside():
        for name in ("omar", "clara", "otto")[:many]:
            payout(signed(name, Kind.EMERGENCY), "100.00")
    cleo = making.confirmed(client, "cleo")
    assert statements(cleo, address("payouts")) == LIST_STATEMENTS


LIST_STATEMENTS = 7


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
    "transfers": 9,
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
