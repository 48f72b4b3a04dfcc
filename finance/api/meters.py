"""Meters of the lots and what they showed."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django_filters.rest_framework import BooleanFilter, DateFilter, FilterSet
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.shapes import LotName
from buildings.models import Lot
from finance.errors import meters as errors
from finance.forms.meters import (
    EndForm,
    GroupForm,
    GroupNameForm,
    MeterForm,
    QuantityField,
    VoidForm,
)
from finance.models import Meter, MeterGroup, MeterReading
from finance.queries.meters import group_list, meter_list
from finance.services import meters as services
from koprogo.api.bodies import JSON, MOST_ROWS, FormBody
from koprogo.api.fields import RowField
from koprogo.api.operations import operation
from koprogo.api.problems import invalid
from koprogo.api.views import ApiView

Kind = MeterReading.Kind
REFUSED = (
    errors.ReadInTheFuture,
    errors.ReadingRefused,
    errors.ReadingsSettled,
)


def _quantity(field, **known):
    return serializers.DecimalField(
        max_digits=12,
        decimal_places=3,
        min_value=0,
        allow_null=not field.required,
        **known,
    )


JSON |= {QuantityField: _quantity}


# What is shown


class MeterGroupShape(serializers.Serializer):
    """Meters of one kind; ``in_use``: how many."""

    uuid = serializers.UUIDField()
    name = serializers.CharField()
    unit = serializers.ChoiceField(MeterGroup.Unit)
    in_use = serializers.IntegerField()
    read_on = serializers.DateField(allow_null=True)


class MeterShape(serializers.Serializer):
    """A meter of a lot, in use for [since, until), and its latest reading."""

    uuid = serializers.UUIDField()
    lot = LotName()
    serial = serializers.CharField()
    digits = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    last_value = serializers.DecimalField(max_digits=12, decimal_places=3)
    last_on = serializers.DateField()


class ReadingShape(serializers.Serializer):
    """What a meter showed at the beginning of a day; a void one counts no more."""

    uuid = serializers.UUIDField()
    meter = serializers.UUIDField(source="meter.uuid")
    lot = LotName(source="meter.lot")
    date = serializers.DateField()
    value = serializers.DecimalField(max_digits=12, decimal_places=3)
    kind = serializers.ChoiceField(Kind)
    void = serializers.BooleanField()


class NotedShape(serializers.Serializer):
    readings = serializers.IntegerField()


# What is sent


class GroupBody(FormBody):
    form_class = GroupForm


class GroupNameBody(FormBody):
    form_class = GroupNameForm


class MeterBody(FormBody):
    """A meter with what it shows on its first day; ``lot``: its code."""

    form_class = MeterForm
    needs = ("lots",)

    lot = serializers.CharField(max_length=60)


class EndBody(FormBody):
    """The end of a meter; with ``serial``, another takes its place on that day."""

    form_class = EndForm


class OneReading(serializers.Serializer):
    meter = RowField(lambda: Meter.objects.select_related("lot", "group"))
    value = serializers.DecimalField(max_digits=12, decimal_places=3, min_value=0)


class ReadingsBody(serializers.Serializer):
    """What meters of a group showed on a day: all are noted, or none."""

    on = serializers.DateField()
    kind = serializers.ChoiceField(
        [Kind.PERIODIC, Kind.HANDOVER], default=Kind.PERIODIC
    )
    readings = OneReading(many=True, min_length=1, max_length=MOST_ROWS)


class VoidBody(FormBody):
    form_class = VoidForm


class ReadingFilter(FilterSet):
    since = DateFilter(field_name="date", lookup_expr="gte")
    until = DateFilter(field_name="date", lookup_expr="lte")
    void = BooleanFilter(field_name="void")


class MeterGroups(ApiView):
    tag = "meters"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=MeterGroupShape)
    def get(self, request, building):
        """The kinds of meters of the building."""
        return group_list()

    @require(Permission.KEEP_BOOKS)
    @operation(body=GroupBody, answer=MeterGroupShape, status=201)
    def post(self, request, building):
        """Begin to keep meters of one kind."""
        created = services.create_group(by=request.user, **self.read())
        return group_list().get(pk=created.pk)


class MeterGroupView(ApiView):
    tag = "meters"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=MeterGroupShape)
    def get(self, request, building, meter_group_id):
        """One kind of meters."""
        return get_object_or_404(group_list(), uuid=meter_group_id)

    @require(Permission.KEEP_BOOKS)
    @operation(body=GroupNameBody, answer=MeterGroupShape)
    def patch(self, request, building, meter_group_id):
        """Call these meters otherwise."""
        group = _group(meter_group_id)
        name = self.read(group).get("name", group.name)
        services.rename_group(group, name=name, by=request.user)
        return group_list().get(pk=group.pk)


class Meters(ApiView):
    tag = "meters"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=MeterShape)
    def get(self, request, building, meter_group_id):
        """The meters of one kind in the order of the deed, also those out of use."""
        return meter_list(_group(meter_group_id))

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=MeterBody,
        answer=MeterShape,
        status=201,
        refuses=(errors.SerialTaken, *REFUSED),
    )
    def post(self, request, building, meter_group_id):
        """Add a meter of a lot."""
        group = _group(meter_group_id)
        data = self.read(lots=Lot.objects.order_by("position", "pk"))
        added = services.add_meter(group, by=request.user, **data)
        return meter_list(group).get(pk=added.pk)


class MeterView(ApiView):
    tag = "meters"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=MeterShape)
    def get(self, request, building, meter_id):
        """One meter."""
        return _shown(_meter(meter_id))


class MeterEnd(ApiView):
    tag = "meters"

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=EndBody,
        answer=MeterShape,
        refuses=(errors.MeterEnded, errors.NotInUse, errors.SerialTaken, *REFUSED),
    )
    def post(self, request, building, meter_id):
        """End a meter, or replace it; the answer is the new one, if there is one."""
        meter, data = _meter(meter_id), self.read()
        if data["serial"]:
            return _shown(services.replace_meter(meter, by=request.user, **data))
        on, value = data["on"], data["value"]
        return _shown(services.end_meter(meter, on=on, value=value, by=request.user))


class Readings(ApiView):
    tag = "meters"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=ReadingShape, filters=ReadingFilter)
    def get(self, request, building, meter_group_id):
        """The readings of one kind of meters, the latest first."""
        found = MeterReading.objects.filter(meter__group=_group(meter_group_id))
        return found.select_related("meter__lot").order_by("-date", "-pk")

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=ReadingsBody,
        answer=NotedShape,
        refuses=(errors.NoReadings, errors.NotInUse, *REFUSED),
    )
    def post(self, request, building, meter_group_id):
        """Note what meters of one kind showed on a day."""
        group, data = _group(meter_group_id), self.read()
        values = {one["meter"]: one["value"] for one in data["readings"]}
        if len(values) < len(data["readings"]):
            raise invalid("readings", _("Name each meter once."))
        if any(meter.group_id != group.pk for meter in values):
            raise invalid("readings", _("Name meters of this kind only."))
        many = services.read_meters(
            group, on=data["on"], kind=data["kind"], values=values, by=request.user
        )
        return {"readings": many}


class ReadingVoiding(ApiView):
    tag = "meters"

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=VoidBody,
        answer=ReadingShape,
        refuses=(
            errors.ReadingVoid,
            errors.NoReason,
            errors.ReadingRefused,
            errors.ReadingsSettled,
        ),
    )
    def post(self, request, building, reading_id):
        """Declare a wrong reading void, for a reason that stays on record."""
        found = get_object_or_404(
            MeterReading.objects.select_related("meter__lot"), uuid=reading_id
        )
        return services.void_reading(found, by=request.user, **self.read())


def _group(meter_group_id) -> MeterGroup:
    return get_object_or_404(MeterGroup, uuid=meter_group_id)


def _meter(meter_id) -> Meter:
    return get_object_or_404(
        Meter.objects.select_related("lot", "group"), uuid=meter_id
    )


def _shown(meter: Meter) -> Meter:
    return meter_list(meter.group).get(pk=meter.pk)
