"""By which factors the impact of neighbours is estimated, in every building alike."""

from uuid import UUID, uuid5

from buildings.access import Permission
from community.api.doors import association
from community.api.impact_shapes import FactorBody, WrittenFactorShape
from community.errors.impact import (
    FactorTooEarly,
    FactorUnchanged,
    FactorWritten,
    FactorWrong,
)
from community.models import ImpactFactor
from community.queries.impact import factor_list
from community.services.impact import write_factor
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class Factors(ApiView):
    tag = "asbl"

    @association(Permission.SEE_REPORTS)
    @operation(page_of=WrittenFactorShape)
    def get(self, request, asbl):
        """Every factor there was or will be, the latest first.

        Of several of one name from the same month the first of the list holds.
        """
        return factor_list()[::-1]

    @association(Permission.PUBLISH_REPORTS)
    @operation(
        body=FactorBody,
        answer=WrittenFactorShape,
        status=201,
        refuses=(FactorTooEarly, FactorWrong, FactorUnchanged, FactorWritten),
        keyed=True,
    )
    def post(self, request, asbl):
        """Write a factor for all buildings, once for each `Idempotency-Key`.

        It holds from the month of `since` on; the months before keep theirs.
        """
        key = f"impact-factor:{request.user.uuid}:{self.idempotency_key()}"
        uuid = uuid5(asbl.tenant.uuid, key)
        return _written(uuid, self.read(), by=request.user)


def _written(uuid: UUID, said: dict, *, by) -> ImpactFactor:
    """Write a factor; sent again with the same words, it is the one that is there."""
    try:
        return write_factor(uuid=uuid, **said, by=by)
    except (FactorUnchanged, FactorWritten):
        same = said | {"since": said["since"].replace(day=1)}
        found = ImpactFactor.objects.filter(uuid=uuid, **same).first()
        if found is None:
            raise
        return found
