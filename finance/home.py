"""What the books show on a building's overview."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.queries import named_holdings
from finance import chart
from finance.queries import arrears, balances, call_list, holdings_of
from koprogo.ledger.queries import account_balances
from koprogo.slots import Card, Figure


def figures(request):
    """Yield the money of the building, and the person's own balance first."""
    access = request.access
    today = timezone.localdate()
    slug = access.building.slug
    if access.allows(Permission.SEE_OWN_ACCOUNT):
        mine = named_holdings(holdings_of(request.user)).order_by("code")
        owed = balances(mine)
        for holding in mine:
            yield Figure(
                _("Balance in favour") if owed[holding.pk] < 0 else _("Balance to pay"),
                abs(owed[holding.pk]),
                str(holding),
                reverse("finance:account", args=[slug]),
            )
    if access.allows(Permission.SEE_CALLS):
        banks = account_balances(chart.BANK_WORKING, chart.BANK_RESERVE)
        yield Figure(_("Working account"), banks[chart.BANK_WORKING])
        yield Figure(_("Reserve account"), banks[chart.BANK_RESERVE])
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        yield Figure(
            _("Overdue"),
            arrears(on=today),
            _("of all co-owners together"),
            reverse("finance:accounts", args=[slug]),
        )


def cards(request):
    """Yield the latest calls."""
    access = request.access
    if access.allows(Permission.SEE_CALLS):
        latest = call_list().standing()[:5]
        context = {
            "calls": latest,
            "slug": access.building.slug,
            "may_prepare": access.allows(Permission.PREPARE_CALLS),
        }
        yield Card("finance/home_calls.html", context)
