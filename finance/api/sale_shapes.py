"""What the API shows of the sales of lots."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from buildings.api.shapes import HoldingName, LotName
from finance.bearing import Reason, Side
from finance.models import CallItem, GuestLink, Sale, SaleDocument
from finance.queries.sales import name_parties, requests_of, sale_list, sale_state
from koprogo.api.fields import Money


class SaleRequest(serializers.Serializer):
    """What was asked for, and the document made last. ``days_left``: below zero, late."""

    uuid = serializers.UUIDField(source="document.uuid")
    paragraph = serializers.ChoiceField(
        SaleDocument.Paragraph, source="document.paragraph"
    )
    requested_on = serializers.DateField(source="document.requested_on")
    due_on = serializers.DateField(source="document.due_on")
    days_left = serializers.IntegerField()
    made_at = serializers.DateTimeField(source="document.made_at", allow_null=True)
    sent_at = serializers.DateTimeField(source="document.sent_at", allow_null=True)


class SaleLine(serializers.ModelSerializer):
    """A sale. ``lots``: their codes; ``working_fund``: once it is carried out."""

    lots = serializers.ListField(child=serializers.CharField(), source="codes")
    state = serializers.SerializerMethodField()
    seller = HoldingName()
    buyer = HoldingName(allow_null=True)
    working_fund = Money(allow_null=True)
    requests = serializers.SerializerMethodField()

    class Meta:
        model = Sale
        fields = [
            "uuid",
            "state",
            "lots",
            "seller",
            "buyer",
            "notary",
            "notary_email",
            "notary_address",
            "notary_reference",
            "language",
            "contract_on",
            "deed_on",
            "told_on",
            "proxy",
            "working_fund",
            "requests",
        ]

    def get_state(self, sale) -> str:
        return sale_state(sale).value

    def get_requests(self, sale) -> list[dict]:
        found = requests_of(sale.documents.all(), on=timezone.localdate())
        return SaleRequest(found, many=True).data


class BurdenShape(serializers.Serializer):
    """An amount of the lots, and who bears it by law unless they agreed otherwise.

    ``call``: it asked for it, and it stays on the account of the seller.
    """

    title = serializers.CharField()
    purpose = serializers.ChoiceField(CallItem.Purpose)
    amount = Money()
    decided_on = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    borne_by = serializers.ChoiceField(list(Side), source="bearing.side.value")
    because = serializers.ChoiceField(list(Reason), source="bearing.reason.value")
    call = serializers.UUIDField(allow_null=True)


class FundPartShape(serializers.Serializer):
    """The part of a lot in the working fund: called for it, and divided by shares."""

    lot = LotName()
    called = Money()
    divided = Money()
    amount = Money()


class MeterToRead(serializers.Serializer):
    """A meter that is read on the day of the deed."""

    uuid = serializers.UUIDField()
    serial = serializers.CharField()
    group = serializers.CharField(source="group.name")
    unit = serializers.CharField(source="group.unit")
    lot = LotName()


class DeedShape(serializers.Serializer):
    """What carrying out would do. ``seen`` is sent back to say that it was read."""

    seen = serializers.CharField()
    working_fund = Money()
    parts = FundPartShape(many=True)
    meters = MeterToRead(many=True)


class LinkShape(serializers.ModelSerializer):
    """A link of the notary; its code is in his mail only."""

    class Meta:
        model = GuestLink
        fields = ["uuid", "created_at", "expires_at", "revoked_at", "opened"]


def sale_named(uuid) -> Sale:
    [sale] = name_parties([get_object_or_404(sale_list(), uuid=uuid)])
    return sale
