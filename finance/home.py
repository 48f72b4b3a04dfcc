"""What the books show on a building's overview."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.queries import named_holdings
from finance import chart
from finance.queries import (
    arrears,
    balances,
    call_list,
    holdings_of,
    standing_opening,
)
from finance.queries.calls import with_own_part
from koprogo.ledger.queries import account_balances
from koprogo.slots import Card, Figure


def figures(request):
    """Yield the money of the building, and the person's own balance first."""
    access = request.access
    today = timezone.localdate()
    slug = access.building.slug
    if access.allows(Permission.SEE_OWN_ACCOUNT):
        mine = named_holdings(holdings_of(request.access)).order_by("code")
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
        bank = reverse("finance:bank", args=[slug])
        of_all = _("of the whole building")
        working, reserve = banks[chart.BANK_WORKING], banks[chart.BANK_RESERVE]
        yield Figure(_("Working account"), working, of_all, bank)
        yield Figure(_("Reserve account"), reserve, of_all, bank)
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        yield Figure(
            _("Overdue"),
            arrears(on=today),
            _("of all co-owners together"),
            reverse("finance:accounts", args=[slug]),
        )


def cards(request):
    """Yield the latest calls; before the first one, the way to the opening balances."""
    access = request.access
    if access.allows(Permission.SEE_CALLS):
        latest = list(with_own_part(call_list().standing(), access)[:5])
        slug = access.building.slug
        if not latest and access.allows(Permission.OPEN_BOOKS):
            yield from _way_to_open(slug)
        context = {
            "calls": latest,
            "slug": slug,
            "may_prepare": access.allows(Permission.PREPARE_CALLS),
        }
        yield Card("finance/home_calls.html", context)


def setting_cards(request):
    """Yield the way from the settings of the association to those of its books."""
    access = request.access
    if access.allows(Permission.KEEP_BOOKS):
        yield Card("finance/settings_card.html", {"slug": access.building.slug})


def _way_to_open(slug):
    if standing_opening() is None:
        yield Card("finance/home_opening.html", {"slug": slug})
