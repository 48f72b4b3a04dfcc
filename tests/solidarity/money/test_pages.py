"""Agreements and payouts through the pages: one's own, and the committee's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from solidarity.models import (
    Aid,
    Opening,
    Payout,
    RequestKey,
)
from solidarity.services.promising import release
from solidarity.terms import Kind
from tests.buildings.pages import statements
from tests.solidarity import making
from tests.solidarity.money.making import (
    CREDITOR,
    IBAN,
    PDF,
    fresh,
    payout,
    prepared,
    promised,
    signed,
)
from tests.solidarity.money.reading import address, hidden, made, messages
from tests.transparency.books.reading import words

pytestmark = pytest.mark.django_db


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


def test_what_was_forgotten_is_not_there(client, endowed):
    with making.inside():
        aid = signed()
        found = payout(aid, "100.00")
        RequestKey.objects.filter(request=aid.request).delete()
    cleo = making.confirmed(client, "cleo")
    assert cleo.get(address("payout", found.uuid)).status_code == 200
    for name in ("payout-open", "payout-voucher"):
        assert cleo.post(address(name, found.uuid)).status_code == 404
    assert cleo.post(address("payout-agreement", aid.uuid)).status_code == 404
    omar = making.confirmed(client, "omar")
    assert omar.get(address("agreement-file", aid.uuid)).status_code == 404


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
