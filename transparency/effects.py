"""What decisions of the members of the ASBL cause, by the code of a point."""

from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koprogo.slots import DecisionRef, Effect, EffectRefused, decision_effects
from koprogo.ui.formatting import day, decimal, money

Values = Mapping[str, object]


def form(name: str) -> Callable[[], type]:
    """Return what finds a form of transparency/forms/effects.py, once it is asked for."""

    def find() -> type:
        from transparency.forms import effects

        return getattr(effects, name)

    return find


def refusing(area: str):
    """Turn what the ASBL's services and books refuse into the words of an area."""

    def decorator(carry_out):
        @wraps(carry_out)
        def carried_out(decision: DecisionRef, values: Values, *, by) -> str:
            from koprogo.ledger.errors import YearClosed
            from transparency.errors import TransparencyError

            try:
                return carry_out(decision, values, by=by)
            except TransparencyError as error:
                words = import_module(f"transparency.refusals.{area}")
                raise EffectRefused(words.sentence(error)) from error
            except YearClosed as error:
                raise EffectRefused(
                    _("The books of today's year are closed.")
                ) from error

        return carried_out

    return decorator


def eur(amount) -> str:
    return money(amount, get_language())


def on(value) -> str:
    return day(value, get_language())


# The participatory budget


def describe_allocation(decision: DecisionRef, values: Values) -> list[str]:
    from django.utils import timezone

    from transparency.queries.allocations import drafts_of, plan_of
    from transparency.queries.dividing import distributable_on

    allocation = values["allocation"]
    plan = plan_of(allocation.amount, drafts_of(allocation.lines.all()))
    told = [
        _("%(amount)s are divided: %(title)s.")
        % {"amount": eur(plan.amount), "title": allocation.title}
    ]
    told += [_line_words(line, amount) for line, amount in plan.rows]
    there = distributable_on(timezone.localdate()).amount
    if plan.amount > there:
        told.append(
            _("That is more than can be distributed today: %(amount)s.")
            % {"amount": eur(there)}
        )
    told.append(_("It is adopted for ever: nothing of it is changed afterwards."))
    return told


def _line_words(line, amount) -> str:
    from transparency.models import AllocationLine

    purpose = AllocationLine.Purpose(line.purpose)
    words = {
        AllocationLine.Purpose.RESERVE: _(
            "%(line)s: %(percent)s %%, %(amount)s, which are booked to the reserve."
        ),
        AllocationLine.Purpose.FUND: _(
            "%(line)s: %(percent)s %%, %(amount)s, which the ASBL owes the fund from "
            "today on."
        ),
    }.get(purpose, _("%(line)s: %(percent)s %%, %(amount)s to spend."))
    return words % {
        "line": f"{purpose.label} – {line.title}" if line.title else purpose.label,
        "percent": decimal(line.percent, get_language()),
        "amount": eur(amount),
    }


@refusing("budget")
def carry_out_allocation(decision: DecisionRef, values: Values, *, by) -> str:
    from transparency.services.allocations import adopt_allocation

    allocation = adopt_allocation(values["allocation"], decision=decision, by=by)
    return _("%(amount)s are divided: %(title)s.") % {
        "amount": eur(allocation.amount),
        "title": allocation.title,
    }


# The yearly accounts


def describe_accounts(decision: DecisionRef, values: Values) -> list[str]:
    report = values["report"]
    return [
        _(
            "The yearly accounts of %(year)s, version %(version)s, are approved by the "
            "members."
        )
        % {"year": report.year, "version": report.version}
    ]


@refusing("reports")
def carry_out_accounts(decision: DecisionRef, values: Values, *, by) -> str:
    from transparency.services.reports import approve_yearly

    approve_yearly(values["report"], decision=decision, by=by)
    return describe_accounts(decision, values)[0]


def register() -> None:
    """Say what decisions of the members can cause; in ``AppConfig.ready()``."""
    from transparency import effects_offices, effects_tariff

    decision_effects["asbl-allocation"] = Effect(
        label=gettext_lazy("The surplus is divided"),
        form=form("AllocationEffectForm"),
        describe=describe_allocation,
        carry_out=carry_out_allocation,
    )
    decision_effects["asbl-accounts"] = Effect(
        label=gettext_lazy("The yearly accounts are approved"),
        form=form("AccountsForm"),
        describe=describe_accounts,
        carry_out=carry_out_accounts,
    )
    effects_tariff.register()
    effects_offices.register()
