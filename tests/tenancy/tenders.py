"""A row of every model of competing quotes, in the tenant entered."""

from datetime import date

from django.utils import timezone

from buildings.models import LibraryDocument, LibraryVersion, Supplier
from governance import models as meetings

DAY = date(2026, 1, 1)


def fill_tenders(item, file):
    """``item``: of an assembly to which nobody is convened yet."""
    tender = meetings.Tender.objects.create(
        item=item, title="Roof", specification="Zinc", estimate=100
    )
    meetings.TenderDocument.objects.create(
        tender=tender, version=LibraryVersion.objects.first()
    )
    quote = meetings.Quote.objects.create(
        tender=tender,
        supplier=Supplier.objects.first(),
        supplier_name="Toitures SA",
        dated_on=DAY,
        amount=90,
        vat_rate=6,
        interest="A cousin of Ann",
        file=file,
    )
    meetings.TenderComparison.objects.create(
        tender=tender, language="fr", document=LibraryDocument.objects.first()
    )
    meetings.TenderOutcome.objects.create(
        tender=tender, quote=quote, noted_at=timezone.now()
    )
    _spare()


def _spare():
    """Rows that nothing points to."""
    tender = meetings.Tender.objects.create(title="Gutters", specification="Zinc")
    meetings.Quote.objects.create(
        tender=tender, supplier_name="Daken BV", dated_on=DAY, amount=1, vat_rate=21
    )
    meetings.Tender.objects.create(title="Paint", specification="White")
