"""What of assemblies waits for the office, asked at once: its overview opens often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from buildings.models import Building, Lot, Mandate
from governance.council import NOT_COUNTED
from governance.models import AssemblyRequest, CouncilTerm, Proposal
from governance.queries.contracts import renewing_terms
from governance.queries.decisions import late_tasks
from governance.queries.minutes import not_sent
from governance.queries.written import without_minutes


@dataclass(frozen=True, slots=True)
class Waiting:
    """Numbers of rows, and whether it is worth looking closer.

    ``last_mandate``: the end of the syndic's last mandate on this site. ``lots``: those
    that count for a council; ``has_council``: somebody is in it. ``renewing``: terms of
    contracts (``queries.contracts.notices_near``).
    """

    proposals: int
    requests: bool
    unwritten: int
    late_tasks: int
    minutes: bool
    last_mandate: date | None
    lots: int
    has_council: bool
    renewing: Sequence[dict]


def what_waits(on: date) -> Waiting:
    """Return what waits in the building entered: one statement."""
    mandates = Mandate.objects.filter(tenant=OuterRef("tenant")).order_by("-until")
    received = AssemblyRequest.objects.filter(received_on__isnull=False)
    found = Building.objects.annotate(
        _proposals=_many(Proposal.objects.filter(state=Proposal.State.WAITING)),
        _requests=Exists(received),
        _unwritten=_many(without_minutes()),
        _late_tasks=_many(late_tasks(on=on).select_related(None)),
        _minutes=Exists(not_sent()),
        _last_mandate=Subquery(mandates.values("until")[:1]),
        _lots=_many(Lot.objects.exclude(kind__in=NOT_COUNTED)),
        _has_council=Exists(CouncilTerm.objects.on(on)),
        _renewing=renewing_terms(),
    )
    names = Waiting.__dataclass_fields__
    row = found.values(*(f"_{name}" for name in names)).get()
    return Waiting(**{name: row[f"_{name}"] for name in names})


def _many(rows):
    counted = rows.order_by().values("tenant").annotate(many=Count("pk"))
    return Coalesce(
        Subquery(counted.values("many"), output_field=IntegerField()),
        0,
    )
