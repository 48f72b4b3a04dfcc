"""Accounts of the holders, and the balances of the books."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.access import Permission
from buildings.api.doors import require
from buildings.importing.text import clean
from buildings.models import Holding
from finance.api.filters import AccountQuery, DayQuery
from finance.api.shapes import AccountLine, AccountShape, BalanceShape
from finance.models import AccountCharge, CallDocument
from finance.queries import Account, DueKey, account_of, holdings_of
from finance.queries.accounts import CALL, CHARGE
from finance.queries.holders import (
    HolderRow,
    holder_rows,
    holdings_like,
    name_holders,
)
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ledger.queries import trial_balance


class MyAccount(ApiView):
    tag = "accounts"

    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(list_of=AccountShape)
    def get(self, request, building):
        """My accounts in this building, one for each holding in which I have a right."""
        today = timezone.localdate()
        return _shown(account_of(holdings_of(request.access), on=today))


class Accounts(ApiView):
    tag = "accounts"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=AccountLine, query=AccountQuery)
    def get(self, request, building):
        """What each account holder owes by the books, who is latest with most first."""
        asked, today = self.asked(), timezone.localdate()
        found = holdings_like(clean(asked["q"]), on=today)
        rows = holder_rows(found, on=today, late_only=asked["late"])
        return Listing(rows, _with_names)


class AccountView(ApiView):
    tag = "accounts"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=AccountShape)
    def get(self, request, building, holding_id):
        """The account of one holder with what is open, the oldest due first."""
        holding = get_object_or_404(Holding, uuid=holding_id)
        one = Holding.objects.filter(pk=holding.pk)
        return _shown(account_of(one, on=timezone.localdate()))[0]


def _with_names(rows: list[HolderRow]) -> list[HolderRow]:
    name_holders(rows)
    return rows


def _shown(accounts: list[Account]) -> list[dict]:
    """Return what the API shows of these accounts: two statements for all open items."""
    keys = {item.due.id for account in accounts for item in account.open_items}
    found = CallDocument.objects.select_related("call").filter(
        pk__in=[key.pk for key in keys if key.source == CALL]
    )
    charged = AccountCharge.objects.filter(
        pk__in=[key.pk for key in keys if key.source == CHARGE]
    )
    asked = {DueKey.of(row): row for row in (*found, *charged)}
    return [_one(account, asked) for account in accounts]


def _one(account: Account, asked: dict[DueKey, CallDocument | AccountCharge]) -> dict:
    return {
        "holding": account.holding,
        "balance": account.balance,
        "reference": account.reference,
        "overdue": account.overdue,
        "credit": account.settlement.credit,
        "open_items": [
            _open_item(item, asked.get(item.due.id), account.on)
            for item in account.open_items
        ],
    }


def _open_item(item, row: CallDocument | AccountCharge | None, today) -> dict:
    document = row if isinstance(row, CallDocument) else None
    return {
        "document": document.uuid if document else None,
        "call": document.call if document else None,
        "charge": row if isinstance(row, AccountCharge) else None,
        "due_on": item.due.due_on,
        "working_open": item.working_open,
        "reserve_open": item.reserve_open,
        "open": item.open,
        "overdue": item.is_overdue(today),
    }


class TrialBalance(ApiView):
    tag = "accounts"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(list_of=BalanceShape, query=DayQuery)
    def get(self, request, building):
        """The accounts of the chart that moved; debit and credit are equal in sum."""
        return trial_balance(on=self.asked()["on"] or timezone.localdate())
