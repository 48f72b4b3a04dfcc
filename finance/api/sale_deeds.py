"""The deed of a sale: planned, previewed, carried out, undone, told by the notary."""

from django.utils import timezone
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import Holding
from finance.api.problems.books import SHUT
from finance.api.sale_shapes import (
    BurdenShape,
    DeedShape,
    SaleLine,
    sale_named,
)
from finance.errors import BeforeOpening
from finance.errors import sales as errors
from finance.forms.sales import (
    NOT_AFTER,
    NOT_BEFORE,
    ToldForm,
    first_due,
    not_past,
)
from finance.models import Meter
from finance.queries.sales import burdens_of, lots_of, meters_to_read
from finance.services import sale_deed
from finance.services.sales import note_told, plan_deed
from koprogo.api.bodies import MOST_ROWS, FormBody
from koprogo.api.fields import RowField
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class ToldBody(FormBody):
    form_class = ToldForm


class DeedBody(serializers.Serializer):
    """The day of the deed, and the buyer, who has an account (``POST holdings/``)."""

    buyer = RowField(Holding.objects.all)
    deed_on = serializers.DateField(validators=[NOT_BEFORE, NOT_AFTER])
    contract_on = serializers.DateField(required=False, allow_null=True)
    proxy = serializers.BooleanField(default=False)


class HandoverReading(serializers.Serializer):
    meter = RowField(lambda: Meter.objects.select_related("group", "lot"))
    value = serializers.DecimalField(max_digits=12, decimal_places=3, min_value=0)


class CarryOutBody(serializers.Serializer):
    """``seen``: of the preview. ``due_on``: when the buyer pays his part."""

    seen = serializers.CharField(max_length=MOST_ROWS)
    due_on = serializers.DateField(default=first_due, validators=[not_past])
    readings = HandoverReading(many=True, default=list, max_length=MOST_ROWS)


class DeedView(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(
        body=DeedBody,
        answer=SaleLine,
        refuses=(
            errors.SaleClosed,
            errors.BuyerIsSeller,
            errors.DeedBeforeContract,
        ),
    )
    def put(self, request, building, sale_id):
        """Note the day of the deed and the buyer; nothing changes hands yet."""
        plan_deed(sale_named(sale_id), by=request.user, **self.read())
        return sale_named(sale_id)


class BurdensView(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(list_of=BurdenShape)
    def get(self, request, building, sale_id):
        """What is open or decided for the lots, and who bears it by law."""
        sale = sale_named(sale_id)
        return burdens_of(sale, lots_of(sale), on=timezone.localdate()).items


class Preview(ApiView):
    tag = "sales"

    @require(Permission.CARRY_OUT_SALES)
    @operation(answer=DeedShape, refuses=(errors.DeedIncomplete,))
    def get(self, request, building, sale_id):
        """What carrying out would do, with every amount."""
        sale = sale_named(sale_id)
        deed = sale_deed.deed_of(sale)
        return {
            "seen": deed.seen,
            "working_fund": deed.working_fund,
            "parts": deed.parts,
            "meters": meters_to_read(deed.lots, on=sale.deed_on),
        }


class CarryingOut(ApiView):
    tag = "sales"

    @require(Permission.CARRY_OUT_SALES)
    @operation(
        body=CarryOutBody,
        answer=SaleLine,
        refuses=(
            errors.AlreadyCarriedOut,
            errors.SaleClosed,
            errors.DeedIncomplete,
            errors.DeedInTheFuture,
            errors.DeedInClosedYear,
            errors.NotTheSellers,
            errors.PreviewOutdated,
            errors.ImpossibleReading,
            BeforeOpening,
            *SHUT,
        ),
    )
    def post(self, request, building, sale_id):
        """Hand the lots over on the day of the deed and settle the working fund."""
        data = self.read()
        readings = {one["meter"]: one["value"] for one in data.pop("readings")}
        sale_deed.carry_out_sale(
            sale_named(sale_id), by=request.user, readings=readings, **data
        )
        return sale_named(sale_id)


class Undoing(ApiView):
    tag = "sales"

    @require(Permission.CARRY_OUT_SALES)
    @operation(
        answer=SaleLine,
        refuses=(
            errors.NotCarriedOut,
            errors.AlreadyUndone,
            errors.BookedSince,
            errors.LotPassedOn,
            errors.DeedInClosedYear,
            *SHUT,
        ),
    )
    def post(self, request, building, sale_id):
        """Take back what was carried out wrongly, by a mirror entry of today."""
        sale_deed.undo_sale(sale_named(sale_id), by=request.user)
        return sale_named(sale_id)


class Telling(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(
        body=ToldBody,
        answer=SaleLine,
        refuses=(errors.ToldBeforeDeed, errors.AlreadyTold),
    )
    def post(self, request, building, sale_id):
        """Note when the notary told the deed (art. 3.95 §3)."""
        note_told(sale_named(sale_id), by=request.user, **self.read())
        return sale_named(sale_id)
