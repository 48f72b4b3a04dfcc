"""What decisions of an assembly cause in the books (koprogo.slots.decision_effects)."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koprogo.slots import DecisionRef, Effect, EffectRefused, decision_effects
from koprogo.ui.formatting import day, money

Values = Mapping[str, object]


def _form(name: str) -> Callable[[], type]:
    """Return what finds a form of finance/forms/effects.py, once it is asked for."""

    def find() -> type:
        from finance.forms import effects

        return getattr(effects, name)

    return find


def _refusing(carry_out):
    """Turn what the books refuse into words."""

    @wraps(carry_out)
    def carried_out(decision: DecisionRef, values: Values, *, by) -> str:
        from finance.refusals.effects import REFUSED, sentence

        try:
            return carry_out(decision, values, by=by)
        except REFUSED as error:
            raise EffectRefused(sentence(error)) from error

    return carried_out


def _named(decision: DecisionRef) -> dict[str, object]:
    return {"decision": decision.text, "decided_on": decision.date}


# Budget


def _describe_budget(decision: DecisionRef, values: Values) -> list[str]:
    budget = values["ref"]
    return [
        _("The budget “%(title)s” is adopted: it is frozen, and counts from now on.")
        % {"title": budget.title},
        _("Its instalments can be called afterwards."),
    ]


@_refusing
def _adopt_budget(decision: DecisionRef, values: Values, *, by) -> str:
    from finance.services.budgets import adopt_budget

    budget = adopt_budget(
        values["ref"], **_named(decision), decision_uuid=decision.uuid, by=by
    )
    return _("Adopted: %(title)s") % {"title": budget.title}


# Reserve fund


def _describe_opt_out(decision: DecisionRef, values: Values) -> list[str]:
    return [
        _(
            "It is noted that the fiscal year %(year)s has no contribution to the "
            "reserve fund (art. 3.86 §3)."
        )
        % {"year": _year(values["year"])}
    ]


@_refusing
def _opt_out(decision: DecisionRef, values: Values, *, by) -> str:
    from finance.services.budgets import opt_out_of_reserve

    noted = opt_out_of_reserve(
        values["year"], **_named(decision), decision_uuid=decision.uuid, by=by
    )
    return _("No contribution in %(year)s") % {"year": _year(noted.year)}


def _year(year) -> str:
    from finance.fiscal_year import year_name

    return year_name(year.since, year.until)


# Calls and works


def _describe_call(decision: DecisionRef, values: Values) -> list[str]:
    language = get_language()
    return [
        _(
            "The draft of a call is made: “%(title)s”, %(amount)s, divided by “%(key)s”, "
            "due on %(day)s. Nobody owes anything before it is issued."
        )
        % {
            "title": values["title"],
            "amount": money(values["amount"], language),
            "key": values["key"],
            "day": day(values["due_on"], language),
        }
    ]


@_refusing
def _prepare_call(decision: DecisionRef, values: Values, *, by) -> str:
    return _drafted(values, purpose=values["purpose"], by=by)


def _drafted(values: Values, *, purpose: str, by, works=None) -> str:
    from finance.models import CallItem
    from finance.services.calls import Item, draft_call

    title = values["title"]
    longest = CallItem._meta.get_field("label").max_length
    item = Item(title[:longest], purpose, values["amount"], values["key"], works)
    call = draft_call(title=title, due_on=values["due_on"], items=[item], by=by)
    return _("Call prepared: %(title)s") % {"title": call.title}


def _describe_works(decision: DecisionRef, values: Values) -> list[str]:
    first = _(
        "The works “%(title)s” are noted: calls, invoices and orders can name them."
    ) % {"title": values["title"]}
    if values["amount"] is None:
        return [first]
    return [first, *_describe_call(decision, values)]


@_refusing
def _fund_works(decision: DecisionRef, values: Values, *, by) -> str:
    from finance.models import CallItem
    from finance.services.works import add_works

    works = add_works(title=values["title"], **_named(decision), by=by)
    noted = _("Works noted: %(title)s") % {"title": works.title}
    if values["amount"] is None:
        return noted
    return f"{noted}. " + _drafted(
        values, purpose=CallItem.Purpose.WORKS, works=works, by=by
    )


def register() -> None:
    """Say what decisions can cause in the books; in ``AppConfig.ready()``."""
    decision_effects["budget-adopted"] = Effect(
        label=gettext_lazy("The budget is adopted"),
        form=_form("BudgetAdoptedForm"),
        describe=_describe_budget,
        carry_out=_adopt_budget,
    )
    decision_effects["reserve-opt-out"] = Effect(
        label=gettext_lazy("A year has no contribution to the reserve fund"),
        form=_form("ReserveOptOutForm"),
        describe=_describe_opt_out,
        carry_out=_opt_out,
    )
    decision_effects["call-prepared"] = Effect(
        label=gettext_lazy("A call for funds is prepared"),
        form=_form("CallPreparedForm"),
        describe=_describe_call,
        carry_out=_prepare_call,
    )
    decision_effects["works-funding"] = Effect(
        label=gettext_lazy("Works are noted, and their first call is prepared"),
        form=_form("WorksFundingForm"),
        describe=_describe_works,
        carry_out=_fund_works,
    )
