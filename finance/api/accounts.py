"""Accounts of the holders, and the balances of the books."""

from collections.abc import Iterable

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import Holding
from buildings.queries import named_holdings
from finance.api.filters import AccountFilter, DayFilter
from finance.api.shapes import AccountLine, AccountShape, BalanceShape
from finance.models import CallDocument
from finance.queries import Account, account_of, balances, holdings_of
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ledger.models import Line
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
    @operation(page_of=AccountLine, filters=AccountFilter)
    def get(self, request, building):
        """What each account holder owes by the books, by code."""
        return Listing(named_holdings(Holding.objects.order_by("code", "pk")), _lines)


class AccountView(ApiView):
    tag = "accounts"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=AccountShape)
    def get(self, request, building, holding_id):
        """The account of one holder with what is open, the oldest due first."""
        holding = get_object_or_404(Holding, uuid=holding_id)
        one = Holding.objects.filter(pk=holding.pk)
        return _shown(account_of(one, on=timezone.localdate()))[0]


def _lines(holdings: Iterable[Holding]) -> list[dict]:
    holdings = list(holdings)
    owed = balances(holdings)
    return [{"holding": each, "balance": owed[each.pk]} for each in holdings]


def _shown(accounts: list[Account]) -> list[dict]:
    """Return what the API shows of these accounts: one statement for all documents."""
    keys = {item.due.id for account in accounts for item in account.open_items}
    documents = CallDocument.objects.select_related("call").in_bulk(keys - {None})
    return [_one(account, documents) for account in accounts]


def _one(account: Account, documents: dict[int, CallDocument]) -> dict:
    return {
        "holding": account.holding,
        "balance": account.balance,
        "reference": account.reference,
        "overdue": account.overdue,
        "credit": account.settlement.credit,
        "open_items": [
            _open_item(item, documents.get(item.due.id), account.on)
            for item in account.open_items
        ],
    }


def _open_item(item, document: CallDocument | None, today) -> dict:
    return {
        "document": document.uuid if document else None,
        "call": document.call if document else None,
        "due_on": item.due.due_on,
        "working_open": item.working_open,
        "reserve_open": item.reserve_open,
        "open": item.open,
        "overdue": item.is_overdue(today),
    }


class TrialBalance(ApiView):
    tag = "accounts"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(list_of=BalanceShape, filters=DayFilter)
    def get(self, request, building):
        """The accounts of the chart that moved; debit and credit are equal in sum."""
        asked = DayFilter(request.query_params, queryset=Line.objects.none())
        if not asked.is_valid():
            raise ValidationError(asked.errors)
        on = asked.form.cleaned_data["on"] or timezone.localdate()
        return trial_balance(on=on)
