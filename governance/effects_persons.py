"""Whom decisions appoint: the syndic, auditors of the accounts, members of the council."""

from collections.abc import Mapping
from functools import wraps

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koprogo.slots import DecisionRef, Effect, EffectRefused, decision_effects
from koprogo.ui.formatting import day

Values = Mapping[str, object]


def _form(name: str):
    """Return what finds a form of governance/forms/effects.py, once it is asked for."""

    def find() -> type:
        from governance.forms import effects

        return getattr(effects, name)

    return find


def _refusing(carry_out):
    """Turn what the council and the mandates refuse into words."""

    @wraps(carry_out)
    def carried_out(decision: DecisionRef, values: Values, *, by) -> str:
        from governance.errors.base import GovernanceError
        from governance.refusals.council import sentence

        try:
            return carry_out(decision, values, by=by)
        except GovernanceError as error:
            raise EffectRefused(sentence(error)) from error

    return carried_out


def _decided(decision: DecisionRef):
    from governance.models import Decision
    from governance.services.terms import Decided

    row = Decision.objects.get(uuid=decision.uuid)
    return Decided(decision.date, decision.text, row)


def _term(values: Values) -> dict[str, object]:
    return {"since": values["since"], "until": values["until"]}


def _on(value) -> str:
    return day(value, get_language())


# The syndic


def _firms(values: Values):
    """Return (the present syndic or None, whom the decision names or None)."""
    from buildings.models import Building
    from buildings.queries import syndic_of

    present = syndic_of(Building.objects.get().pk, on=timezone.localdate())
    return present, values["firm"] or present


def _describe_syndic(decision: DecisionRef, values: Values) -> list[str]:
    present, chosen = _firms(values)
    days = {"since": _on(values["since"]), "until": _on(values["until"])}
    told = [
        _("%(firm)s is syndic from %(since)s until %(until)s.")
        % {"firm": chosen or _("Nobody"), **days}
    ]
    if present is not None and present != chosen:
        told += [
            _(
                "The mandate of %(firm)s ends on %(since)s: from that day on its people "
                "enter this building no more."
            )
            % {"firm": present, **days},
            _(
                "The whole file is handed over within 30 days (art. 3.89 §5): make the "
                "archive before that day."
            ),
        ]
    return told


@_refusing
def _appoint_syndic(decision: DecisionRef, values: Values, *, by) -> str:
    from governance.services.mandates import appoint_firm

    outcome = _describe_syndic(decision, values)[0]
    appoint_firm(values["firm"], **_term(values), decided=_decided(decision), by=by)
    return outcome


# Elected persons


def _describe_member(decision: DecisionRef, values: Values) -> list[str]:
    who = {"person": values["owner"], "since": _on(values["since"])}
    if values["until"] is None:
        return [
            _(
                "%(person)s is a member of the council of co-ownership from %(since)s "
                "until the next ordinary assembly."
            )
            % who
        ]
    return [
        _(
            "%(person)s is a member of the council of co-ownership from %(since)s until "
            "%(until)s."
        )
        % {**who, "until": _on(values["until"])}
    ]


@_refusing
def _elect_member(decision: DecisionRef, values: Values, *, by) -> str:
    from governance.services.council import elect_member

    elect_member(values["owner"], **_term(values), decided=_decided(decision), by=by)
    return _describe_member(decision, values)[0]


def _describe_auditor(decision: DecisionRef, values: Values) -> list[str]:
    return [
        _("%(person)s is auditor of the accounts from %(since)s until %(until)s.")
        % {
            "person": values["owner"] or values["name"],
            "since": _on(values["since"]),
            "until": _on(values["until"]),
        }
    ]


@_refusing
def _appoint_auditor(decision: DecisionRef, values: Values, *, by) -> str:
    from governance.services.council import appoint_auditor

    appoint_auditor(
        owner=values["owner"],
        name=values["name"],
        **_term(values),
        decided=_decided(decision),
        by=by,
    )
    return _describe_auditor(decision, values)[0]


def register() -> None:
    """Say whom decisions can appoint; in ``AppConfig.ready()``."""
    decision_effects["syndic"] = Effect(
        label=gettext_lazy("The mandate of the syndic begins, or is renewed"),
        form=_form("SyndicForm"),
        describe=_describe_syndic,
        carry_out=_appoint_syndic,
    )
    decision_effects["auditor"] = Effect(
        label=gettext_lazy("The auditor of the accounts is appointed"),
        form=_form("AuditorForm"),
        describe=_describe_auditor,
        carry_out=_appoint_auditor,
    )
    decision_effects["council-member"] = Effect(
        label=gettext_lazy("A member of the council of co-ownership is appointed"),
        form=_form("CouncilMemberForm"),
        describe=_describe_member,
        carry_out=_elect_member,
    )
