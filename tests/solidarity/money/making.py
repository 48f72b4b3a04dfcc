"""Help that is signed, and payments of it, made without pages. The fund is entered."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from koprogo.documents.intake import Intake
from solidarity.models import Aid, Opening, Payout, TransferBatch
from solidarity.services.agreements import prepare_agreement, sign_agreement
from solidarity.services.fund_account import set_account
from solidarity.services.payouts import (
    Recipient,
    approve_payout,
    note_opening,
    prepare_payout,
)
from solidarity.services.transfers import execute_batch, make_batch
from solidarity.terms import Kind
from tests.solidarity import making

IBAN = "BE68539007547034"
CREDITOR = Recipient("creditor", "Energiehuis Leiestreek", "BE71096123456769")
LAWYER = Recipient("lawyer", "Meester Vandoorne", "BE71096123456769", "Nr. 2026/18")
CONTRACTOR = Recipient("contractor", "Dakwerken Roelandt", "BE71096123456769")
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
INVOICE = Intake("invoice.pdf", "application/pdf", PDF)


def promised(applicant: str = "omar", kind: str = Kind.LOAN, **terms) -> Aid:
    """Help that was accepted and waits for its signature."""
    request = making.sent(applicant, kind=kind, **_asked(kind))
    return making.decided(request, **_terms(kind) | terms).aid


def _asked(kind: str) -> dict:
    amounts = {
        Kind.LOAN: "3200.00",
        Kind.WORKS: "12000.00",
        Kind.DISPUTE: "1500.00",
        Kind.EMERGENCY: "900.00",
    }
    return {"amount": Decimal(amounts[kind])}


def _terms(kind: str) -> dict:
    terms = _asked(kind)
    if kind == Kind.WORKS:
        terms |= {"months": 84, "percent": Decimal("1.50")}
    return terms


def prepared(aid: Aid, *, language="en", **more) -> Aid:
    """Its agreement is made, in a language."""
    given = {"iban": IBAN} if aid.comes_back else {}
    if aid.kind == Kind.WORKS:
        given["security"] = "mortgage"
    applicant = aid.request.applicant
    return prepare_agreement(aid, language=language, **given | more, by=applicant)


def signed(applicant: str = "omar", kind: str = Kind.LOAN, **terms) -> Aid:
    aid = prepared(promised(applicant, kind, **terms))
    who = aid.request.applicant
    sign_agreement(aid, sha256=aid.agreement_hash, mandate=aid.comes_back, by=who)
    return fresh(aid)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def payout(aid: Aid, amount: str, recipient=CREDITOR, *, voucher=None, by="cleo"):
    return prepare_payout(
        aid,
        uuid=uuid4(),
        amount=Decimal(amount),
        recipient=recipient,
        voucher=voucher,
        by=making.person(by),
    )


def approved(aid: Aid, amount: str, recipient=CREDITOR, *, voucher=None) -> Payout:
    """Prepared by Cleo, opened and approved by Lea."""
    made, lea = payout(aid, amount, recipient, voucher=voucher), making.person("lea")
    note_opening(aid.request, what=Opening.What.PAYMENT, by=lea)
    return approve_payout(made, by=lea)


def account(**more) -> None:
    given = {"holder": "KoproGo", "iban": "BE62510007547061", "kbo": "0451899343"}
    set_account(**given | more, by=making.person("bo"))


def batch(on: date | None = None) -> TransferBatch:
    return make_batch(on=on or timezone.localdate(), by=making.person("tess"))


def paid(*payouts: Payout) -> TransferBatch:
    """All that is approved is paid today."""
    account()
    made = batch()
    return execute_batch(made, on=timezone.localdate(), by=making.person("tess"))
