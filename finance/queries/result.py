"""The result of the books: what costs and income are, and what was carried away."""

from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum

from finance.closing import OF_RESERVE, OF_WORKS
from koprogo.ledger.models import Entry, Line
from koprogo.ledger.queries import trial_balance

ZERO = Decimal("0.00")
CLOSING = "closing:"
OF_RESULT = r"^[67]"
# No statement of charges settles the reserve, and works with calls of their own.
NOT_ORDINARY = f"^({'|'.join((*OF_RESERVE, *OF_WORKS))})"


def closing_source(year: int, number: int) -> str:
    """Return what the entry that closes a year says that made it."""
    return f"{CLOSING}{year}:{number}"


def closings(year: int | None = None) -> QuerySet[Entry]:
    """Return the entries that closed a year, or any, also those taken back since."""
    start = CLOSING if year is None else f"{CLOSING}{year}:"
    return Entry.objects.filter(source__startswith=start)


def result_balances(*, on: date) -> dict[str, Decimal]:
    """Return what stands on the accounts of the result at the end of a day, by code."""
    found = {row.account: row.net for row in trial_balance(on=on)}
    return {code: net for code, net in found.items() if code[0] in "67" and net}


def moved(*, since: date, until: date) -> dict[str, Decimal]:
    """Return what a period [since, until) brought on classes 6 and 7, by code.

    Debit minus credit, as if no year had been closed in it: one statement.
    """
    carried = closings().values("pk")
    rows = (
        Line.objects.filter(
            account__code__regex=OF_RESULT,
            entry__date__gte=since,
            entry__date__lt=until,
        )
        .exclude(Q(entry__in=carried) | Q(entry__reverses__in=carried))
        .order_by("account__code")
        .values_list("account__code")
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    return {code: net for code, net in rows if net}


def ordinary_lines(*, since: date, until: date) -> QuerySet[Line]:
    """Return the lines of a period that a statement of charges settles."""
    return Line.objects.filter(
        account__code__regex=OF_RESULT, entry__date__gte=since, entry__date__lt=until
    ).exclude(account__code__regex=NOT_ORDINARY)
