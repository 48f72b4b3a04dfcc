"""What the software found about a request: eligibility and score, as told to everybody.

It is computed when the request is sent, by the terms of that day, and kept as it was
told: the person, the committee and an appeal read the same lines. Pure.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from solidarity.answers import Answers
from solidarity.eligibility import Asked, Eligibility, Line, Rule, Verdict, eligibility
from solidarity.instalments import schedule
from solidarity.scoring import Advice, Score, score
from solidarity.terms import KindTerms, Terms


class NotSaidYet(ValueError):
    """A request is looked at when it is complete."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the software knows about the person beside what he says."""

    is_member: bool
    is_fraudulent: bool = False
    repays_regularly: bool = True
    last_of_kind: date | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """``instalment``: what would be paid back each month, EUR; None: nothing is."""

    lines: tuple[Line, ...]
    verdict: Verdict
    score: Score
    ratio: Fraction | None
    instalment: Decimal | None


def analyse(answers: Answers, known: Known, *, terms: Terms, on: date) -> Analysis:
    """Return what a complete request is worth, by the terms in force ``on`` its day.

    The instalment is that of the highest rate of the kind, so that no offer of the
    committee costs more than what was told.

    Raises:
        NotSaidYet: the kind, the amount, the household or the urgency is not said.
    """
    if not (answers.kind and answers.amount and answers.household and answers.urgency):
        raise NotSaidYet(answers.kind)
    income = answers.net_income or Decimal(0)
    instalment = instalment_of(answers, terms.kinds[answers.kind], on)
    asked = Asked(
        kind=answers.kind,
        amount=answers.amount,
        household=answers.household,
        net_income=income,
        debt_ratio=answers.debt_ratio,
        on=on,
        is_member=known.is_member,
        is_fraudulent=known.is_fraudulent,
        properties=answers.properties or 0,
        asset_income=answers.asset_income or Decimal(0),
        is_exceptional=answers.is_exceptional,
        repays_regularly=known.repays_regularly,
        months=answers.months,
        instalment=instalment,
        last_of_kind=known.last_of_kind,
    )
    found: Eligibility = eligibility(asked, terms=terms)
    return Analysis(
        lines=found.lines,
        verdict=found.verdict,
        score=score(
            net_income=income,
            household=answers.household,
            debt_ratio=answers.debt_ratio,
            urgency=answers.urgency,
            scale=terms.scale,
        ),
        ratio=answers.debt_ratio,
        instalment=instalment,
    )


def instalment_of(answers: Answers, kind: KindTerms, on: date) -> Decimal | None:
    """Return what a month pays back at the highest rate of the kind; None: nothing.

    Raises:
        WrongPlan: of ``solidarity.instalments``; so little that it is no plan.
    """
    if kind.rates is None or not answers.months or not answers.amount:
        return None
    plan = schedule(
        answers.amount,
        annual_percent=kind.rates[1],
        months=answers.months,
        first_due=on,
    )
    return plan[0].amount


# Written down


def to_json(found: Analysis) -> str:
    return json.dumps(
        {
            "lines": [
                [line.rule, line.holds, _written(line.found), _written(line.limit)]
                for line in found.lines
            ],
            "verdict": found.verdict,
            "score": [
                *map(_written, (found.score.income, found.score.debt)),
                *(_written(found.score.urgency), found.score.total),
                found.score.advice,
            ],
            "ratio": _written(found.ratio),
            "instalment": _written(found.instalment),
        }
    )


def from_json(text: str) -> Analysis:
    said = json.loads(text)
    income, debt, urgency, total, advice = said["score"]
    return Analysis(
        lines=tuple(
            Line(Rule(rule), holds, _read(found), _read(limit))
            for rule, holds, found, limit in said["lines"]
        ),
        verdict=Verdict(said["verdict"]),
        score=Score(_read(income), _read(debt), _read(urgency), total, Advice(advice)),
        ratio=_read(said["ratio"]),
        instalment=_read(said["instalment"]),
    )


def _written(value: Any) -> Any:
    """Return a value with its type in front: a number stays exact."""
    if value is None:
        return None
    kinds = {Fraction: "f", Decimal: "d", int: "i", date: "t"}
    return f"{kinds[type(value)]}:{value}"


def _read(text: str | None) -> Any:
    if text is None:
        return None
    kind, _colon, value = text.partition(":")
    readers: dict[str, Callable[[str], Any]] = {
        "f": Fraction,
        "d": Decimal,
        "i": int,
        "t": date.fromisoformat,
    }
    return readers[kind](value)
