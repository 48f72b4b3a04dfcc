"""The bank account of the fund, as the board sets it."""

from django.db import transaction

from koprogo.audit.services import record
from solidarity.bank_text import names_the_fund
from solidarity.errors.money import NamesTheFund
from solidarity.models import FundAccount

__all__ = ["set_account"]


@transaction.atomic
def set_account(
    *, holder: str, iban: str, kbo: str, creditor: str = "", by
) -> FundAccount:
    """Note which account holds from now on; those before it are kept.

    ``holder``: what the bank writes on transfers. ``creditor``: by which direct debits
    are collected, empty until there is one.

    Raises:
        NamesTheFund: the holder's name would tell who was helped.
    """
    if names_the_fund(holder):
        raise NamesTheFund(holder)
    account = FundAccount.objects.create(
        holder=holder, iban=iban, kbo=kbo, creditor=creditor, recorded_by=by
    )
    record("fund.account-set", target=account, by=by, iban=iban)
    return account
