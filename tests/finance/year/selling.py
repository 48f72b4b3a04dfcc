"""A lot is sold: art. 3.94, the working fund, the meters; perhaps undone and done again."""

from datetime import timedelta

from buildings.models import Holding, Lot
from buildings.queries import holders_on
from finance.models import Sale
from finance.queries.sales import meters_to_read
from finance.services.sale_deed import carry_out_sale, deed_of, undo_sale
from finance.services.sales import plan_deed, register_buyer, start_sale
from tests.finance.year.building import Scene, shown
from tests.finance.year.plans import Mistake


def sell(scene: Scene) -> None:
    """Hand a lot over today, to somebody new or to a neighbour."""
    lot = scene.lot(scene.plan.sale.lot)
    seller = holders_on(scene.clock.day)[lot.pk]
    buyer = _buyer(scene, seller)
    sale = _carry_out(scene, lot, buyer)
    if Mistake.SALE in scene.plan.mistakes:
        undo_sale(sale, by=scene.preparer)
        _carry_out(scene, lot, buyer)


def _buyer(scene: Scene, seller: int) -> Holding:
    neighbours = [one for one in scene.holdings() if one.pk != seller]
    if neighbours and not scene.plan.sale.to_new:
        return neighbours[0]
    return register_buyer(
        first_name="Eva", last_name="Buyer", language="nl", by=scene.preparer
    )


def _carry_out(scene: Scene, lot: Lot, buyer: Holding) -> Sale:
    day = scene.clock.day
    sale = start_sale(lots=[lot], notary="Maître Dubois", by=scene.preparer)
    sale = plan_deed(sale, deed_on=day, buyer=buyer, by=scene.preparer)
    readings = {
        meter: shown(scene, meter, day) for meter in meters_to_read([lot], on=day)
    }
    return carry_out_sale(
        sale,
        due_on=day + timedelta(days=15),
        seen=deed_of(sale).seen,
        readings=readings,
        by=scene.preparer,
    )
