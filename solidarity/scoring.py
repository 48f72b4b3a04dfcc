"""How much a request presses, from 0 to 100: it orders and informs, people decide.

    score = 0.3 x income + 0.4 x debt + 0.3 x urgency          (solidarity.md §2)

Each part is from 0 to 100 and exact; only the score is rounded, half up, to a whole
number. Amounts are EUR a month. It never refuses anything by itself (GDPR art. 22).

Pure: no Django, no clock. The form, the committee and the letters ask here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

WHOLE = 100


class Household(StrEnum):
    SINGLE = "single"
    COUPLE = "couple"
    FAMILY = "family"  # one or two children
    LARGE_FAMILY = "large_family"  # three or more
    PENSIONER = "pensioner"  # on the minimum pension


class Urgency(StrEnum):
    EVICTION = "eviction"  # within 30 days
    SAFETY = "safety"  # health or safety
    SEIZURE = "seizure"  # or a bailiff, under way
    NOTICE = "notice"  # formal notice
    DEADLINE = "deadline"  # within three months
    NONE = "none"


class Advice(StrEnum):
    RECOMMENDED = "recommended"
    STUDY = "study"
    DOUBTFUL = "doubtful"


class NotAnAmount(ValueError):
    """An income or a burden that is below zero or is no number."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The figures of the score, as the assembly of the ASBL sets them.

    ``ceilings``: net a month, EUR, by household; ``income_margin``: what lies between a
    ceiling and the income that counts 0; ``income_full``: the one that counts 100;
    ``ratio_full``: the debt ratio that counts 100; ``weights``: of income, debt and
    urgency, together 1; ``recommended`` and ``study``: from which score on.
    """

    ceilings: Mapping[Household, Decimal] = field(
        default_factory=lambda: MappingProxyType(
            {
                Household.SINGLE: Decimal(1500),
                Household.COUPLE: Decimal(2200),
                Household.FAMILY: Decimal(2800),
                Household.LARGE_FAMILY: Decimal(3200),
                Household.PENSIONER: Decimal(1800),
            }
        )
    )
    urgencies: Mapping[Urgency, int] = field(
        default_factory=lambda: MappingProxyType(
            {
                Urgency.EVICTION: 100,
                Urgency.SAFETY: 100,
                Urgency.SEIZURE: 80,
                Urgency.NOTICE: 50,
                Urgency.DEADLINE: 30,
                Urgency.NONE: 0,
            }
        )
    )
    income_margin: Decimal = Decimal(1000)
    income_full: Decimal = Decimal(1200)
    ratio_full: Decimal = Decimal("0.60")
    weights: tuple[Decimal, Decimal, Decimal] = (
        Decimal("0.3"),
        Decimal("0.4"),
        Decimal("0.3"),
    )
    recommended: int = 70
    study: int = 50


#: solidarity.md §1 and §2
DEFAULT_SCALE = Scale()


@dataclass(frozen=True, slots=True)
class Score:
    """``income``, ``debt``, ``urgency``: from 0 to 100, exact; ``total``: rounded."""

    income: Fraction
    debt: Fraction
    urgency: Fraction
    total: int
    advice: Advice


def debt_ratio(
    *, housing: Decimal, charges: Decimal, loans: Decimal, net_income: Decimal
) -> Fraction | None:
    """Return which part of the net income goes to them; None: there is no income.

    ``loans``: what is paid back of credits. Before the aid; EUR a month, of the household.

    Raises:
        NotAnAmount: one of them is below zero, or no number.
    """
    burdens = [_amount(one) for one in (housing, charges, loans)]
    income = _amount(net_income)
    return sum(burdens, start=Fraction(0)) / income if income else None


def score(
    *,
    net_income: Decimal,
    household: Household,
    debt_ratio: Decimal | Fraction | None,
    urgency: Urgency,
    scale: Scale = DEFAULT_SCALE,
) -> Score:
    """Return the score with its parts. ``debt_ratio`` None: there is no income.

    Raises:
        NotAnAmount: the income or the ratio is below zero, or no number.
    """
    parts = (
        _income_part(_amount(net_income), household, scale),
        _debt_part(debt_ratio, scale),
        Fraction(scale.urgencies[urgency]),
    )
    weighted = (
        Fraction(weight) * part
        for weight, part in zip(scale.weights, parts, strict=True)
    )
    total = _half_up(sum(weighted, start=Fraction(0)))
    return Score(*parts, total=total, advice=advice_for(total, scale))


def advice_for(total: int, scale: Scale = DEFAULT_SCALE) -> Advice:
    """Return what a score says to the committee."""
    if total >= scale.recommended:
        return Advice.RECOMMENDED
    return Advice.STUDY if total >= scale.study else Advice.DOUBTFUL


def _income_part(net: Fraction, household: Household, scale: Scale) -> Fraction:
    none = Fraction(scale.ceilings[household] + scale.income_margin)
    return _clamped(WHOLE * (none - net) / (none - Fraction(scale.income_full)))


def _debt_part(ratio: Decimal | Fraction | None, scale: Scale) -> Fraction:
    if ratio is None:
        return Fraction(WHOLE)
    return _clamped(WHOLE * _amount(ratio) / Fraction(scale.ratio_full))


def _amount(value: Decimal | Fraction) -> Fraction:
    if isinstance(value, Decimal) and not value.is_finite():
        raise NotAnAmount(value)
    found = Fraction(value)
    if found < 0:
        raise NotAnAmount(value)
    return found


def _clamped(part: Fraction) -> Fraction:
    return min(max(part, Fraction(0)), Fraction(WHOLE))


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
