"""What a program sends to change a building. The services have the last word."""

from django import forms
from django.utils.translation import gettext as _
from rest_framework import serializers

from buildings.forms import (
    BuildingForm,
    FoundingForm,
    HandOverForm,
    LotForm,
    OwnerForm,
    RepresentativeForm,
)
from buildings.forms.data_request import DataRequestForm
from buildings.forms.fields import CountryField, WholeField
from buildings.importing.rows import MAX_SHARES
from buildings.models import AllocationKey, Holding, Lot, Owner
from buildings.services import Member
from koprogo.api.bodies import JSON, FormBody
from koprogo.api.fields import RowField
from koprogo.tenancy.forms import TenantModelForm

MOST_MEMBERS = 50
MOST_PARTS = 5_000


def whole(**kwargs) -> serializers.IntegerField:
    """Shares or parts: whole, not negative, as large as an import allows."""
    return serializers.IntegerField(max_value=MAX_SHARES, **{"min_value": 0} | kwargs)


def _whole(_field, **known):
    return whole(**known)


def _country(_field, **known):
    return serializers.RegexField(r"^[A-Z]{2}$", **known)


JSON |= {WholeField: _whole, CountryField: _country}


class FoundingBody(FormBody):
    """The mandate runs for [since, until), three years at most (art. 3.89 §1)."""

    form_class = FoundingForm
    needs = ("firms",)


class BuildingBody(FormBody):
    form_class = BuildingForm


class DataRequestBody(FormBody):
    """What the person asks (GDPR art. 16 to 21); the syndic answers to him."""

    form_class = DataRequestForm


class LotBody(FormBody):
    """``primary``: the lot that this cellar, garage or parking space is part of."""

    form_class = LotForm

    primary = RowField(
        lambda: Lot.objects.filter(primary=None), required=False, allow_null=True
    )


class HandOverBody(FormBody):
    """From the day of the deed on; it is the new holder's first day."""

    form_class = HandOverForm
    needs = ("current",)

    holding = RowField(Holding.objects.all)


class OwnerBody(FormBody):
    """Without a code a new owner gets a free one. ``country``: two capital letters."""

    form_class = OwnerForm

    code = serializers.CharField(
        max_length=Owner._meta.get_field("code").max_length, required=False
    )


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
            raise serializers.ValidationError(
                {"representative": _("The representative is one of the holders.")}
            )
        members = [Member(**member) for member in attrs["members"]]
        return attrs | {"members": members}


class RepresentativeBody(FormBody):
    """Whom the holders named, in writing (art. 3.87 §1)."""

    form_class = RepresentativeForm
    needs = ("holding",)

    representative = serializers.UUIDField()


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


class KeyBody(PartsBody, FormBody):
    """A special key; its parts hold since the deed."""

    form_class = forms.modelform_factory(
        AllocationKey, form=TenantModelForm, fields=["code", "name"]
    )
