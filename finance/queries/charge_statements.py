"""Statements of charges and their documents: who may read which."""

from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from buildings.access import Access, Permission
from finance.models import ChargeDocument, ChargeStatement
from finance.queries.accounts import holdings_of

ZERO = Decimal("0.00")


def visible_statements(access: Access) -> QuerySet[ChargeStatement]:
    """Return the statements, latest first; drafts are for those who prepare them.

    Each has ``costs_sum``, ``provisions_sum`` and ``balance_sum``, EUR.
    """
    found = statement_list()
    if access.allows(Permission.PREPARE_STATEMENTS):
        return found
    return found.filter(posted_at__isnull=False)


def statement_list() -> QuerySet[ChargeStatement]:
    def total(column: str) -> Coalesce:
        rows = ChargeDocument.objects.filter(statement=OuterRef("pk")).order_by()
        sums = rows.values("statement").annotate(sum=Sum(column)).values("sum")
        return Coalesce(Subquery(sums), Value(ZERO))

    return ChargeStatement.objects.select_related(
        "entry__journal", "entry__mirror"
    ).annotate(
        costs_sum=total("costs"),
        provisions_sum=total("provisions"),
        balance_sum=total("balance"),
    )


def visible_charge_documents(access: Access) -> QuerySet[ChargeDocument]:
    """Return the documents this person may read: all of them, or his own posted ones."""
    found = ChargeDocument.objects.select_related("statement").order_by("pk")
    if not access.allows(Permission.PREPARE_STATEMENTS):
        found = found.filter(statement__posted_at__isnull=False)
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        return found
    return found.filter(holding__in=holdings_of(access))
