"""What stands in the addresses of the pages of hours: things of Les Acacias."""

from tests.community import making as neighbours
from tests.community.hours import making


def things() -> dict:
    """Make an offer of Omar's, an exchange that he confirms, a dispute, a volunteer.

    Omar, Otto and Clara take part; Clara mediates, and the dispute is not hers.
    """
    neighbours.switched_on()
    omar, otto, clara = map(neighbours.joined, ("omar", "otto", "clara"))
    exchange = making.done(otto, omar, 60)
    row = making.mediator(clara)
    disputed = making.disputed(omar, otto, 30)
    return {
        "hours_post_id": making.offered(omar).uuid,
        "exchange_id": exchange.uuid,
        "disputed_exchange_id": disputed.uuid,
        "mediator_id": row.uuid,
    }
