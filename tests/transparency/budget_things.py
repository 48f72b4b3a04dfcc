"""What the addresses of the participatory budget name, for the tables of roles."""

from koprogo.tenancy import enter
from tests import cast
from tests.transparency.allocations.making import adopted, line_of, proposed
from transparency.models import Endowment
from transparency.queries.participations import owner_of
from transparency.services.ideas import propose_idea

#: a line to spend of, and an endowment to pay
ALL = "features 50, fund 30, reserve 20"


def things(author="mia"):
    """After ``tests.transparency.things``: the author takes part."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        idea = propose_idea(
            author=owner_of(cast.user(author)),
            title="Chat",
            text="Why",
            language="en",
            by=None,
        )
        return {
            "idea_id": idea.uuid,
            "allocation_id": proposed().uuid,
            "commitment_id": line_of(adopted("100.00", ALL), "features").uuid,
            "endowment_id": Endowment.objects.get().uuid,
            "person_id": cast.user("bo").uuid,
            "office": "board",
            "since": cast.SINCE.isoformat(),
        }
