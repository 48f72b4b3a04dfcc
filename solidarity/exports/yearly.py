"""What the yearly report says of people's lives, in the active language."""

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo.ui import formatting
from solidarity.exports.tables import Fact
from solidarity.words_public import kind_label

__all__ = ["goal_rows", "impact_facts"]


def impact_facts(impact: dict[str, Any]) -> list[Fact]:
    """Return people helped, cost, what was avoided, and what came back, by kind."""
    language = get_language()
    few = _("fewer than five, or not declared")
    facts = [
        Fact(
            _("People helped"),
            _("at least %(many)s") % {"many": impact["helped"]}
            if "helped" in impact
            else _("too few to be told"),
        ),
        Fact(_("Running costs"), formatting.money(Decimal(impact["costs"]), language)),
    ]
    if "cost_each" in impact:
        cost = formatting.money(
            Decimal(impact["cost_each"]).quantize(Decimal("0.01")), language
        )
        value = _("at most %(cost)s") % {"cost": cost}
        facts.append(Fact(_("Cost for each person helped"), value))
    declared = _("as the committee declared")
    for name, label in (
        ("disputes", _("Disputes avoided")),
        ("evictions", _("Evictions avoided")),
    ):
        value = str(impact[name]) if name in impact else few
        facts.append(Fact(label, value, declared if name in impact else ""))
    facts += [
        Fact(
            _("Repayment rate: %(kind)s") % {"kind": kind_label(kind)},
            f"{percent} %",
            _("of what was due"),
        )
        for kind, percent in impact["repaid"].items()
    ]
    return facts


def goal_rows(impact: dict[str, Any]) -> list[dict[str, str]]:
    """Return the goals in force, one for each size of the ASBL."""
    language = get_language()
    return [
        {
            "participants": formatting.number(goal["participants"], language),
            "repaid": _("%(low)s to %(high)s %%") % goal,
            "helped": formatting.number(goal["helped"], language),
        }
        for goal in impact["goals"]
    ]
