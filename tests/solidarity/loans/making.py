"""Loans on their way back, without the pages."""

from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from solidarity.services import arrears
from solidarity.services.fund_account import set_account
from solidarity.services.receipts import record_repayment
from solidarity.vault import Life, open_vault
from tests.solidarity.making import person, running

IBAN = "BE71096123456769"
CREDITOR = "BE45ZZZ0999001416"


def eur(text) -> Decimal:
    return Decimal(text)


def by_debit(applicant="omar", *, iban=IBAN, months_ago=1, **terms):
    """A loan with a mandate; by default its first instalment is due today."""
    aid = running(applicant, months_ago=months_ago, **terms)
    aid.mandate = f"KG{aid.code}"
    aid.iban = open_vault(aid.request).seal(
        iban, place=f"solidarity_aid.iban.{aid.uuid}", life=Life.PAPERS
    )
    aid.save()
    return aid


def creditor():
    """The bank gave the fund an identifier for direct debits."""
    set_account(
        holder="KoproGo",
        iban="BE62510007547061",
        kbo="0451899343",
        creditor=CREDITOR,
        by=None,
    )


def paid(aid, amount="133.33", *, on=None, uuid=None):
    return record_repayment(
        aid,
        uuid=uuid or uuid4(),
        amount=eur(amount),
        received_on=on or timezone.localdate(),
        by=person("tess"),
    )


def spoken(aid, *, many=1, by="cleo"):
    return [
        arrears.record_contact(
            aid,
            day=timezone.localdate(),
            words=f"We agreed on the telephone, {number}.",
            by=person(by),
        )
        for number in range(many)
    ]
