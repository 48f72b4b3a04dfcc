"""What the books say. Sums are made by the database, in exact decimals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, Max, Min, Q, Sum, When
from django.db.models.functions import Coalesce

from koprogo.ledger.models import Entry, Line

__all__ = [
    "Balance",
    "Finding",
    "account_balances",
    "party_balances",
    "trial_balance",
    "verify",
]


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
class Finding:
    """Something in the books that can never be true."""

    rule: str
    what: str


def trial_balance(*, on: date) -> list[Balance]:
    """Return the accounts that moved up to and including ``on``, by code."""
    rows = (
        Line.objects.filter(entry__date__lte=on)
        .values_list("account__code")
        .annotate(debit=Sum("debit"), credit=Sum("credit"))
        .order_by("account__code")
    )
    return [Balance(*row) for row in rows]


def account_balances(*codes: str) -> dict[str, Decimal]:
    """Return, by code, debit minus credit (EUR) of all that is booked: one statement."""
    booked = dict(
        Line.objects.filter(account__code__in=codes)
        .values_list("account__code")
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    return {code: booked.get(code, Decimal("0.00")) for code in codes}


def party_balances(
    accounts: Iterable[str], *, parties: Iterable[int] | None = None
) -> dict[int, Decimal]:
    """Return, by party, what he owes (debit minus credit, EUR) on these accounts."""
    lines = Line.objects.filter(account__code__in=accounts, party__isnull=False)
    if parties is not None:
        lines = lines.filter(party__in=parties)
    return dict(
        lines.values_list("party_id").annotate(net=Sum(F("debit") - F("credit")))
    )


def verify() -> list[Finding]:
    """Recompute what the database defends: balance, numbering, mirrors, posting.

    Returns an empty list for sound books. Meant for a nightly check and for the
    reader who does not want to trust the triggers.
    """
    return [*_unbalanced(), *_misnumbered(), *_false_mirrors(), *_unposted()]


def _unbalanced():
    entries = (
        Entry.objects.annotate(
            lines_count=Count("lines"), net=Sum(F("lines__debit") - F("lines__credit"))
        )
        .filter(~Q(net=0) | Q(lines_count__lt=2))
        .order_by("pk")
        .values_list("uuid", flat=True)
    )
    return (Finding("balance", str(uuid)) for uuid in entries)


def _misnumbered():
    """Find series that are not exactly 1, 2, 3…: a gap, a double, a zero."""
    series = (
        Entry.objects.filter(posted_at__isnull=False)
        .values("journal__code", "year")
        .annotate(
            entries=Count("pk"),
            numbers=Count("number", distinct=True),
            first=Min("number"),
            last=Max("number"),
        )
        .exclude(first=1, last=F("entries"), numbers=F("entries"))
        .order_by("journal__code", "year")
    )
    return (
        Finding("numbers", f"{row['journal__code']} {row['year']}") for row in series
    )


def _false_mirrors():
    """Find mirrors that do not undo what they reverse, line by line, and nothing else.

    Among the lines of both that say the same, up to the side, debit and credit cancel
    and each entry has as many. A mirror itself is never reversed.
    """
    pairs = Q(entry__reverses__isnull=False) | Q(entry__mirror__isnull=False)
    leftovers = (
        Line.objects.filter(pairs)
        .annotate(
            original=Coalesce("entry__reverses_id", "entry_id"),
            amount=F("debit") + F("credit"),
            one=Case(When(entry__reverses=None, then=1), default=-1),
        )
        .values("original", "account", "party", "unit_id", "amount")
        .annotate(net=Sum(F("debit") - F("credit")), lines=Sum("one"))
        .exclude(net=0, lines=0)
        .values("original")
    )
    false = Q(reverses__in=leftovers) | Q(reverses__reverses__isnull=False)
    mirrors = Entry.objects.filter(false).order_by("pk")
    return (Finding("mirror", str(entry.uuid)) for entry in mirrors)


def _unposted():
    entries = Entry.objects.filter(posted_at=None).order_by("pk")
    return (Finding("unposted", str(entry.uuid)) for entry in entries)
