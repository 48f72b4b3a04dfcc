"""How far the books follow the bank, on the overview of a building."""

from buildings.access import Permission
from finance.models import BankStatement
from finance.queries.bank import in_suspense
from koprogo.slots import Card


def cards(request):
    """Yield the last statement of each account; to the office also what is unresolved."""
    access = request.access
    if not access.allows(Permission.SEE_BOOKS):
        return
    latest = BankStatement.objects.order_by("bank_account", "-closed_on", "-pk")
    statements = list(latest.distinct("bank_account"))
    may_import = access.allows(Permission.IMPORT_BANK)
    if not statements and not may_import:
        return
    context = {
        "statements": statements,
        "may_import": may_import,
        "waiting": in_suspense().count() if may_import and statements else 0,
        "slug": access.building.slug,
    }
    yield Card("finance/bank/home_card.html", context)
