"""What a person sees of what he votes for. In the ASBL's tenant."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from buildings.models import AddOnUse, Participation
from transparency.queries.participations import (
    CONTRIBUTING,
    add_ons_on,
    is_leaving,
    reduction_on,
    represented_by,
)
from transparency.queries.tariffs import price_list
from transparency.tariff import Contribution, NoPriceYet, Reduction, effective_from


@dataclass(frozen=True, slots=True)
class MembershipCard:
    """``row``: as of ``with_state``. ``coming``: what the next month costs; None where
    nothing is owed then.
    """

    row: Participation
    votes: bool
    is_leaving: bool
    coming: Contribution | None


def membership_cards(user, day: date) -> list[MembershipCard]:
    """Return what ``user`` votes for, or did: four statements."""
    rows = list(represented_by(user, day))
    following = effective_from(day)
    ids = [row.pk for row in rows]
    reductions = reduction_on(ids, following)
    add_ons = add_ons_on(ids, following)
    prices = price_list()

    def coming(row: Participation) -> Contribution | None:
        if row.way not in CONTRIBUTING or row.leaves_on is not None:
            return None
        try:
            paid, _lines = prices.contribution(
                row.kind,
                following,
                reduction=reductions.get(row.pk, Reduction.NONE),
                add_ons=add_ons.get(row.pk, []),
            )
        except NoPriceYet:
            return None
        return paid

    return [
        MembershipCard(row, row.way in CONTRIBUTING, is_leaving(row), coming(row))
        for row in rows
    ]


def own_participation(user, uuid: UUID) -> Participation | None:
    """Return a participation that the person votes for; None: it is not his."""
    rows = Participation.objects.select_related("voter__user", "party")
    return rows.filter(voter__user=user, uuid=uuid).first()


@dataclass(frozen=True, slots=True)
class AddOnOffer:
    """``use``: the row by which it is used, or will be; None: not."""

    code: str
    label: str
    price: Decimal | None
    use: AddOnUse | None


def add_on_offers(participation: Participation, day: date) -> list[AddOnOffer]:
    """Return every add-on with its price of the next month: two statements."""
    uses = {use.add_on: use for use in participation.add_ons.exclude(until__lte=day)}
    prices, following = price_list(), effective_from(day)

    def price(code: str) -> Decimal | None:
        try:
            return prices.on(code, following)
        except NoPriceYet:
            return None

    return [
        AddOnOffer(add_on.value, add_on.label, price(add_on.value), uses.get(add_on))
        for add_on in AddOnUse.AddOn
    ]
