"""What the API shows of a building. Rows come with their names at hand (queries.py)."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.access import Permission
from buildings.models import AllocationKey, Lot, Owner


class BuildingLine(serializers.Serializer):
    """A building of mine, and what I am there, in words."""

    slug = serializers.CharField()
    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())


class BuildingShape(serializers.Serializer):
    """The association; its bank accounts for those who read the calls."""

    slug = serializers.CharField()
    name = serializers.CharField()
    kbo = serializers.CharField()
    street = serializers.CharField()
    postal_code = serializers.CharField()
    city = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    deed_total = serializers.IntegerField()
    fiscal_year_start = serializers.IntegerField()
    working_iban = serializers.SerializerMethodField()
    reserve_iban = serializers.SerializerMethodField()
    public_page = serializers.BooleanField()
    documents_place = serializers.CharField()
    my_roles = serializers.SerializerMethodField()
    my_permissions = serializers.SerializerMethodField()

    def get_working_iban(self, building) -> str | None:
        return building.working_iban if self._reads_calls else None

    def get_reserve_iban(self, building) -> str | None:
        return building.reserve_iban if self._reads_calls else None

    def get_my_roles(self, building) -> list[str]:
        return sorted(self._access.roles)

    def get_my_permissions(self, building) -> list[str]:
        return sorted(self._access.permissions)

    @property
    def _access(self):
        return self.context["request"].access

    @property
    def _reads_calls(self) -> bool:
        return self._access.allows(Permission.SEE_CALLS)


class CompletenessShape(serializers.Serializer):
    """Why a building may not call funds yet."""

    is_complete = serializers.BooleanField()
    lots = serializers.IntegerField()
    lots_total = serializers.IntegerField(help_text="Shares of all lots together.")
    deed_total = serializers.IntegerField()
    adds_up = serializers.BooleanField()
    lots_without_holder = serializers.IntegerField()
    has_kbo = serializers.BooleanField()
    has_working_iban = serializers.BooleanField()


class LotName(serializers.Serializer):
    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class _Named(serializers.Serializer):
    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField(source="__str__")


class OwnerName(_Named):
    """A person or a company."""


class HoldingName(_Named):
    """An account holder; several who hold together have all their names."""


class KeyName(_Named):
    """What divides costs, in the language of the request where it has no own name."""


class LotShape(serializers.ModelSerializer):
    """A lot with who holds it today."""

    primary = serializers.UUIDField(source="primary.uuid", allow_null=True)
    holder = serializers.SerializerMethodField()

    class Meta:
        model = Lot
        fields = [
            "uuid",
            "code",
            "name",
            "kind",
            "shares",
            "floor",
            "entrance",
            "cadastral_number",
            "position",
            "primary",
            "holder",
        ]

    @extend_schema_field(HoldingName(allow_null=True))
    def get_holder(self, lot):
        period = next(iter(lot.running), None)
        return HoldingName(period.holding).data if period else None


class LotPartShape(serializers.Serializer):
    """What a lot bears in a key that is in force."""

    key = KeyName(source="version.key")
    parts = serializers.IntegerField()
    total = serializers.IntegerField(source="version.total")


class LotDetail(LotShape):
    """A lot with its annexes and its parts in the keys of today."""

    annexes = LotName(many=True)
    parts = LotPartShape(many=True, source="bears")

    class Meta(LotShape.Meta):
        fields = [*LotShape.Meta.fields, "annexes", "parts"]


class PeriodShape(serializers.Serializer):
    """Who holds a lot for [since, until)."""

    holding = HoldingName()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)


class MemberShape(serializers.Serializer):
    """Rights as numerators over the ``parts`` of the holding."""

    owner = OwnerName()
    full = serializers.IntegerField()
    bare = serializers.IntegerField()
    usufruct = serializers.IntegerField()


class OwnershipShape(PeriodShape):
    """The same with the lot, and the rights of each holder over ``parts``."""

    lot = LotName()
    parts = serializers.IntegerField(source="holding.parts")
    members = MemberShape(source="holding.members", many=True)


class HeldLotShape(serializers.Serializer):
    uuid = serializers.UUIDField(source="lot.uuid")
    code = serializers.CharField(source="lot.code")
    shares = serializers.IntegerField(source="lot.shares")
    alone = serializers.BooleanField()


class Contacts(serializers.ModelSerializer):
    email = serializers.CharField()

    class Meta:
        model = Owner
        fields = ["email", "phone", "language", "channel"]


class RegisterLine(serializers.Serializer):
    """An owner and his lots. Contacts: for who keeps the register, and himself."""

    uuid = serializers.UUIDField(source="owner.uuid")
    code = serializers.CharField(source="owner.code")
    kind = serializers.ChoiceField(Owner.Kind, source="owner.kind")
    name = serializers.CharField(source="owner.__str__")
    first_name = serializers.CharField(source="owner.first_name")
    last_name = serializers.CharField(source="owner.last_name")
    kbo = serializers.CharField(source="owner.kbo")
    street = serializers.CharField(source="owner.street")
    postal_code = serializers.CharField(source="owner.postal_code")
    city = serializers.CharField(source="owner.city")
    country = serializers.CharField(source="owner.country")
    contacts = serializers.SerializerMethodField()
    lots = HeldLotShape(many=True)
    shares = serializers.IntegerField()

    @extend_schema_field(Contacts(allow_null=True))
    def get_contacts(self, line):
        access = self.context["request"].access
        if access.is_own(line.owner) or access.allows(Permission.SEE_CONTACTS):
            return Contacts(line.owner).data
        return None


class HoldingShape(serializers.Serializer):
    """Who is liable together, who votes for them, and their lots today."""

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField(source="__str__")
    parts = serializers.IntegerField()
    members = MemberShape(many=True)
    representative = serializers.UUIDField(
        source="representative.uuid", allow_null=True
    )
    vote_suspended = serializers.BooleanField()
    lots = serializers.SerializerMethodField()

    @extend_schema_field(LotName(many=True))
    def get_lots(self, holding):
        return LotName([period.lot for period in holding.running], many=True).data


class VersionShape(serializers.Serializer):
    """A version holds from a day on, or since the deed; frozen: a call has used it."""

    valid_from = serializers.DateField(allow_null=True)
    total = serializers.IntegerField()
    frozen = serializers.BooleanField()


class KeyShape(serializers.ModelSerializer):
    """A key with the version of today."""

    name = serializers.CharField(source="__str__")
    in_force = serializers.SerializerMethodField()

    class Meta:
        model = AllocationKey
        fields = ["uuid", "code", "name", "kind", "in_force"]

    @extend_schema_field(VersionShape(allow_null=True))
    def get_in_force(self, key):
        version = key.version_today
        return VersionShape(version).data if version else None


class PartShape(serializers.Serializer):
    lot = LotName()
    parts = serializers.IntegerField()


class KeyPartShape(serializers.Serializer):
    """What a lot bears of a key, over the ``total`` of its version."""

    key = KeyName(source="version.key")
    valid_from = serializers.DateField(source="version.valid_from", allow_null=True)
    total = serializers.IntegerField(source="version.total")
    lot = LotName()
    parts = serializers.IntegerField()


class VersionDetail(VersionShape):
    """A version with the part of each lot; the others bear nothing."""

    parts = PartShape(many=True)
