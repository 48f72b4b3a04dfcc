"""What contributions and payments say is what the accounts of their parties say."""

from collections.abc import Iterator

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from buildings.models import Participation
from koprogo.fields import MoneyField
from koprogo.ledger.models import Line
from koprogo.slots import Finding
from koprogo.tenancy import current_tenant_id
from koprogo.tenancy.models import Tenant
from transparency.chart import MEMBERS
from transparency.models import Contribution, Receipt


def findings() -> Iterator[Finding]:
    """Yield the participations of the ASBL whose account differs: two statements."""
    here = Tenant.objects.filter(pk=current_tenant_id(), kind=Tenant.Kind.ASBL)
    if not here.exists():
        return
    lines = Line.objects.filter(party=OuterRef("party"), account__code=MEMBERS)
    asked = Contribution.objects.filter(participation=OuterRef("pk"))
    paid = Receipt.objects.filter(participation=OuterRef("pk"), mirror=None)
    wrong = (
        Participation.objects.annotate(
            booked=_sum(lines, "party", F("debit") - F("credit")),
            owed=_sum(asked, "participation", F("due")),
            paid=_sum(paid, "participation", F("amount")),
        )
        .exclude(booked=F("owed") - F("paid"))
        .order_by("pk")
    )
    for uuid in wrong.values_list("uuid", flat=True):
        yield Finding("contributions", str(uuid))


def _sum(rows, by: str, amount):
    sums = rows.order_by().values(by).annotate(sum=Sum(amount)).values("sum")
    return Coalesce(
        Subquery(sums, output_field=MoneyField()), 0, output_field=MoneyField()
    )
