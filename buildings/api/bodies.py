"""What a program sends to change a building. The services have the last word."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from buildings.forms import FoundingForm
from buildings.importing.rows import MAX_SHARES
from buildings.models import AllocationKey, Building, Holding, Lot, Owner
from buildings.services import Member
from buildings.validators import compact_iban, compact_kbo
from koprogo.api.bodies import FormBody
from koprogo.api.fields import RowField, RowSerializer
from koprogo.tenancy.models import Tenant

MOST_MEMBERS = 50
MOST_PARTS = 5_000
NOT_A_MEMBER = gettext_lazy("The representative is one of the holders.")


class CompactField(serializers.CharField):
    """A number that people write with spaces and dots; stored without. Empty: none."""

    def __init__(self, *, compact, **kwargs):
        super().__init__(max_length=60, allow_blank=True, required=False, **kwargs)
        self.compact = compact

    def to_internal_value(self, data):
        text = super().to_internal_value(data)
        try:
            return self.compact(text) if text else text
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from None


def whole(**kwargs) -> serializers.IntegerField:
    """Shares or parts: whole, not negative, as large as an import allows."""
    return serializers.IntegerField(max_value=MAX_SHARES, **{"min_value": 0} | kwargs)


class FoundingBody(FormBody):
    """The mandate runs for [since, until), three years at most (art. 3.89 §1)."""

    name = serializers.CharField(max_length=Tenant._meta.get_field("name").max_length)
    deed_total = whole(min_value=1)
    firm = serializers.UUIDField(help_text="One that I run.")
    since = serializers.DateField()
    until = serializers.DateField()

    def form(self, data):
        return FoundingForm(data, firms=self.context["firms"])


class BuildingBody(RowSerializer):
    name = serializers.CharField(max_length=Tenant._meta.get_field("name").max_length)
    kbo = CompactField(compact=compact_kbo)
    languages = serializers.ListField(
        child=serializers.ChoiceField(settings.LANGUAGES), max_length=4
    )
    deed_total = whole(min_value=1)
    working_iban = CompactField(compact=compact_iban)
    reserve_iban = CompactField(compact=compact_iban)

    class Meta:
        model = Building
        fields = [
            "name",
            "kbo",
            "street",
            "postal_code",
            "city",
            "languages",
            "deed_total",
            "fiscal_year_start",
            "working_iban",
            "reserve_iban",
            "public_page",
            "documents_place",
        ]


class LotBody(RowSerializer):
    """``primary``: the lot that this cellar, garage or parking space is part of."""

    shares = whole()
    primary = RowField(
        lambda: Lot.objects.filter(primary=None), required=False, allow_null=True
    )

    class Meta:
        model = Lot
        fields = [
            "code",
            "name",
            "kind",
            "shares",
            "floor",
            "entrance",
            "cadastral_number",
            "primary",
        ]


class HandOverBody(serializers.Serializer):
    """From the day of the deed on; it is the new holder's first day."""

    holding = RowField(Holding.objects.all)
    since = serializers.DateField()

    def validate_holding(self, holding):
        latest = self.context["latest"]
        if latest and latest.until is None and latest.holding_id == holding.pk:
            raise serializers.ValidationError(_("This holder has the lot already."))
        return holding

    def validate_since(self, since):
        if since < date(1900, 1, 1):
            raise serializers.ValidationError(_("A deed is not older than 1900."))
        return since


class OwnerBody(RowSerializer):
    """Without a code a new owner gets a free one. ``country``: two capital letters."""

    kbo = CompactField(compact=compact_kbo)
    country = serializers.RegexField(r"^[A-Z]{2}$", required=False)

    class Meta:
        model = Owner
        fields = [
            "code",
            "kind",
            "first_name",
            "last_name",
            "kbo",
            "street",
            "postal_code",
            "city",
            "country",
            "email",
            "phone",
            "language",
            "channel",
        ]
        extra_kwargs = {"code": {"required": False}}


class MemberBody(serializers.Serializer):
    """Rights as numerators over ``parts`` of the holding."""

    owner = RowField(Owner.objects.all)
    full = whole(default=0)
    bare = whole(default=0)
    usufruct = whole(default=0)

    def validate(self, attrs):
        if not (attrs["full"] or attrs["bare"] or attrs["usufruct"]):
            raise serializers.ValidationError(_("A member has a right above zero."))
        return attrs


class HoldingBody(serializers.Serializer):
    """One owner, or several who are jointly liable; several name one representative."""

    parts = whole(min_value=1, default=1)
    members = MemberBody(many=True, min_length=1, max_length=MOST_MEMBERS)
    representative = RowField(Owner.objects.all, required=False, allow_null=True)

    def validate(self, attrs):
        owners = [member["owner"] for member in attrs["members"]]
        if len(set(owners)) < len(owners):
            raise serializers.ValidationError(
                {"members": _("Somebody stands here twice: add up his rights.")}
            )
        representative = attrs.get("representative")
        if representative is not None and representative not in owners:
            raise serializers.ValidationError({"representative": NOT_A_MEMBER})
        members = [Member(**member) for member in attrs["members"]]
        return attrs | {"members": members}


class RepresentativeBody(serializers.Serializer):
    """Whom the holders named, in writing (art. 3.87 §1)."""

    representative = RowField(Owner.objects.all)

    def validate_representative(self, owner):
        if not self.context["holding"].members.filter(owner=owner).exists():
            raise serializers.ValidationError(NOT_A_MEMBER)
        return owner


class PartBody(serializers.Serializer):
    lot = serializers.UUIDField()
    parts = whole()


class PartsBody(serializers.Serializer):
    """The parts of the lots; those that are left out bear nothing."""

    parts = PartBody(many=True, max_length=MOST_PARTS)

    def validate_parts(self, parts):
        """Return the parts by primary key of the lot: one statement for all lots."""
        asked = {part["lot"]: part["parts"] for part in parts}
        if len(asked) < len(parts):
            raise serializers.ValidationError(_("A lot stands here twice."))
        known = dict(Lot.objects.filter(uuid__in=asked).values_list("uuid", "pk"))
        if unknown := asked.keys() - known.keys():
            raise serializers.ValidationError(
                _("There is no lot %(uuid)s here.") % {"uuid": min(unknown)}
            )
        return {known[uuid]: number for uuid, number in asked.items()}


class VersionBody(PartsBody):
    """Other parts from a day on; null corrects those that hold since the deed."""

    valid_from = serializers.DateField(allow_null=True)


class KeyBody(PartsBody, RowSerializer):
    """A special key; its parts hold since the deed."""

    class Meta:
        model = AllocationKey
        fields = ["code", "name", "parts"]
