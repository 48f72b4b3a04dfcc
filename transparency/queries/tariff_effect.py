"""What another tariff would change for those who take part today."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buildings.models import AddOnUse, Participation
from transparency.models import Audience
from transparency.queries.participations import reduction_on, running
from transparency.queries.tariffs import ADD_ONS, price_on
from transparency.tariff import NoPriceYet, Reduction, Tier, price_for, reduced

KIND_OF_AUDIENCE = {
    Audience.CO_OWNERSHIP: Participation.Kind.CO_OWNERSHIP,
    Audience.PERSON: Participation.Kind.PERSON,
}


@dataclass(frozen=True, slots=True)
class Paid:
    """What one pays a month, EUR, and how many do. ``before``: none without a price."""

    reduction: Reduction
    many: int
    before: Decimal | None
    after: Decimal


@dataclass(frozen=True, slots=True)
class TariffEffect:
    """``before``: the price on the day of the question; none where there is none.

    ``participants``: co-ownerships that count. ``payers``: how many pay this price, by
    reduction; of an add-on nobody has one.
    """

    audience: str
    participants: int
    before: Decimal | None
    after: Decimal
    payers: Sequence[Paid]

    @property
    def month_before(self) -> Decimal | None:
        """What a month brings in, with the reductions of today."""
        if self.before is None:
            return None
        return sum((one.before * one.many for one in self.payers), Decimal("0.00"))

    @property
    def month_after(self) -> Decimal:
        return sum((one.after * one.many for one in self.payers), Decimal("0.00"))


def tariff_effect(audience: str, tiers: Sequence[Tier], day: date) -> TariffEffect:
    """Return what these tiers would change, with the participants of ``day``."""
    co_ownerships = running(day).filter(kind=Participation.Kind.CO_OWNERSHIP)
    participants = co_ownerships.count()
    after = price_for(participants, tiers)
    before = _price(audience, day)
    many = _payers(audience, day)
    return TariffEffect(
        audience=audience,
        participants=participants,
        before=before,
        after=after,
        payers=[
            Paid(
                reduction=reduction,
                many=many[reduction],
                before=None if before is None else reduced(before, reduction),
                after=reduced(after, reduction),
            )
            for reduction in ([Reduction.NONE] if audience in ADD_ONS else Reduction)
        ],
    )


def _price(audience: str, day: date) -> Decimal | None:
    try:
        return price_on(audience, day)
    except NoPriceYet:
        return None


def _payers(audience: str, day: date) -> Counter:
    if audience in ADD_ONS:
        uses = AddOnUse.objects.on(day).filter(add_on=audience)
        return Counter({Reduction.NONE: uses.count()})
    found = running(day).filter(kind=KIND_OF_AUDIENCE[Audience(audience)])
    ids = list(found.values_list("pk", flat=True))
    reductions = reduction_on(ids, day)
    return Counter(reductions.get(pk, Reduction.NONE) for pk in ids)
