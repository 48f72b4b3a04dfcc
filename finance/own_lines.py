"""The lines of an entry that somebody makes by hand."""

from dataclasses import dataclass
from decimal import Decimal

from buildings.models import AllocationKey, Holding, Lot, Supplier
from finance import chart
from finance.closing import is_ordinary


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line to be: EUR, debit above zero and credit below; whose, and who bears it.

    ``holding``: on 4100 and 4101; ``supplier``: on 440; ``key`` or ``lot``: on costs
    and income.
    """

    account: str
    amount: Decimal
    holding: Holding | None = None
    supplier: Supplier | None = None
    key: AllocationKey | None = None
    lot: Lot | None = None

    @property
    def is_of_holder(self) -> bool:
        return self.account in chart.OWNERS

    @property
    def is_cost(self) -> bool:
        return is_ordinary(self.account)
