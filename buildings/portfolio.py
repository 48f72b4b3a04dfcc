"""The buildings that a person's firm looks after, each with its figures: one query.

The figures come from a table outside the walls, to which each building writes its own
row (services/summary.py): no building is entered for this list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from buildings.importing.text import plain
from buildings.models import FirmMember, Mandate, Summary
from koprogo import slots
from koprogo.tenancy.models import Tenant

ZERO = Decimal("0.00")
# The assembly that renews a mandate is convened well before: preparing it takes so long.
ENDS_SOON = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A building under a running mandate; ``summary`` is None until it is computed."""

    slug: str
    name: str
    firm: str
    until: date
    days_left: int
    summary: Summary | None

    @property
    def ends_soon(self) -> bool:
        return self.days_left < ENDS_SOON

    @property
    def pages(self) -> dict[str, str]:
        """Where one sees what is behind a figure: its address by the figure's name."""
        return {name: page(self.slug) for name, page in slots.summary_pages.items()}

    @property
    def overdue(self) -> Decimal:
        return self.summary.overdue if self.summary else ZERO


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of the lines; ``oldest``: when the oldest of their figures was computed."""

    lots: int
    owners: int
    working: Decimal
    reserve: Decimal
    overdue: Decimal
    late_holders: int
    drafts: int
    letters_waiting: int
    oldest: datetime | None


ORDERS = {
    "overdue": lambda line: (-line.overdue, plain(line.name)),
    "name": lambda line: plain(line.name),
    "until": lambda line: (line.until, plain(line.name)),
}


def portfolio(user, *, on: date, order: str = "overdue") -> list[Line]:
    """Return the buildings of all firms for which ``user`` works on that day."""
    firms = FirmMember.objects.on(on).filter(user=user).values("firm")
    mandates = (
        Mandate.objects.on(on)
        .filter(firm__in=firms, tenant__kind=Tenant.Kind.CO_OWNERSHIP)
        .select_related("firm", "tenant__summary")
    )
    lines = [
        Line(
            slug=mandate.tenant.slug,
            name=mandate.tenant.name,
            firm=mandate.firm.name,
            until=mandate.until,
            days_left=(mandate.until - on).days,
            summary=getattr(mandate.tenant, "summary", None),
        )
        for mandate in mandates
    ]
    return sorted(lines, key=ORDERS[order])


def totals(lines: Sequence[Line]) -> Totals:
    found = [line.summary for line in lines if line.summary]
    return Totals(
        lots=sum(one.lots for one in found),
        owners=sum(one.owners for one in found),
        working=sum((one.working for one in found), ZERO),
        reserve=sum((one.reserve for one in found), ZERO),
        overdue=sum((one.overdue for one in found), ZERO),
        late_holders=sum(one.late_holders for one in found),
        drafts=sum(one.drafts for one in found),
        letters_waiting=sum(one.letters_waiting for one in found),
        oldest=min((one.updated_at for one in found), default=None),
    )
