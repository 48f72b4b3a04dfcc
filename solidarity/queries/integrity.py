"""What aids say was paid is what payouts booked; nothing is promised that is not there."""

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from koprogo.fields import MoneyField
from koprogo.slots import Finding
from koprogo.tenancy import current_tenant_id
from koprogo.tenancy.models import Tenant
from solidarity.models import Aid, Payout
from solidarity.queries.money import capital


def findings() -> Iterator[Finding]:
    """Yield what differs in the fund; elsewhere nothing: five statements."""
    here = Tenant.objects.filter(pk=current_tenant_id(), kind=Tenant.Kind.FUND)
    if not here.exists():
        return
    for uuid in _differently_paid():
        yield Finding("aid-paid", str(uuid))
    for uuid in _differently_booked():
        yield Finding("payout-booked", str(uuid))
    found = capital()
    if found.promised > found.held:
        yield Finding("fund-covered", f"{found.promised} > {found.held}")


def _differently_paid():
    booked = Payout.objects.filter(aid=OuterRef("pk"), state=Payout.State.BOOKED)
    sums = booked.order_by().values("aid").annotate(sum=Sum("amount")).values("sum")
    paid = Coalesce(
        Subquery(sums, output_field=MoneyField()), 0, output_field=MoneyField()
    )
    wrong = Aid.objects.annotate(booked=paid).exclude(booked=F("paid"))
    return wrong.order_by("pk").values_list("uuid", flat=True)


def _differently_booked():
    """Return payouts whose entry is not of their amount."""
    rows = Payout.objects.filter(entry__isnull=False).annotate(
        sum=Sum("entry__lines__debit")
    )
    wrong = rows.exclude(Q(sum=F("amount")))
    return wrong.order_by("pk").values_list("uuid", flat=True)
