"""A tariff that the members adopt: what it changes in words, and adopting it."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from koprogo.slots import DecisionRef, Effect, decision_effects
from koprogo.ui.formatting import number
from transparency.effects import Values, eur, form, on, refusing


def describe_tariff(decision: DecisionRef | None, values: Values) -> list[str]:
    """Say what a tariff would change for those who take part today.

    Without a ``decision`` too: the board looks before the members decide.
    """
    from transparency.models import Audience
    from transparency.queries.tariff_effect import tariff_effect

    tiers = values["tiers"]
    effect = tariff_effect(values["audience"], tiers, timezone.localdate())
    audience = Audience(effect.audience)
    told = [*_prices(audience, effect, values), *_grid(tiers)]
    told += [_payers(one) for one in effect.payers if one.many]
    told.append(_participants(effect.participants))
    if effect.month_before is not None:
        told.append(
            _("A month brings in %(after)s instead of %(before)s.")
            % {"after": eur(effect.month_after), "before": eur(effect.month_before)}
        )
    if audience in (Audience.CO_OWNERSHIP, Audience.PERSON):
        told.append(_("Every member is told by e-mail."))
    return told


def _prices(audience, effect, values: Values) -> list[str]:
    named = {"audience": audience.label, "since": on(values["since"])}
    named |= {"after": eur(effect.after)}
    if effect.before is None:
        return [
            _(
                "%(audience)s: %(after)s a month from %(since)s on; no price is in force."
            )
            % named
        ]
    named |= {"before": eur(effect.before)}
    told = [
        _("%(audience)s: %(after)s a month from %(since)s on, instead of %(before)s.")
        % named
    ]
    if effect.after > effect.before:
        told.append(_("The price rises: only the members can decide that."))
    return told


def _grid(tiers: Sequence) -> list[str]:
    if len(tiers) == 1:
        return []
    return [
        _("From %(many)s participants on it is %(price)s.")
        % {
            "many": number(tier.from_participants, get_language()),
            "price": eur(tier.price),
        }
        for tier in tiers
    ]


def _payers(one) -> str:
    from transparency.tariff import Reduction

    words = {
        Reduction.NONE: ngettext(
            "%(many)s pays the whole price: %(after)s.",
            "%(many)s pay the whole price: %(after)s each.",
            one.many,
        ),
        Reduction.CONTRIBUTOR: ngettext(
            "%(many)s pays half as contributor: %(after)s.",
            "%(many)s pay half as contributors: %(after)s each.",
            one.many,
        ),
        Reduction.MAINTAINER: ngettext(
            "%(many)s is free as maintainer: %(after)s.",
            "%(many)s are free as maintainers: %(after)s each.",
            one.many,
        ),
    }[one.reduction]
    return words % {"many": number(one.many, get_language()), "after": eur(one.after)}


def _participants(many: int) -> str:
    return ngettext(
        "Today %(many)s co-ownership takes part.",
        "Today %(many)s co-ownerships take part.",
        many,
    ) % {"many": number(many, get_language())}


@refusing("membership")
def carry_out_tariff(decision: DecisionRef, values: Values, *, by) -> str:
    from transparency.services.tariffs import adopt

    outcome = describe_tariff(decision, values)[0]
    adopt(
        decision=decision,
        audience=values["audience"],
        kind=values["kind"],
        since=values["since"],
        tiers=values["tiers"],
        by=by,
    )
    return outcome


def register() -> None:
    decision_effects["asbl-tariff"] = Effect(
        label=gettext_lazy("Another tariff is adopted"),
        form=form("TariffForm"),
        describe=describe_tariff,
        carry_out=carry_out_tariff,
    )
