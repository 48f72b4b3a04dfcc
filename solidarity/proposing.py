"""Which terms the committee may propose, and whether they need a derogation.

The conditions are looked at again on the day of the proposal, with the figures that are
offered: help that is open only with another amount can be offered with that amount.
Pure.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from solidarity.analysis import Analysis, Known, analyse
from solidarity.answers import Answers
from solidarity.eligibility import Eligibility, Rule, Verdict
from solidarity.terms import Kind, KindTerms, Terms


class Problem(StrEnum):
    AMOUNT = "amount"  # outside the bounds of the kind
    MONTHS = "months"  # none, too few or too many; or some, of what never comes back
    PERCENT = "percent"  # outside the bounds, or interest where there is none
    EXCLUDED = "excluded"  # by what nobody can waive
    NOT_SO = "not_so"  # not with these figures, or not today
    REASON_NEEDED = "reason_needed"  # a condition is waived: why
    REASON_SPARE = "reason_spare"  # nothing is waived


@dataclass(frozen=True, slots=True)
class Proposal:
    """``months``: of what comes back; ``percent``: a year; ``derogation``: the reason."""

    amount: Decimal
    months: int | None = None
    percent: Decimal = Decimal("0.00")
    derogation: str = ""


def differs(proposal: Proposal, asked: Answers) -> bool:
    """Tell whether other terms are offered than were asked for."""
    return (proposal.amount, proposal.months) != (asked.amount, _months(asked))


def asked_for(asked: Answers, terms: Terms) -> Proposal:
    """Return what the person asks for, at the lowest rate."""
    rates = terms.kinds[_kind(asked)].rates
    percent = rates[0] if rates else Decimal(0)
    return Proposal(asked.amount or Decimal(0), _months(asked), percent)


def problems(
    proposal: Proposal, found: Eligibility | None, kind: KindTerms
) -> list[Problem]:
    """Return what stands against a proposal; ``found``: None while its terms are wrong."""
    wrong = wrong_terms(proposal, kind)
    if wrong or found is None:
        return wrong
    if found.verdict == Verdict.EXCLUDED:
        return [Problem.EXCLUDED]
    if found.verdict == Verdict.NOT_SO:
        return [Problem.NOT_SO]
    waives = found.verdict == Verdict.DEROGATION
    if waives and not proposal.derogation:
        return [Problem.REASON_NEEDED]
    return [Problem.REASON_SPARE] if proposal.derogation and not waives else []


def wrong_terms(proposal: Proposal, kind: KindTerms) -> list[Problem]:
    """Return which terms lie outside those of the kind."""
    wrong = []
    if not kind.lowest <= proposal.amount <= kind.highest:
        wrong.append(Problem.AMOUNT)
    if not _fits(proposal.months, kind.months):
        wrong.append(Problem.MONTHS)
    lowest, highest = kind.rates or (Decimal(0), Decimal(0))
    if not lowest <= proposal.percent <= highest:
        wrong.append(Problem.PERCENT)
    return wrong


def look_again(
    asked: Answers, proposal: Proposal, known: Known, *, terms: Terms, on: date
) -> Eligibility:
    """Return the conditions with the figures that are offered, on this day."""
    kind = _kind(asked)
    at_rate = replace(
        terms.kinds[kind],
        rates=terms.kinds[kind].rates and (proposal.percent, proposal.percent),
    )
    offered = replace(asked, amount=proposal.amount, months=proposal.months)
    kinds = MappingProxyType({**terms.kinds, kind: at_rate})
    found = analyse(offered, known, terms=replace(terms, kinds=kinds), on=on)
    return Eligibility(found.lines, found.verdict)


def known_from(told: Analysis, *, last_of_kind: date | None) -> Known:
    """Return what the software knew when it told the person, with later help of the kind."""
    holds = {line.rule: line.holds for line in told.lines}
    before = [line.found for line in told.lines if line.rule == Rule.ONCE]
    days = [day for day in (*before, last_of_kind) if isinstance(day, date)]
    return Known(
        is_member=holds[Rule.MEMBER],
        is_fraudulent=not holds[Rule.NO_FRAUD],
        repays_regularly=holds.get(Rule.REGULAR, True),
        last_of_kind=max(days, default=None),
    )


def _fits(months: int | None, bounds: tuple[int, int] | None) -> bool:
    if bounds is None or months is None:
        return bounds is None and months is None
    return bounds[0] <= months <= bounds[1]


def _months(asked: Answers) -> int | None:
    return asked.months if _kind(asked) in (Kind.LOAN, Kind.WORKS) else None


def _kind(asked: Answers) -> Kind:
    if asked.kind is None:
        raise ValueError("nothing was asked for")
    return asked.kind
