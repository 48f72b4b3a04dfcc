"""Whether somebody can ask for an aid, line by line, as he is told himself.

Every line is a condition with what it compares. One that fails is no refusal: those that
``may_derogate`` can be waived by the committee for a reason, and only an exclusion ends a
request (solidarity.md §1). Amounts are EUR, a month where it is an income. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from finance.months import add_months
from solidarity.scoring import Household
from solidarity.terms import DEFAULT_TERMS, Kind, KindTerms, Terms

MONTHS_OF_A_YEAR = 12


class Rule(StrEnum):
    MEMBER = "member"  # active and contributing
    NO_FRAUD = "no_fraud"
    PROPERTIES = "properties"
    ASSETS = "assets"
    HOUSEHOLD = "household"
    INCOME = "income"
    DEBT = "debt"  # so heavy that the income does not count
    AMOUNT = "amount"
    MONTHS = "months"
    INSTALMENT = "instalment"
    RATIO_WITH_AID = "ratio_with_aid"
    ONCE = "once"  # years between two of a kind
    REGULAR = "regular"  # earlier loans come back regularly
    EXCEPTIONAL = "exceptional"  # the situation


#: nobody can waive these
EXCLUDING = {Rule.MEMBER, Rule.NO_FRAUD, Rule.PROPERTIES, Rule.ASSETS}
#: waived in an exceptional situation, or with a reasoned derogation
WAIVED = {Rule.HOUSEHOLD, Rule.INCOME, Rule.RATIO_WITH_AID}


class Verdict(StrEnum):
    OPEN = "open"
    DEROGATION = "derogation"  # the committee may waive what fails
    NOT_SO = "not_so"  # not as it is asked: another amount, time or day
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in figures.

    ``debt_ratio``: before the aid; None without income. ``months`` and ``instalment``:
    of what comes back. ``properties``: how many he owns. ``last_of_kind``: when the last
    aid of this kind was granted.
    """

    kind: Kind
    amount: Decimal
    household: Household
    net_income: Decimal
    debt_ratio: Fraction | Decimal | None
    on: date
    is_member: bool = True
    is_fraudulent: bool = False
    properties: int = 1
    asset_income: Decimal = Decimal(0)
    is_exceptional: bool = False
    repays_regularly: bool = True
    months: int | None = None
    instalment: Decimal | None = None
    last_of_kind: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One condition: ``found`` beside the ``limit`` that it is held against."""

    rule: Rule
    holds: bool
    found: Fraction | Decimal | int | date | None = None
    limit: Fraction | Decimal | int | date | None = None

    @property
    def excludes(self) -> bool:
        return not self.holds and self.rule in EXCLUDING

    @property
    def may_derogate(self) -> bool:
        return not self.holds and self.rule in WAIVED


@dataclass(frozen=True, slots=True)
class Eligibility:
    lines: tuple[Line, ...]
    verdict: Verdict


def eligibility(asked: Asked, *, terms: Terms = DEFAULT_TERMS) -> Eligibility:
    """Return every condition of the kind that is asked for, and what follows."""
    lines = (*_general(asked, terms), *_of_kind(asked, terms))
    return Eligibility(lines, _verdict(lines))


def _verdict(lines: tuple[Line, ...]) -> Verdict:
    if any(line.excludes for line in lines):
        return Verdict.EXCLUDED
    failing = [line for line in lines if not line.holds]
    if not failing:
        return Verdict.OPEN
    waived = all(line.may_derogate for line in failing)
    return Verdict.DEROGATION if waived else Verdict.NOT_SO


def _general(asked: Asked, terms: Terms) -> Iterator[Line]:
    yield Line(Rule.MEMBER, asked.is_member)
    yield Line(Rule.NO_FRAUD, not asked.is_fraudulent)
    yield Line(
        Rule.PROPERTIES,
        asked.properties < terms.properties,
        asked.properties,
        terms.properties,
    )
    yield Line(
        Rule.ASSETS,
        asked.asset_income <= terms.asset_income,
        asked.asset_income,
        terms.asset_income,
    )


def _of_kind(asked: Asked, terms: Terms) -> Iterator[Line]:
    kind = terms.kinds[asked.kind]
    yield Line(Rule.HOUSEHOLD, asked.kind in terms.open_to[asked.household])
    yield from _income(asked, kind, terms)
    yield from _amount(asked, kind)
    if asked.kind == Kind.EMERGENCY:
        yield Line(Rule.EXCEPTIONAL, asked.is_exceptional)
    if kind.months is not None:
        yield from _coming_back(asked, kind, kind.months)
    if kind.years_between is not None:
        yield _once(asked, kind.years_between)


def _income(asked: Asked, kind: KindTerms, terms: Terms) -> Iterator[Line]:
    """Yield the income test; where it fails, a heavy debt opens the kind all the same."""
    if kind.ceiling is None:
        return
    ceiling = kind.ceiling
    if kind.widened:
        ceiling = max(ceiling, terms.scale.ceilings[asked.household])
    is_below = asked.net_income < ceiling
    if not is_below and kind.widened and _is_heavy(asked.debt_ratio, terms):
        yield Line(Rule.DEBT, True, asked.debt_ratio, terms.heavy_ratio)
    else:
        yield Line(Rule.INCOME, is_below, asked.net_income, ceiling)


def _is_heavy(ratio: Fraction | Decimal | None, terms: Terms) -> bool:
    return ratio is not None and Fraction(ratio) > Fraction(terms.heavy_ratio)


def _amount(asked: Asked, kind: KindTerms) -> Iterator[Line]:
    bound = kind.lowest if asked.amount < kind.lowest else kind.highest
    fits = kind.lowest <= asked.amount <= kind.highest
    yield Line(Rule.AMOUNT, fits, asked.amount, bound)


def _coming_back(
    asked: Asked, kind: KindTerms, months: tuple[int, int]
) -> Iterator[Line]:
    yield Line(Rule.REGULAR, asked.repays_regularly)
    if asked.months is None or asked.instalment is None:
        return
    fewest, most = months
    bound = fewest if asked.months < fewest else most
    yield Line(Rule.MONTHS, fewest <= asked.months <= most, asked.months, bound)
    part = _part_of_income(asked.instalment, asked.net_income)
    limit = kind.instalment_of_income
    if limit is not None:
        yield Line(Rule.INSTALMENT, part is not None and part < limit, part, limit)
    if kind.ratio_with_aid is not None:
        ratio = _with_aid(asked.debt_ratio, part)
        holds = ratio is not None and ratio < kind.ratio_with_aid
        yield Line(Rule.RATIO_WITH_AID, holds, ratio, kind.ratio_with_aid)


def _part_of_income(instalment: Decimal, net_income: Decimal) -> Fraction | None:
    """Return which part of the income an instalment is; None: there is no income."""
    return Fraction(instalment) / Fraction(net_income) if net_income else None


def _with_aid(
    ratio: Fraction | Decimal | None, part: Fraction | None
) -> Fraction | None:
    return None if ratio is None or part is None else Fraction(ratio) + part


def _once(asked: Asked, years: int) -> Line:
    """Return whether enough years passed since the last one of this kind."""
    if asked.last_of_kind is None:
        return Line(Rule.ONCE, True)
    again = add_months(asked.last_of_kind, years * MONTHS_OF_A_YEAR)
    return Line(Rule.ONCE, asked.on >= again, asked.last_of_kind, again)
