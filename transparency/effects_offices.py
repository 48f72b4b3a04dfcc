"""Whom the members of the ASBL elect: the offices that decisions give."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koprogo.slots import DecisionRef, Effect, decision_effects
from transparency.effects import Values, form, on, refusing


def _roles(role, values: Values) -> Sequence:
    from buildings.models import Role

    return [role, Role.TREASURER] if values.get("is_treasurer") else [role]


def _sentence(role, values: Values) -> str:
    named = {
        "person": values["owner"],
        "since": on(values["since"]),
        "until": on(values["until"]),
        "office": ", ".join(str(one.label) for one in _roles(role, values)),
    }
    return (
        _("%(person)s holds this office from %(since)s until %(until)s: %(office)s.")
        % named
    )


def _board_warnings(values: Values) -> list[str]:
    from transparency.forms.effects import years_later
    from transparency.queries.elections import BOARD_YEARS, FEWEST, MOST, board_with

    told = []
    if values["until"] != years_later(values["since"], BOARD_YEARS):
        told.append(
            _("Members of the board are elected for %(years)s years.")
            % {"years": BOARD_YEARS}
        )
    many = board_with(values["owner"], values["since"])
    if not FEWEST <= many <= MOST:
        told.append(
            ngettext(
                "The board has %(many)s member then: it should have %(fewest)s to "
                "%(most)s.",
                "The board has %(many)s members then: it should have %(fewest)s to "
                "%(most)s.",
                many,
            )
            % {"many": many, "fewest": FEWEST, "most": MOST}
        )
    return told


def _effect(label: Promise, role_name: str, form_name: str = "OfficeForm") -> Effect:
    def role():
        from buildings.models import Role

        return Role[role_name]

    def describe(decision: DecisionRef, values: Values) -> list[str]:
        told = [
            _sentence(role(), values),
            _("On these days this person has the rights of it on this site."),
        ]
        return told + (_board_warnings(values) if role_name == "BOARD" else [])

    @refusing("budget")
    def carry_out(decision: DecisionRef, values: Values, *, by) -> str:
        from transparency.services.elections import give_offices

        give_offices(
            values["owner"],
            roles=_roles(role(), values),
            since=values["since"],
            until=values["until"],
            decision=decision,
            by=by,
        )
        return _sentence(role(), values)

    return Effect(
        label=label, form=form(form_name), describe=describe, carry_out=carry_out
    )


def register() -> None:
    decision_effects["asbl-board"] = _effect(
        gettext_lazy("A member of the board is elected"), "BOARD", "BoardForm"
    )
    decision_effects["asbl-auditor"] = _effect(
        gettext_lazy("An auditor of the ASBL is elected"), "ASBL_AUDITOR"
    )
    decision_effects["asbl-coordinator"] = _effect(
        gettext_lazy("A coordinator is elected"), "COORDINATOR"
    )
    decision_effects["asbl-committee"] = _effect(
        gettext_lazy("A member of the solidarity committee is elected"), "COMMITTEE"
    )
