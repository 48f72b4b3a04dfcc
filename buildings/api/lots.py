"""Lots, and who holds them from when until when."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings import services
from buildings.access import Permission
from buildings.api.bodies import HandOverBody, LotBody
from buildings.api.doors import require
from buildings.api.filters import LotFilter
from buildings.api.shapes import LotDetail, LotShape, OwnershipShape, PeriodShape
from buildings.errors import KeyInUse, LotTaken, NothingToShare, NotTheLatest
from buildings.models import Lot
from buildings.queries import (
    all_visible_periods,
    lot_list,
    parts_of_lot,
    periods_of_lot,
    visible_periods,
)
from koprogo.api.operations import operation
from koprogo.api.views import ApiView

SHARES = (KeyInUse, NothingToShare)


class Lots(ApiView):
    tag = "lots"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=LotShape, filters=LotFilter)
    def get(self, request, building):
        """The lots in the order of the deed, with who holds them today."""
        return lot_list(on=timezone.localdate()).select_related("primary")

    @require(Permission.EDIT_BUILDING)
    @operation(body=LotBody, answer=LotDetail, status=201, refuses=SHARES)
    def post(self, request, building):
        """Add a lot at the end of the deed."""
        return _shown(services.create_lot(by=request.user, **self.read()))


class LotView(ApiView):
    tag = "lots"

    @require(Permission.SEE_REGISTER)
    @operation(answer=LotDetail)
    def get(self, request, building, lot_id):
        """One lot, with its annexes and what it bears in each key today."""
        return _shown(get_object_or_404(Lot, uuid=lot_id))

    @require(Permission.EDIT_BUILDING)
    @operation(body=LotBody, answer=LotDetail, refuses=SHARES)
    def patch(self, request, building, lot_id):
        """Change a lot; other shares make another version of the key of shares."""
        lot = get_object_or_404(Lot, uuid=lot_id)
        services.update_lot(lot, by=request.user, **self.read(lot))
        return _shown(lot)


def _shown(lot: Lot) -> Lot:
    today = timezone.localdate()
    lots = lot_list(on=today).select_related("primary").prefetch_related("annexes")
    found = lots.get(pk=lot.pk)
    found.bears = parts_of_lot(found, on=today)
    return found


class Periods(ApiView):
    tag = "lots"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=PeriodShape)
    def get(self, request, building, lot_id):
        """Who holds a lot, the latest first.

        Who held it in the past is for those who keep the register.
        """
        lot = get_object_or_404(Lot, uuid=lot_id)
        keeper = request.access.allows(Permission.SEE_CONTACTS)
        return visible_periods(lot, keeper=keeper, on=timezone.localdate())

    @require(Permission.EDIT_BUILDING)
    @operation(body=HandOverBody, answer=PeriodShape, status=201, refuses=(LotTaken,))
    def post(self, request, building, lot_id):
        """Hand a lot over from the day of the deed on; whoever held it stops."""
        lot = get_object_or_404(Lot, uuid=lot_id)
        latest = periods_of_lot(lot).first()
        holds_on = latest is not None and latest.until is None
        data = self.read(current=latest.holding if holds_on else None)
        return services.hand_over_lot(lot, by=request.user, **data)


class Ownerships(ApiView):
    tag = "lots"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=OwnershipShape, lines="members")
    def get(self, request, building):
        """Who holds which lot from when until when; a line for each in a file.

        Who held it in the past is for those who keep the register.
        """
        keeper = request.access.allows(Permission.SEE_CONTACTS)
        return all_visible_periods(keeper=keeper, on=timezone.localdate())


class PeriodView(ApiView):
    tag = "lots"

    @require(Permission.EDIT_BUILDING)
    @operation(status=204, refuses=(NotTheLatest,))
    def delete(self, request, building, lot_id, since):
        """Undo the latest change of owner of a lot, that of the day `since`."""
        lot = get_object_or_404(Lot, uuid=lot_id)
        services.undo_hand_over(lot, since=_day(since), by=request.user)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
