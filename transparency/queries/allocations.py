"""How a surplus is divided: what there is to divide, lines, and what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import (
    CharField,
    DecimalField,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from koprogo.ledger.models import Entry
from transparency.accounts import BOOKED_WHOLE
from transparency.budgeting import (
    BANDS,
    WITH_FUND,
    Band,
    NothingToDivide,
    NotWhole,
    divide_surplus,
    outside_bands,
)
from transparency.models import (
    Allocation,
    AllocationLine,
    Endowment,
    Idea,
    Spending,
)

Purpose = AllocationLine.Purpose
NOTHING = Decimal("0.00")
BOOKED = tuple(map(Purpose, BOOKED_WHOLE))


# What is asked for


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line to be; ``percent`` with two decimals at most."""

    purpose: str
    percent: Decimal
    title: str = ""
    idea: Idea | None = None

    @property
    def label(self) -> str:
        return str(Purpose(self.purpose).label)


@dataclass(frozen=True, slots=True)
class AllocationDraft:
    """An allocation to be: EUR, divided by lines that are 100 % together."""

    title: str
    amount: Decimal
    lines: Sequence[LineDraft]
    explanation: str = ""


#: what a new allocation begins with; inside the bands where they can be kept
TEMPLATE = (
    LineDraft(Purpose.FEATURES, Decimal("45.00")),
    LineDraft(Purpose.RESEARCH, Decimal("25.00")),
    LineDraft(Purpose.RESERVE, Decimal("25.00")),
    LineDraft(Purpose.PRICE_CUT, Decimal("5.00")),
)
TEMPLATE_WITH_FUND = (
    LineDraft(Purpose.FUND, Decimal("30.00")),
    LineDraft(Purpose.FEATURES, Decimal("40.00")),
    LineDraft(Purpose.RESEARCH, Decimal("20.00")),
    LineDraft(Purpose.RESERVE, Decimal("10.00")),
)


@dataclass(frozen=True, slots=True)
class Outside:
    """A purpose whose part is outside its band: a warning."""

    purpose: str
    percent: Decimal
    band: Band

    @property
    def label(self) -> str:
        return str(Purpose(self.purpose).label)


@dataclass(frozen=True, slots=True)
class Plan:
    """What lines would come to. ``amounts``: none while the parts are not whole."""

    amount: Decimal
    lines: Sequence[LineDraft]
    total: Decimal
    amounts: Sequence[Decimal] = ()
    outside: Sequence[Outside] = field(default_factory=tuple)

    @property
    def rows(self) -> list[tuple[LineDraft, Decimal | None]]:
        amounts = self.amounts or [None] * len(self.lines)
        return list(zip(self.lines, amounts, strict=True))


def plan_of(amount: Decimal, lines: Sequence[LineDraft]) -> Plan:
    """Return what the lines come to, and which are outside their bands."""
    parts = parts_of(lines)
    try:
        amounts = tuple(divide_surplus(amount, parts).values())
    except (NotWhole, NothingToDivide):
        amounts = ()
    return Plan(
        amount=amount,
        lines=lines,
        total=sum(parts.values(), NOTHING),
        amounts=amounts,
        outside=_outside(lines),
    )


def parts_of(lines: Sequence[LineDraft] | Sequence[AllocationLine]) -> dict:
    """Return the parts by place: two lines may have one purpose."""
    return {str(place): line.percent for place, line in enumerate(lines)}


def _outside(lines: Sequence[LineDraft]) -> tuple[Outside, ...]:
    parts: dict[str, Decimal] = {}
    for line in lines:
        parts[line.purpose] = parts.get(line.purpose, NOTHING) + line.percent
    bands = WITH_FUND if Purpose.FUND in parts else BANDS
    return tuple(
        Outside(purpose, parts.get(purpose, NOTHING), bands[purpose])
        for purpose in outside_bands(parts, bands)
    )


def drafts_of(lines: Sequence[AllocationLine]) -> list[LineDraft]:
    """Return the lines that stand there as they were typed."""
    return [LineDraft(one.purpose, one.percent, one.title, one.idea) for one in lines]


# What there is


def allocation_list() -> QuerySet[Allocation]:
    """Return all allocations, the latest first, each with its lines: two statements."""
    lines = AllocationLine.objects.select_related("idea").annotate(spent=_spent())
    return Allocation.objects.prefetch_related(Prefetch("lines", lines))


def open_allocations() -> QuerySet[Allocation]:
    """Return those that the members have not adopted."""
    return allocation_list().filter(adopted_at=None)


def line_list() -> QuerySet[AllocationLine]:
    """Return adopted lines with what was ``spent`` on each."""
    return (
        AllocationLine.objects.filter(allocation__adopted_at__isnull=False)
        .select_related("allocation", "idea")
        .annotate(spent=_spent())
        .order_by("-allocation__adopted_at", "position")
    )


def _spent() -> Coalesce:
    """What was recorded on a line; of one that was booked whole, all of it."""
    rows = Spending.objects.filter(line=OuterRef("pk")).order_by().values("line")
    return Coalesce(
        Subquery(rows.annotate(sum=Sum("amount")).values("sum")),
        NOTHING,
        output_field=DecimalField(max_digits=12, decimal_places=2),
    )


@dataclass(frozen=True, slots=True)
class Commitment:
    """A line as it stands: of a draft, what it would come to and nothing spent."""

    line: AllocationLine
    amount: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.amount - self.spent

    @property
    def is_open(self) -> bool:
        """Whether money is still spent on it."""
        return self.line.purpose not in BOOKED


def commitments(allocation: Allocation) -> list[Commitment]:
    """Return the lines of an allocation of ``allocation_list``: no statement."""
    lines = list(allocation.lines.all())
    if allocation.adopted_at is None:
        amounts = plan_of(allocation.amount, drafts_of(lines)).amounts
        return [
            Commitment(line, amount, NOTHING)
            for line, amount in zip(lines, amounts, strict=True)
        ]
    return [
        Commitment(
            line, line.amount, line.amount if line.purpose in BOOKED else line.spent
        )
        for line in lines
    ]


def spending_list() -> QuerySet[Spending]:
    """Return what was spent, the latest first."""
    return Spending.objects.select_related("line__allocation").order_by(
        "-spent_on", "-pk"
    )


#: what stands before the uuid of an endowment in the source of its payment's entry
PAID = "endowment-paid:"


def paid_source(act: Endowment) -> str:
    """Return the source of the entry by which an endowment is paid."""
    return f"{PAID}{act.uuid}"


def endowments() -> QuerySet[Endowment]:
    """Return what the members gave the solidarity fund, the latest first.

    ``paid_on``: when the bank transferred it; None: the ASBL still owes it.
    """
    source = Concat(Value(PAID), Cast(OuterRef("uuid"), CharField()))
    paid = Entry.objects.filter(source=source).values("date")
    rows = Endowment.objects.annotate(paid_on=Subquery(paid))
    return rows.order_by("-given_on", "-pk")
