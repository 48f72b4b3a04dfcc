"""How a part was computed, for a reader who wants to redo it on paper.

One component shows it, whatever is explained: templates/finance/_arithmetic.html.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from django.utils.functional import Promise

from buildings.models import AllocationKey, Lot
from finance.charging.explanation import Step
from finance.models import CallLine, MeterGroup
from koprogo.money import from_cents, to_cents


class Unit(StrEnum):
    """What the parts of a division count."""

    PARTS = auto()
    DAYS = auto()
    THOUSANDTHS = auto()


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """A division of a statement of charges: ``what`` of ``lot`` is divided ``by`` what.

    ``unit``: what parts and total count; ``measure``: the name of a meter's unit. The
    words are those of the language in which they are read.
    """

    what: str | Promise
    lot: Lot
    by: AllocationKey | MeterGroup | Promise
    step: Step
    unit: Unit = Unit.PARTS
    measure: str | Promise = ""

    @property
    def amount(self) -> Decimal:
        return self.step.amount

    @property
    def parts(self) -> int:
        return self.step.parts

    @property
    def total(self) -> int:
        return self.step.total

    @property
    def exact(self) -> Decimal:
        return self.step.exact

    @property
    def extra_cent(self) -> bool:
        return self.step.extra_cent

    @property
    def part(self) -> Decimal:
        return self.step.part


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """amount × parts / total = exact, cut to whole cents, perhaps one cent more.

    ``exact``: EUR with four decimals, cut, not rounded.
    """

    line: CallLine
    amount: Decimal
    total: int
    exact: Decimal
    whole: Decimal
    extra_cent: bool

    @property
    def part(self) -> Decimal:
        return self.line.amount

    # What the page asks of every division.

    @property
    def what(self) -> str:
        return self.line.item.label

    @property
    def lot(self) -> Lot:
        return self.line.lot

    @property
    def by(self) -> str:
        return str(self.line.item.key)

    @property
    def parts(self) -> int:
        return self.line.parts

    @property
    def unit(self) -> Unit:
        return Unit.PARTS

    @property
    def measure(self) -> str:
        return ""


def explain_document(lines: Iterable[CallLine]) -> list[ExplainedLine]:
    """Explain the lines of one document; they come with item, version and lot."""
    return [_explain(line) for line in lines]


def _explain(line: CallLine) -> ExplainedLine:
    item = line.item
    cents, total = to_cents(item.amount), item.version.total
    whole = from_cents(cents * line.parts // total)
    return ExplainedLine(
        line=line,
        amount=item.amount,
        total=total,
        exact=Decimal(cents * line.parts * 100 // total).scaleb(-4),
        whole=whole,
        extra_cent=line.amount > whole,
    )
