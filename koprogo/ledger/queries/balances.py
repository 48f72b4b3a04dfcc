"""Sums by account and by party, on a day or over a period: one statement each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from koprogo.ledger.models import Account, Line

ZERO = Decimal("0.00")
NET = Sum(F("debit") - F("credit"))


@dataclass(frozen=True, slots=True)
class Balance:
    """Totals of one account in EUR; ``net`` is debit minus credit."""

    account: str
    debit: Decimal
    credit: Decimal

    @property
    def net(self) -> Decimal:
        return self.debit - self.credit


@dataclass(frozen=True, slots=True)
class Movement:
    """An account over a period, in EUR; balances are debit minus credit.

    ``opening``: on the morning of the first day; ``closing``: when the last has passed.
    """

    account: str
    opening: Decimal
    debit: Decimal
    credit: Decimal

    @property
    def closing(self) -> Decimal:
        return self.opening + self.debit - self.credit


def trial_balance(*, on: date) -> list[Balance]:
    """Return the accounts that moved up to and including ``on``, by code.

    The codes are looked up for the sums: joined to every line, they are slow in a
    database that does not know its tables yet.
    """
    codes = Account.objects.filter(pk=OuterRef("account")).values("code")
    rows = (
        _lines(on=on)
        .order_by()
        .values("account")
        .annotate(debit=Sum("debit"), credit=Sum("credit"))
        .values_list(Subquery(codes), "debit", "credit")
    )
    return [Balance(*row) for row in sorted(rows)]


def trial_balance_between(*, since: date, until: date) -> list[Movement]:
    """Return the accounts that moved in or before [since, until), by code.

    The sums of each of the four columns are those of balanced books: zero for opening
    and closing, and debit equal to credit. Accounts that were and stay at zero are left
    out.
    """
    before, inside = Q(entry__date__lt=since), Q(entry__date__gte=since)
    rows = (
        Line.objects.filter(entry__date__lt=until)
        .values_list("account__code")
        .annotate(
            opening=Sum(F("debit") - F("credit"), filter=before, default=ZERO),
            debited=Sum("debit", filter=inside, default=ZERO),
            credited=Sum("credit", filter=inside, default=ZERO),
        )
        .exclude(opening=0, debited=0, credited=0)
        .order_by("account__code")
    )
    return [Movement(*row) for row in rows]


def account_balances(*codes: str, on: date | None = None) -> dict[str, Decimal]:
    """Return, by code, debit minus credit (EUR) of what is booked.

    ``on``: up to and including this day; everything by default.
    """
    booked = dict(
        _lines(on=on)
        .filter(account__code__in=codes)
        .values_list("account__code")
        .annotate(net=NET)
    )
    return {code: booked.get(code, ZERO) for code in codes}


def party_balances(
    accounts: Iterable[str],
    *,
    parties: Iterable[int] | None = None,
    on: date | None = None,
) -> dict[int, Decimal]:
    """Return, by party, what he owes (debit minus credit, EUR) on these accounts.

    ``on``: up to and including this day; everything by default.
    """
    lines = _lines(on=on).filter(account__code__in=accounts, party__isnull=False)
    if parties is not None:
        lines = lines.filter(party__in=parties)
    return dict(lines.values_list("party_id").annotate(net=NET))


def _lines(*, on: date | None) -> QuerySet[Line]:
    return (
        Line.objects.all() if on is None else Line.objects.filter(entry__date__lte=on)
    )
