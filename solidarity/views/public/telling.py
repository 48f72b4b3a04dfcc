"""What ``/solidarite`` tells: the terms in force as rows, and an estimate in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo.ui import formatting
from solidarity.analysis import Analysis
from solidarity.deciding import SEATS as MANY
from solidarity.eligibility import Line, Rule
from solidarity.terms import Kind, KindTerms, Terms
from solidarity.words_public import (
    HOUSEHOLDS,
    RULES,
    SEATS,
    VERDICTS,
    kind_label,
    percent,
)

__all__ = ["Estimate", "estimate_in_words", "household_rows", "kind_rows", "seats"]

CENT = Decimal("0.01")
#: rules that only the fund itself can check: an estimate says so
NOT_CHECKED = {Rule.MEMBER, Rule.NO_FRAUD, Rule.REGULAR, Rule.ONCE}
IN_EUR = {Rule.ASSETS, Rule.INCOME, Rule.AMOUNT}
IN_PERCENT = {Rule.DEBT, Rule.INSTALMENT, Rule.RATIO_WITH_AID}


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of help by the terms in force, in words."""

    label: str
    purpose: str
    amount: str
    income: str
    back: str


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    label: Promise
    ceiling: object
    kinds: str


def kind_rows(terms: Terms) -> list[KindRow]:
    """Return the table of the kinds."""
    purposes = {
        Kind.DISPUTE: _("Lawyer, expert and court, to contest a vote."),
        Kind.LOAN: _("Unpaid charges, formal notices, a bailiff."),
        Kind.WORKS: _("Your share of urgent works that were voted."),
        Kind.EMERGENCY: _(
            "Charges, an eviction that threatens, compulsory safety works."
        ),
    }
    return [
        KindRow(
            kind_label(kind),
            purposes[kind],
            _amount(one),
            _income(one, terms),
            _back(kind, one, terms),
        )
        for kind, one in terms.kinds.items()
    ]


def household_rows(terms: Terms) -> list[HouseholdRow]:
    """Return the table of the households: ceiling, and for which kinds it may ask."""
    return [
        HouseholdRow(
            label,
            terms.scale.ceilings[household],
            ", ".join(
                kind_label(kind) for kind in Kind if kind in terms.open_to[household]
            ),
        )
        for household, label in HOUSEHOLDS.items()
    ]


def seats() -> list[tuple[int, Promise]]:
    """Return how many seats there are of each kind."""
    return [(MANY[seat], label) for seat, label in SEATS.items()]


def _euros(amount) -> str:
    return formatting.money(amount.quantize(CENT), get_language())


def _amount(kind: KindTerms) -> str:
    if kind.lowest < 1:
        return _("up to %(highest)s") % {"highest": _euros(kind.highest)}
    return _("%(lowest)s to %(highest)s") % {
        "lowest": _euros(kind.lowest),
        "highest": _euros(kind.highest),
    }


def _income(kind: KindTerms, terms: Terms) -> str:
    if kind.ceiling is None:
        return _("no limit")
    words = {
        "ceiling": _euros(kind.ceiling),
        "ratio": percent(terms.heavy_ratio),
    }
    if kind.widened:
        return (
            _(
                "below %(ceiling)s or the ceiling of your household, or a debt ratio "
                "above %(ratio)s"
            )
            % words
        )
    return _("below %(ceiling)s") % words


def _back(kind: Kind, one: KindTerms, terms: Terms) -> str:
    if one.months is None:
        return _not_back(kind, one, terms)
    low, high = one.months
    words: dict[str, object] = {"low": low, "high": high}
    if one.rates is None or one.rates[1] == 0:
        return _("in %(low)s to %(high)s months, without interest") % words
    language = get_language()
    words |= {
        "least": formatting.decimal(one.rates[0], language),
        "most": formatting.decimal(one.rates[1], language),
    }
    return (
        _("in %(low)s to %(high)s months, at %(least)s to %(most)s %% a year") % words
    )


def _not_back(kind: Kind, one: KindTerms, terms: Terms) -> str:
    if kind == Kind.DISPUTE:
        return _(
            "nothing; %(part)s of it if the case is won and damages are obtained"
        ) % {"part": percent(terms.won_part)}
    if one.years_between:
        return _("nothing; once in %(years)s years") % {"years": one.years_between}
    return _("nothing")


# An estimate


@dataclass(frozen=True, slots=True)
class Row:
    """A condition; ``level`` and ``state``: of its badge."""

    label: Promise
    found: str
    limit: str
    level: str
    state: str


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    points: str
    weight: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer: verdict, conditions, parts of the score."""

    level: str
    verdict: Promise
    rows: list[Row]
    parts: list[Part]
    total: int
    instalment: object
    ratio: str


def estimate_in_words(found: Analysis, *, terms: Terms) -> Estimate:
    """Return what the figures give, line by line."""
    level, verdict = VERDICTS[found.verdict]
    return Estimate(
        level=level,
        verdict=verdict,
        rows=[_row(line) for line in found.lines],
        parts=_parts(found, terms),
        total=found.score.total,
        instalment=found.instalment,
        ratio="" if found.ratio is None else percent(found.ratio),
    )


def _row(line: Line) -> Row:
    level, state = _state(line)
    return Row(
        label=RULES[line.rule],
        found=_said(line.rule, line.found),
        limit=_said(line.rule, line.limit),
        level=level,
        state=state,
    )


def _state(line: Line) -> tuple[str, str]:
    if line.rule in NOT_CHECKED:
        return "plain", _("looked at when you ask")
    if line.holds:
        return "ok", _("fits")
    if line.may_derogate:
        return "warn", _("an exception is possible")
    return "bad", _("does not fit")


def _said(rule: Rule, value) -> str:
    language = get_language()
    if value is None:
        return ""
    if isinstance(value, date):
        return formatting.day(value, language)
    if rule in IN_EUR:
        return _euros(value)
    if rule in IN_PERCENT:
        return percent(Fraction(value))
    return formatting.number(int(value), language)


def _parts(found: Analysis, terms: Terms) -> list[Part]:
    labels = (_("Net income"), _("Debt"), _("Urgency"))
    points = (found.score.income, found.score.debt, found.score.urgency)
    return [
        Part(label, str(round(part)), percent(weight))
        for label, part, weight in zip(labels, points, terms.scale.weights, strict=True)
    ]
