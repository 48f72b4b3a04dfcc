from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.importing.text import clean
from buildings.models import Holding
from finance import lists
from finance.models import CallDocument, Payment
from finance.queries import DueKey, account_of, holdings_of
from finance.queries.accounts import account_charges
from finance.queries.collections import with_mandates
from finance.queries.holders import holder_rows, holdings_like, name_holders
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_OWN_ACCOUNT)
def account(request, building):
    """The account of the person himself, with all his holdings in this building."""
    mine = account_of(
        with_mandates(holdings_of(request.access)), on=timezone.localdate()
    )
    return _account_page(request, building, mine, "finance/my_account.html")


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def holder_account(request, building, holding_id):
    one = account_of(
        with_mandates(Holding.objects.filter(uuid=holding_id)), on=timezone.localdate()
    )
    if not one:
        raise Http404
    return _account_page(request, building, one, "finance/holder_account.html")


def _account_page(request, building, accounts, template):
    states = {
        item.due.id: item for found in accounts for item in found.settlement.items
    }
    keys = [found.holding.pk for found in accounts]
    documents = (
        CallDocument.objects.filter(holding__in=keys)
        .select_related("call__entry__mirror")
        .order_by("-call__due_on", "-pk")
    )
    page = paginate(request, documents)
    payments = Payment.objects.filter(holding__in=keys).select_related("entry__mirror")
    charges = account_charges(keys)[:50]
    context = {
        "building": building,
        "accounts": accounts,
        "page": page,
        "documents": [(document, states.get(DueKey.of(document))) for document in page],
        "charges": [(charge, states.get(DueKey.of(charge))) for charge in charges],
        "payments": payments[:50],
        "today": timezone.localdate(),
    }
    return render(request, template, context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def accounts(request, building):
    """Who owes what: who is latest with most comes first."""
    page = paginate(request, _chosen(request))
    name_holders(page.object_list)
    context = {
        "building": building,
        "page": page,
        "search": clean(request.GET.get("q", "")),
        "late_only": _late_only(request),
    }
    return render(request, "finance/accounts.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def accounts_table(request, building, ending):
    rows = _chosen(request)
    name_holders(rows)
    return send_table(lists.accounts_table(rows), ending, place=building.slug)


def _chosen(request):
    """Return the account holders that were asked for."""
    today = timezone.localdate()
    found = holdings_like(clean(request.GET.get("q", "")), on=today)
    return holder_rows(found, on=today, late_only=_late_only(request))


def _late_only(request) -> bool:
    return request.GET.get("arrears") == "only"
