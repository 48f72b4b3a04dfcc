"""What is said of a request in words: labels, conditions and figures, for every page.

Sentences are in the active language; figures are exact, or say that they are rounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from koprogo.ui.formatting import NBSP, day, decimal, money, number
from solidarity.analysis import Analysis
from solidarity.answers import Payee, Section
from solidarity.eligibility import Line, Rule, Verdict
from solidarity.scoring import Advice, Household, Scale, Urgency

HOUSEHOLDS: dict[str, Promise] = {
    Household.SINGLE: _("Single person"),
    Household.COUPLE: _("Couple without children"),
    Household.FAMILY: _("Family with one or two children"),
    Household.LARGE_FAMILY: _("Family with three children or more"),
    Household.PENSIONER: _("Pensioner on the minimum pension"),
}
URGENCIES: dict[str, Promise] = {
    Urgency.EVICTION: _("Eviction within 30 days"),
    Urgency.SAFETY: _("Danger to health or safety"),
    Urgency.SEIZURE: _("Seizure or bailiff under way"),
    Urgency.NOTICE: _("Formal notice received"),
    Urgency.DEADLINE: _("A deadline within three months"),
    Urgency.NONE: _("Nothing presses"),
}
PAYEES: dict[str, Promise] = {
    Payee.PERSON: _("Me, on my account"),
    Payee.CREDITOR: _("Whom I owe money, other than the syndic"),
    Payee.LAWYER: _("My lawyer or expert"),
    Payee.CONTRACTOR: _("The contractor"),
    Payee.SYNDIC: _("The syndic or the association"),
}
SECTIONS: dict[str, Promise] = {
    Section.IDENTITY: _("Who you are"),
    Section.FINANCES: _("Your finances"),
    Section.HELP: _("The help"),
    Section.REASON: _("The reason"),
    Section.PLAN: _("Paying back"),
    Section.CONSENTS: _("Your consent"),
}
ADVICE: dict[str, Promise] = {
    Advice.RECOMMENDED: _("Recommended"),
    Advice.STUDY: _("To be studied"),
    Advice.DOUBTFUL: _("Doubtful"),
}
VERDICTS: dict[str, Promise] = {
    Verdict.OPEN: _("You meet every condition."),
    Verdict.DEROGATION: _(
        "A condition is not met. The committee may waive it, for a reason."
    ),
    Verdict.NOT_SO: _(
        "A condition is not met: another amount, time or day would meet it. People "
        "decide all the same."
    ),
    Verdict.EXCLUDED: _(
        "A condition is not met that the committee cannot waive. People look at it all "
        "the same."
    ),
}
RULES: dict[str, Promise] = {
    Rule.MEMBER: _("You take part in the ASBL, with a contribution"),
    Rule.NO_FRAUD: _("No proven fraud"),
    Rule.PROPERTIES: _("Properties that you own: fewer than"),
    Rule.ASSETS: _("Income from assets a month: at most"),
    Rule.HOUSEHOLD: _("This help is open to your household"),
    Rule.INCOME: _("Net income of the household a month: below"),
    Rule.DEBT: _("Debts so heavy that the income does not count: above"),
    Rule.AMOUNT: _("The amount lies within the bounds"),
    Rule.MONTHS: _("It comes back in the time that is allowed"),
    Rule.INSTALMENT: _("Part of your income that an instalment takes: below"),
    Rule.RATIO_WITH_AID: _("Debt ratio with the instalment: below"),
    Rule.ONCE: _("Time since the last help of this kind"),
    Rule.REGULAR: _("Earlier loans come back regularly"),
    Rule.EXCEPTIONAL: _("Your situation is exceptional"),
}
_RATIOS = {Rule.DEBT, Rule.INSTALMENT, Rule.RATIO_WITH_AID}
_AMOUNTS = {Rule.ASSETS, Rule.INCOME, Rule.AMOUNT}
CENT = Decimal("0.01")
_PLACES = 6


@dataclass(frozen=True, slots=True)
class LineWords:
    """A condition: ``found`` beside its ``limit``; ``level`` and ``result`` as a badge."""

    label: str
    found: str
    limit: str
    level: str
    result: str


def lines_in_words(found: Analysis) -> Iterator[LineWords]:
    """Yield every condition as its reader is told."""
    return map(line_in_words, found.lines)


def line_in_words(line: Line) -> LineWords:
    level, result = _result(line)
    return LineWords(
        str(RULES[line.rule]),
        _value(line.rule, line.found),
        _value(line.rule, line.limit),
        level,
        result,
    )


def _result(line: Line) -> tuple[str, str]:
    if line.holds:
        return "ok", gettext("Met")
    if line.may_derogate:
        return "warn", gettext("Not met; can be waived")
    return "bad", gettext("Not met")


def _value(rule: Rule, value: Fraction | Decimal | int | date | None) -> str:
    language = get_language()
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value, language)
    if rule in _RATIOS:
        return percent(value)
    if rule in _AMOUNTS:
        return money(Decimal(value), language)
    if rule == Rule.MONTHS:
        return months(int(value))
    return number(int(value), language)


def months(count: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def percent(part: Fraction | Decimal | int) -> str:
    """Return ``42 %`` of 0.42; one without an end as ``≈ 44,59 %``."""
    value = Fraction(part) * 100
    return f"{'' if _ends(value) else f'≈{NBSP}'}{_decimal(value)}{NBSP}%"


def exact(value: Fraction | Decimal | int) -> str:
    """Return a number as it is: ``23,5``, or ``1 020/13`` where decimals never end."""
    value = Fraction(value)
    if _ends(value):
        return _decimal(value)
    language = get_language()
    above, below = (
        number(value.numerator, language),
        number(value.denominator, language),
    )
    return f"{above}/{below}"


def figure(value: Fraction | Decimal | int) -> str:
    """Return a number as it is; one without an end as ``≈ 78,46``."""
    return f"{'' if _ends(Fraction(value)) else f'≈{NBSP}'}{_decimal(Fraction(value))}"


def _ends(value: Fraction) -> bool:
    """Tell whether a few decimals write the number as it is."""
    return (value * 10**_PLACES).denominator == 1


def _decimal(value: Fraction) -> str:
    """Return a number in decimals: those that it has, or two."""
    written = Decimal(value.numerator) / Decimal(value.denominator)
    if _ends(value):
        return decimal(Decimal(f"{written.normalize():f}"), get_language())
    return decimal(written.quantize(CENT, ROUND_HALF_UP), get_language())


def ratio_arithmetic(
    *, housing: Decimal, charges: Decimal, loans: Decimal, net_income: Decimal
) -> str:
    """Return ``(520 + 140 + 0) ÷ 1 480 ≈ 44,59 %``; nothing without income."""
    if not net_income:
        return ""
    burdens = " + ".join(exact(one) for one in (housing, charges, loans))
    ratio = Fraction(housing + charges + loans) / Fraction(net_income)
    told = percent(ratio)
    return f"({burdens}) ÷ {exact(net_income)} {told if '≈' in told else f'= {told}'}"


@dataclass(frozen=True, slots=True)
class PartWords:
    """A part of the score: how it is found, what it weighs, is, and comes to."""

    label: str
    how: str
    weight: str
    points: str
    weighted: str


def parts_in_words(found: Analysis, scale: Scale) -> list[PartWords]:
    """Return the three parts of the score with how each is found."""
    labels = (
        (gettext("Net income"), _income_in_words(scale)),
        (gettext("Debt"), _debt_in_words(scale)),
        (gettext("Urgency"), _urgency_in_words(scale)),
    )
    return [
        PartWords(label, how, exact(weight), figure(part), figure(weight * part))
        for (label, how), (weight, part) in zip(
            labels, _weighed(found, scale), strict=True
        )
    ]


def _income_in_words(scale: Scale) -> str:
    language = get_language()
    return gettext(
        "100 at %(full)s net a month or less, 0 at %(margin)s above the ceiling of your "
        "household; between them in proportion."
    ) % {
        "full": money(scale.income_full, language),
        "margin": money(scale.income_margin, language),
    }


def _debt_in_words(scale: Scale) -> str:
    return gettext(
        "0 without debts, 100 from a debt ratio of %(full)s on; between them in "
        "proportion."
    ) % {"full": percent(scale.ratio_full)}


def _urgency_in_words(scale: Scale) -> str:
    points = ", ".join(
        f"{URGENCIES[one]} ({number(scale.urgencies[one], get_language())})"
        for one in Urgency
    )
    return f"{points}."


def score_arithmetic(found: Analysis, scale: Scale) -> str:
    """Return ``0,3 × 100 + 0,4 × 70 + 0,3 × 80 = 82``: the sum before it is rounded.

    It is computed from the exact parts; with two decimals it says ``≈ 66,81``.
    """
    weighed = _weighed(found, scale)
    terms = " + ".join(
        f"{exact(weight)} × {_decimal(part)}" for weight, part in weighed
    )
    total = sum((weight * part for weight, part in weighed), start=Fraction(0))
    return f"{terms} {'=' if _ends(total) else '≈'} {_decimal(total)}"


def _weighed(found: Analysis, scale: Scale) -> list[tuple[Fraction, Fraction]]:
    points = (found.score.income, found.score.debt, found.score.urgency)
    return [
        (Fraction(weight), part)
        for weight, part in zip(scale.weights, points, strict=True)
    ]


def bounds_in_words(lowest: Decimal, highest: Decimal) -> str:
    """Return between which amounts a kind of help lies."""
    language = get_language()
    if lowest < 1:
        return gettext("up to %(highest)s") % {"highest": money(highest, language)}
    return gettext("from %(lowest)s to %(highest)s") % {
        "lowest": money(lowest, language),
        "highest": money(highest, language),
    }
