"""How a part was computed, for a reader who wants to redo it on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from finance.models import CallLine
from koprogo.money import from_cents, to_cents


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
