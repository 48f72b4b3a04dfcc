"""Sales of lots as a table."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from finance.models import Sale
from finance.queries.sales import SaleState, requests_of, sale_state
from koprogo.ui.exports import Table


def sales_table(sales: Iterable[Sale], *, on: date) -> Table:
    """``sales``: as of ``queries.sales.sale_list``, with the names of the parties."""
    header = [
        _("Lots"),
        _("Seller"),
        _("Buyer"),
        _("Notary"),
        _("Sales contract of"),
        _("Deed of"),
        _("Status"),
        _("Answer due on"),
        _("Part of the working fund"),
    ]
    rows = [
        (
            ", ".join(sale.codes),
            str(sale.seller),
            str(sale.buyer) if sale.buyer else None,
            sale.notary,
            sale.contract_on,
            sale.deed_on,
            state_label(sale_state(sale)),
            _due_on(sale, on),
            sale.working_fund,
        )
        for sale in sales
    ]
    return Table("sales", _("Sales of lots"), header, rows)


def state_label(state: SaleState) -> str:
    return {
        SaleState.UNDER_WAY: _("Under way"),
        SaleState.CARRIED_OUT: _("Carried out"),
        SaleState.UNDONE: _("Undone"),
        SaleState.GIVEN_UP: pgettext("sale", "Given up"),
    }[state]


def _due_on(sale: Sale, on: date) -> date | None:
    """Return the first day on which an answer to the notary is due."""
    asked = requests_of(sale.documents.all(), on=on)
    days = [one.document.due_on for one in asked if not one.is_answered]
    return min(days, default=None)
