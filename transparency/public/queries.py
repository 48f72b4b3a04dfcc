"""What is published: one row of figures and tables, and the reports."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from transparency.models import Publication, ReportDocument
from transparency.public.figures import Figures
from transparency.public.stored import read
from transparency.public.tables import Tables, canonical

__all__ = ["Published", "published", "report_document"]


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody may read, as of one moment. ``name``: of the ASBL."""

    name: str
    tables: Tables
    figures: Figures
    as_of: datetime


def published(asbl: Tenant) -> Published | None:
    """Return what is published; None: nothing is yet. One statement in the tenant."""
    with enter(asbl.pk, by=None, read_only=True):
        row = Publication.objects.first()
    if row is None:
        return None
    return Published(
        name=asbl.name,
        tables=canonical(read(Tables, row.tables)),
        figures=read(Figures, row.figures),
        as_of=row.as_of,
    )


def report_document(report: UUID, language: str) -> ReportDocument | None:
    """Return a published report with its file, in the tenant entered; None: there is none."""
    return (
        ReportDocument.objects.filter(
            report__uuid=report, report__published_at__isnull=False, language=language
        )
        .select_related("file")
        .first()
    )
