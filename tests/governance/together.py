"""People of Les Acacias who do something at the same moment, with real transactions."""

from functools import partial

from governance.errors.base import GovernanceError
from koprogo.tenancy import enter
from tests import cast
from tests.together import outcomes


def at_once(*acts):
    """Return what came of each act, sorted: ``done``, or the name of a refusal."""
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=GovernanceError)
