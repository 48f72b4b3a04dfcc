"""The balances of the books as tables, for whoever takes them over."""

from datetime import date

from django.utils.translation import gettext as _

from buildings.models import Holding
from finance import chart
from finance.lists.calls import accounts_table
from finance.queries.accounts import account_of
from finance.queries.holders import holder_rows, name_holders
from koprogo.ledger.queries import trial_balance
from koprogo.ui.exports import Table


def trial_balance_table(*, on: date) -> Table:
    header = [_("Account"), _("Name"), _("Debit"), _("Credit"), _("Balance")]
    balances = trial_balance(on=on)
    names = chart.labels([balance.account for balance in balances])
    rows = [
        (one.account, names[one.account], one.debit, one.credit, one.net)
        for one in balances
    ]
    return Table("trial-balance", _("Trial balance"), header, rows)


def holders_table(*, on: date) -> Table:
    rows = holder_rows(Holding.objects.all(), on=on)
    name_holders(rows)
    return accounts_table(rows)


def open_items_table(*, on: date) -> Table:
    """Each due that is not paid in full, the oldest first for each account holder."""
    header = [
        _("Account"),
        _("Account holder"),
        _("Structured communication"),
        _("Due on"),
        _("Working account, open"),
        _("Reserve account, open"),
    ]
    rows = [
        (
            account.holding.code,
            str(account.holding),
            account.reference,
            item.due.due_on,
            item.working_open,
            item.reserve_open,
        )
        for account in account_of(Holding.objects.all(), on=on)
        for item in account.open_items
    ]
    return Table("open-items", _("Open items"), header, rows)
