"""The chart of one tenant: seeded once, extended by sub-accounts of its own."""

import re
from collections.abc import Iterable

from django.db import transaction

from koprogo.audit.services import record
from koprogo.ledger.errors import (
    AccountExists,
    NoName,
    NotACode,
    OutsideTheChart,
    UnknownAccount,
)
from koprogo.ledger.models import Account, Journal

LONGEST = Account._meta.get_field("code").max_length


@transaction.atomic
def open_books(*, accounts: Iterable[str]) -> None:
    """Give the tenant its journals and accounts; what exists already stays."""
    Journal.objects.bulk_create(
        (Journal(code=code) for code in Journal.Code.values), ignore_conflicts=True
    )
    Account.objects.bulk_create(
        (Account(code=code) for code in accounts), ignore_conflicts=True
    )


@transaction.atomic
def add_account(*, code: str, name: str, by) -> Account:
    """Add a sub-account: its code begins with that of an account that is there.

    Raises:
        NotACode: not digits only, or more than ten.
        NoName: nobody would know what it is for.
        OutsideTheChart: it extends no account of this tenant.
        AccountExists: the code is taken.
    """
    name = _name(name)
    if not name:
        raise NoName(code)
    if not re.fullmatch(f"[0-9]{{1,{LONGEST}}}", code):
        raise NotACode(code)
    beginnings = [code[:length] for length in range(1, len(code) + 1)]
    if not Account.objects.filter(code__in=beginnings).exists():
        raise OutsideTheChart(code)
    account, is_new = Account.objects.get_or_create(code=code, defaults={"name": name})
    if not is_new:
        raise AccountExists(code)
    record("account.added", target=account, by=by, code=code, name=name)
    return account


@transaction.atomic
def rename_account(*, code: str, name: str, by) -> Account:
    """Call an account otherwise in this tenant; without a name, as the chart does.

    Raises:
        UnknownAccount: there is none with this code.
    """
    account = Account.objects.select_for_update().filter(code=code).first()
    if account is None:
        raise UnknownAccount(code)
    before, account.name = account.name, _name(name)
    account.save(update_fields=["name"])
    names = [before, account.name]
    record("account.renamed", target=account, by=by, code=code, name=names)
    return account


def _name(text: str) -> str:
    return " ".join(text.split())
