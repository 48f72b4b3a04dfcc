"""What decisions cause in this app, and what people carry out by hand."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from governance.decision_effects import MANUAL, QUOTES_THRESHOLD
from koprogo.slots import DecisionRef, Effect, decision_effects
from koprogo.ui.formatting import money


def _manual_form():
    from governance.forms.effects import ManualForm

    return ManualForm


def _describe_manual(decision: DecisionRef, values: Mapping[str, object]) -> list[str]:
    return [
        _(
            "Nothing is changed by the program: you note that the decision was carried "
            "out, and how."
        )
    ]


def _carry_out_by_hand(
    decision: DecisionRef, values: Mapping[str, object], *, by
) -> str:
    return str(values["note"])


def _threshold_form():
    from governance.forms.effects import ThresholdForm

    return ThresholdForm


def _describe_threshold(
    decision: DecisionRef, values: Mapping[str, object]
) -> list[str]:
    amount = money(values["amount"], get_language())
    return [
        _("From now on several quotes are asked for orders above %(amount)s.")
        % {"amount": amount}
    ]


def _set_threshold(decision: DecisionRef, values: Mapping[str, object], *, by) -> str:
    from governance.services.settings import update_assembly_settings

    update_assembly_settings(
        quote_threshold=values["amount"], quote_decision=decision.text, by=by
    )
    return _describe_threshold(decision, values)[0]


def register() -> None:
    """Say what decisions can cause here; in ``AppConfig.ready()``."""
    decision_effects[MANUAL] = Effect(
        label=gettext_lazy("Carried out by hand"),
        form=_manual_form,
        describe=_describe_manual,
        carry_out=_carry_out_by_hand,
    )
    decision_effects[QUOTES_THRESHOLD] = Effect(
        label=gettext_lazy("The amount above which several quotes are asked is set"),
        form=_threshold_form,
        describe=_describe_threshold,
        carry_out=_set_threshold,
    )
