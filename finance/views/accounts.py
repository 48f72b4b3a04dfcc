from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.importing.text import clean
from buildings.models import Holding, Owner
from buildings.queries import named, named_holdings
from finance.models import CallDocument, Payment
from finance.queries import account_of, balances, holdings_of
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_OWN_ACCOUNT)
def account(request, building):
    """The account of the person himself, with all his holdings in this building."""
    mine = holdings_of(request.user)
    return _account_page(request, building, mine, "finance/my_account.html")


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def holder_account(request, building, holding_id):
    holding = get_object_or_404(Holding, uuid=holding_id)
    one = Holding.objects.filter(pk=holding.pk)
    return _account_page(request, building, one, "finance/holder_account.html")


def _account_page(request, building, holdings, template):
    accounts = account_of(holdings, on=timezone.localdate())
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
    context = {
        "building": building,
        "accounts": accounts,
        "page": page,
        "documents": [(document, states.get(document.pk)) for document in page],
        "payments": payments[:50],
        "today": timezone.localdate(),
    }
    return render(request, template, context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def accounts(request, building):
    search = clean(request.GET.get("q", ""))
    found = Holding.objects.order_by("code", "pk")
    if search:
        found = found.filter(
            members__owner__in=named(Owner.objects.all(), search)
        ).distinct()
    page = paginate(request, found)
    holdings = list(named_holdings(page.object_list))
    owed = balances(holdings)
    context = {
        "building": building,
        "page": page,
        "rows": [(holding, owed[holding.pk]) for holding in holdings],
        "search": search,
    }
    return render(request, "finance/accounts.html", context)
