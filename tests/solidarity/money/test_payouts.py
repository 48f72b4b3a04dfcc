"""Payouts: two members, the right payee, never beyond what was promised."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from koprogo.documents.services import read
from solidarity.bank_text import names_the_fund
from solidarity.errors.money import (
    BadAccount,
    MoreThanPromised,
    NamesTheFund,
    NoConsentToPay,
    NotOpened,
    PayoutMoved,
    PayoutPrepared,
    SamePerson,
    StillUnderWay,
    TakesNoPart,
    VoucherNeeded,
    WrongPayee,
)
from solidarity.models import (
    Aid,
    Opening,
    Payout,
    Recusal,
    Request,
    RequestConsent,
    RequestKey,
)
from solidarity.queries import payouts as queries
from solidarity.queries.money import capital
from solidarity.services.payouts import (
    Recipient,
    approve_payout,
    close_drawing,
    note_opening,
    prepare_payout,
    withdraw_payout,
)
from solidarity.terms import Kind
from tests.solidarity import making
from tests.solidarity.money.making import (
    CONTRACTOR,
    CREDITOR,
    IBAN,
    INVOICE,
    LAWYER,
    approved,
    fresh,
    paid,
    payout,
    promised,
    signed,
)
from tests.sql import refused, rows

PERSON = Recipient("person")
SYNDIC = Recipient("syndic", "Vandamme Syndic", "BE71096123456769")


@pytest.fixture
def loan(seats):
    return signed()


def test_one_prepares_and_another_approves(loan):
    made, cleo, lea = (
        payout(loan, "3200.00"),
        making.person("cleo"),
        making.person("lea"),
    )
    assert (made.state, made.code) == ("prepared", f"{loan.code}-1")
    note_opening(loan.request, what=Opening.What.PAYMENT, by=cleo)
    with pytest.raises(SamePerson):
        approve_payout(made, by=cleo)
    with pytest.raises(NotOpened):
        approve_payout(made, by=lea)
    note_opening(loan.request, what=Opening.What.PAYMENT, by=lea)
    assert approve_payout(made, by=lea).state == "approved"
    with pytest.raises(PayoutMoved):
        approve_payout(made, by=lea)


def test_the_database_wants_two_people(loan):
    made = payout(loan, "100.00")
    with pytest.raises(IntegrityError, match="payout_by_two"), transaction.atomic():
        Payout.objects.filter(pk=made.pk).update(
            state="approved",
            approved_by=making.person("cleo"),
            approved_at=timezone.now(),
        )


def test_nothing_is_paid_before_it_is_signed(seats):
    with pytest.raises(PayoutMoved):
        payout(promised(), "100.00")


def test_the_sum_stays_below_what_was_promised(loan):
    payout(loan, "3000.00")
    with pytest.raises(MoreThanPromised) as error:
        payout(loan, "200.01")
    assert error.value.left == Decimal("200.00")
    last = payout(loan, "200.00")
    assert queries.left_of(loan) == 0
    withdraw_payout(last, by=making.person("lea"))
    assert queries.left_of(loan) == Decimal("200.00")
    with pytest.raises(PayoutMoved):
        withdraw_payout(last, by=making.person("lea"))
    # The database says the same.
    with refused("payout"):
        rows(
            "UPDATE solidarity_payout SET state = 'prepared' WHERE id = %s "
            "RETURNING id",
            [payout(loan, "200.00").pk and last.pk],
        )


def test_what_was_prepared_stays(loan):
    made = payout(loan, "100.00")
    with refused("stays as it is"):
        Payout.objects.filter(pk=made.pk).update(amount="200.00")
    with refused("stays as it is"):
        Payout.objects.filter(pk=made.pk).update(iban="")
    with refused("stays as it is"):
        Payout.objects.filter(pk=made.pk).delete()
    withdraw_payout(made, by=making.person("lea"))
    nothing = dict.fromkeys(("name", "iban", "message", "voucher_name"), "")
    with refused("stays as it is"):
        Payout.objects.filter(pk=made.pk).update(**nothing, voucher=None)
    RequestKey.objects.filter(request=loan.request, life="papers").delete()
    Payout.objects.filter(pk=made.pk).update(**nothing, voucher=None)


def test_a_form_that_is_sent_twice_prepares_once(loan):
    given = {"uuid": uuid4(), "amount": Decimal("50.00"), "recipient": CREDITOR}
    prepare_payout(loan, **given, by=making.person("cleo"))
    with pytest.raises(PayoutPrepared):
        prepare_payout(loan, **given, by=making.person("cleo"))
    assert Payout.objects.count() == 1


def test_who_is_paid_is_sealed(seats):
    aid = signed(kind=Kind.DISPUTE)
    made = payout(aid, "1500.00", LAWYER, voucher=INVOICE)
    written = str(rows("SELECT * FROM solidarity_payout"))
    for word in ("Vandoorne", "BE7109", "2026/18", "invoice.pdf"):
        assert word not in written
    assert INVOICE.data not in read(made.voucher)
    assert made.voucher.name == f"{made.code}.sealed"
    found = Payout.objects.select_related("aid__request", "voucher").get()
    assert queries.voucher_of(found) == INVOICE.data
    assert queries.details_of(found) == queries.Details(
        "Meester Vandoorne", "BE71096123456769", "Nr. 2026/18", "invoice.pdf"
    )


def test_the_person_is_paid_on_his_own_account(loan):
    said = queries.details_of(payout(loan, "10.00", PERSON))
    assert (said.name, said.iban) == (making.NAME, IBAN)
    typed = Recipient("person", "Somebody Else", "BE71096123456769")
    said = queries.details_of(payout(loan, "10.00", typed))
    assert (said.name, said.iban) == (making.NAME, IBAN)


@pytest.mark.parametrize(
    ("kind", "payee", "error"),
    [
        (Kind.DISPUTE, "person", WrongPayee),
        (Kind.DISPUTE, "syndic", WrongPayee),
        (Kind.DISPUTE, "lawyer", VoucherNeeded),
        (Kind.LOAN, "lawyer", WrongPayee),
        (Kind.LOAN, "syndic", NoConsentToPay),
        (Kind.WORKS, "person", WrongPayee),
        (Kind.WORKS, "contractor", VoucherNeeded),
        (Kind.EMERGENCY, "syndic", NoConsentToPay),
        (Kind.EMERGENCY, "contractor", WrongPayee),
    ],
)
def test_each_kind_has_its_payees(seats, kind, payee, error):
    with pytest.raises(error):
        payout(signed(kind=kind), "10.00", Recipient(payee, "X", IBAN))


def test_the_syndic_is_paid_while_the_consent_is_in_force(loan):
    consent = RequestConsent.objects.create(
        request=loan.request, purpose="pay_syndic", given_at=timezone.now()
    )
    made, lea = payout(loan, "10.00", SYNDIC), making.person("lea")
    note_opening(loan.request, what=Opening.What.PAYMENT, by=lea)
    consent.withdrawn_at = timezone.now()
    consent.save()
    with pytest.raises(NoConsentToPay):
        approve_payout(made, by=lea)


def test_the_bank_text_names_neither_fund_nor_kind(loan):
    for text in ("Solidariteitsfonds", "prêt 3", "Emergency grant", "Nothilfe"):
        with pytest.raises(NamesTheFund):
            payout(loan, "1.00", Recipient("creditor", "X", IBAN, text))
    assert not names_the_fund("Factuur 2026/18, Kwekerijstraat 7")


def test_an_account_that_no_bank_takes(loan):
    for recipient in (
        Recipient("creditor", "X", "BE00"),
        Recipient("creditor", "", IBAN),
    ):
        with pytest.raises(BadAccount):
            payout(loan, "1.00", recipient)


def test_whoever_is_recused_or_asked_himself_takes_no_part(loan):
    with pytest.raises(TakesNoPart):
        payout(loan, "1.00", by="omar")
    Recusal.objects.create(
        request=loan.request, user=making.person("cleo"), reason="family"
    )
    with pytest.raises(TakesNoPart):
        payout(loan, "1.00")
    assert not queries.to_pay(making.person("cleo"), on=timezone.localdate())
    assert queries.to_pay(making.person("lea"), on=timezone.localdate())


# Works are paid in stages


def test_a_works_credit_is_drawn_in_stages(seats):
    aid = signed(kind=Kind.WORKS)
    first = approved(aid, "5000.00", CONTRACTOR, voucher=INVOICE)
    with pytest.raises(StillUnderWay):
        close_drawing(aid, by=making.person("cleo"))
    paid(first)
    assert (fresh(aid).paid, fresh(aid).state) == (Decimal("5000.00"), "signed")
    before = capital().available
    close_drawing(aid, by=making.person("cleo"))
    found = fresh(aid)
    assert (found.amount, found.state) == (Decimal("5000.00"), Aid.State.RUNNING)
    assert found.plans.get().principal == Decimal("5000.00")
    assert capital().available == before + Decimal("7000.00")
    with pytest.raises(PayoutMoved):
        close_drawing(aid, by=making.person("cleo"))


def test_what_is_left_of_a_grant_closes_the_request(seats):
    aid = signed(kind=Kind.DISPUTE)
    with pytest.raises(StillUnderWay):
        close_drawing(aid, by=making.person("cleo"))
    paid(approved(aid, "800.00", LAWYER, voucher=INVOICE))
    close_drawing(aid, by=making.person("cleo"))
    found = Aid.objects.select_related("request").get(pk=aid.pk)
    assert (found.state, found.request.state) == ("closed", Request.State.CLOSED)
    assert found.amount == Decimal("800.00")


def test_what_is_late_is_told(loan):
    [one] = queries.to_pay(making.person("lea"), on=loan.pay_by)
    assert (one.is_late, one.left) == (False, Decimal("3200.00"))
    payout(loan, "200.00")
    [one] = queries.to_pay(making.person("lea"), on=loan.pay_by.replace(year=2100))
    assert (one.is_late, one.left, one.under_way) == (
        True,
        Decimal("3000.00"),
        Decimal("200.00"),
    )
