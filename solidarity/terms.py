"""The terms of the fund: what each kind of aid is, as the assembly of the ASBL sets it.

Amounts are EUR, incomes net a month, ratios parts of 1 (solidarity.md §1). Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from solidarity.scoring import DEFAULT_SCALE, Household, Scale


class Kind(StrEnum):
    DISPUTE = "dispute"  # A: grant to contest a vote
    LOAN = "loan"  # B: without interest
    WORKS = "works"  # C: credit for an owner's share of works
    EMERGENCY = "emergency"  # D: grant


@dataclass(frozen=True, slots=True)
class KindTerms:
    """Terms of one kind; None: the kind has no such limit.

    ``lowest`` and ``highest``: the amount; ``months``: in how many it comes back;
    ``rates``: yearly, per cent; ``ceiling``: the income that a single person stays
    below; ``widened``: whether a household's own ceiling counts where it is higher, and
    a debt ratio above ``Terms.heavy_ratio`` instead; ``ratio_with_aid``: below which the
    debt ratio stays, the instalment included; ``instalment_of_income``: below which part
    of the income the instalment stays; ``years_between``: from one to the next.
    """

    lowest: Decimal
    highest: Decimal
    months: tuple[int, int] | None = None
    rates: tuple[Decimal, Decimal] | None = None
    ceiling: Decimal | None = None
    widened: bool = False
    ratio_with_aid: Decimal | None = None
    instalment_of_income: Decimal | None = None
    years_between: int | None = None

    @property
    def comes_back(self) -> bool:
        return self.months is not None


NO_INTEREST = (Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Terms:
    """All kinds, and what holds for each of them.

    ``heavy_ratio``: above it A, B and C are open whatever the income; ``properties``:
    from how many on an owner is excluded; ``asset_income``: EUR a month, above which;
    ``won_part``: which part of a dispute grant comes back of a case that was won.
    """

    kinds: Mapping[Kind, KindTerms] = field(
        default_factory=lambda: MappingProxyType(
            {
                Kind.DISPUTE: KindTerms(
                    lowest=Decimal(500),
                    highest=Decimal(2000),
                    ceiling=Decimal(2000),
                    widened=True,
                ),
                Kind.LOAN: KindTerms(
                    lowest=Decimal("0.01"),
                    highest=Decimal(5000),
                    months=(12, 36),
                    rates=NO_INTEREST,
                    ceiling=Decimal(2500),
                    widened=True,
                    instalment_of_income=Decimal("0.30"),
                ),
                Kind.WORKS: KindTerms(
                    lowest=Decimal(5000),
                    highest=Decimal(50000),
                    months=(60, 120),
                    rates=(Decimal(1), Decimal(2)),
                    ratio_with_aid=Decimal("0.45"),
                ),
                Kind.EMERGENCY: KindTerms(
                    lowest=Decimal("0.01"),
                    highest=Decimal(3000),
                    ceiling=Decimal(1200),
                    years_between=5,
                ),
            }
        )
    )
    open_to: Mapping[Household, frozenset[Kind]] = field(
        default_factory=lambda: MappingProxyType(
            {
                household: frozenset(Kind)
                if household in (Household.SINGLE, Household.PENSIONER)
                else frozenset(Kind) - {Kind.EMERGENCY}
                for household in Household
            }
        )
    )
    scale: Scale = DEFAULT_SCALE
    heavy_ratio: Decimal = Decimal("0.40")
    properties: int = 2
    asset_income: Decimal = Decimal(1000)
    won_part: Decimal = Decimal("0.50")


#: solidarity.md §1
DEFAULT_TERMS = Terms()
