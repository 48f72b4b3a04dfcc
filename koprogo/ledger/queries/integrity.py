"""What can never be true, recomputed from the rows without trusting any trigger."""

from collections.abc import Iterable, Iterator

from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, Sum, When
from django.db.models.functions import Coalesce

from koprogo import slots
from koprogo.ledger.models import Entry, FiscalYear, Line
from koprogo.slots import Finding


def findings() -> list[Finding]:
    """Return what is wrong in the tenant entered: the books, then what apps check."""
    checks = (finding for check in slots.integrity_checks for finding in check())
    return [*verify(), *checks]


def verify() -> list[Finding]:
    """Recompute what the database defends: balance, numbers, mirrors, posting, years.

    Returns an empty list for sound books. Meant for a nightly check and for the
    reader who does not want to trust the triggers.
    """
    return [
        *_unbalanced(),
        *_misnumbered(),
        *_false_mirrors(),
        *_unposted(),
        *_in_wrong_years(),
    ]


def _unbalanced() -> Iterable[Finding]:
    entries = (
        Entry.objects.annotate(
            lines_count=Count("lines"), net=Sum(F("lines__debit") - F("lines__credit"))
        )
        .filter(~Q(net=0) | Q(lines_count__lt=2))
        .order_by("pk")
    )
    return _found("balance", entries)


def _misnumbered() -> Iterable[Finding]:
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


def _false_mirrors() -> Iterable[Finding]:
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
    return _found("mirror", Entry.objects.filter(false).order_by("pk"))


def _unposted() -> Iterable[Finding]:
    return _found("unposted", Entry.objects.filter(posted_at=None).order_by("pk"))


def _in_wrong_years() -> Iterable[Finding]:
    """Find entries on days that are not of their year, and later than its closing."""
    inside = Q(since__lte=OuterRef("date"), until__gt=OuterRef("date"))
    same = Q(year=OuterRef("year"))
    wrong = FiscalYear.objects.filter(
        (same & ~inside)
        | (inside & ~same)
        | (same & Q(closed_at__lt=OuterRef("posted_at")))
    )
    return _found("year", Entry.objects.filter(Exists(wrong)).order_by("pk"))


def _found(rule: str, entries) -> Iterator[Finding]:
    uuids = entries.values_list("uuid", flat=True)
    return (Finding(rule, str(uuid)) for uuid in uuids)
