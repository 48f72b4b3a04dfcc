"""One account, one journal: line by line, as QuerySets that a page takes a piece of."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import (
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import Coalesce

from koprogo.fields import MoneyField
from koprogo.ledger.models import Account, Entry, Line

NET = F("debit") - F("credit")


def own_names(codes: Iterable[str]) -> dict[str, str]:
    """Return what this tenant calls accounts that it named itself, by code."""
    named = Account.objects.filter(code__in=codes).exclude(name="")
    return dict(named.values_list("code", "name"))


def account_lines(code: str, *, since: date, until: date) -> QuerySet[Line]:
    """Return the lines of an account in [since, until), in the order of the books.

    Each has its entry and journal, and ``balance``: debit minus credit (EUR) of the
    account when it was booked, also of what came before the period.
    """
    booked = Line.objects.filter(account__code=code)
    before = booked.filter(entry__date__lt=since).order_by().values("account")
    opening = Subquery(before.annotate(sum=Sum(NET)).values("sum"))
    running = Window(
        Sum(NET), order_by=[F("entry__date").asc(), F("entry_id").asc(), F("pk").asc()]
    )
    return (
        booked.filter(entry__date__gte=since, entry__date__lt=until)
        .annotate(balance=Coalesce(opening, Value(Decimal("0.00"))) + running)
        .select_related("entry__journal")
        .order_by("entry__date", "entry_id", "pk")
    )


def entries(journal: str, *, year: int) -> QuerySet[Entry]:
    """Return the entries of a journal and fiscal year by number, each with its total.

    ``total``: the sum of one side, in EUR.
    """
    lines = Line.objects.filter(entry=OuterRef("pk")).order_by().values("entry")
    total = Subquery(
        lines.annotate(sum=Sum("debit")).values("sum"), output_field=MoneyField()
    )
    return (
        Entry.objects.filter(journal__code=journal, year=year, posted_at__isnull=False)
        .annotate(total=total)
        .select_related("journal")
        .order_by("number")
    )
