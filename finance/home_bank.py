"""How far the books follow the bank, on the overview of a building."""

from buildings.access import Permission
from finance.models import BankStatement
from finance.queries.bank import in_suspense
from koprogo.slots import Card


def cards(request):
    """Yield to the office the last statement of each account and what is unresolved."""
    access = request.access
    if access.allows(Permission.IMPORT_BANK):
        latest = BankStatement.objects.order_by("bank_account", "-closed_on", "-pk")
        statements = list(latest.distinct("bank_account"))
        context = {
            "statements": statements,
            "waiting": in_suspense().count() if statements else 0,
            "slug": access.building.slug,
        }
        yield Card("finance/bank/home_card.html", context)
