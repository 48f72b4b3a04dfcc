"""Allocation keys, their versions, and the parts of the lots in them."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings import services
from buildings.access import Permission
from buildings.api.bodies import KeyBody, VersionBody
from buildings.api.doors import require
from buildings.api.filters import KeyFilter
from buildings.api.shapes import KeyPartShape, KeyShape, VersionDetail, VersionShape
from buildings.errors import KeyInUse, NothingToShare
from buildings.models import AllocationKey, KeyPart, KeyVersion
from buildings.queries import versions_in_force
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView


class Keys(ApiView):
    tag = "keys"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=KeyShape, filters=KeyFilter)
    def get(self, request, building):
        """The allocation keys with their version of today."""
        return Listing(AllocationKey.objects.all(), _today)

    @require(Permission.EDIT_BUILDING)
    @operation(body=KeyBody, answer=KeyShape, status=201, refuses=(NothingToShare,))
    def post(self, request, building):
        """Make a special key; its parts hold since the deed."""
        key = services.create_key(by=request.user, **self.read())
        return _today([key])[0]


class KeyView(ApiView):
    tag = "keys"

    @require(Permission.SEE_REGISTER)
    @operation(answer=KeyShape)
    def get(self, request, building, key_id):
        """One key with its version of today."""
        return _today([get_object_or_404(AllocationKey, uuid=key_id)])[0]


def _today(keys):
    """Give each key its ``version_today``: one statement for all."""
    keys = list(keys)
    found = versions_in_force([key.pk for key in keys], on=timezone.localdate())
    for key in keys:
        key.version_today = found.get(key.pk)
    return keys


class Parts(ApiView):
    tag = "keys"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=KeyPartShape)
    def get(self, request, building):
        """What each lot bears today in every key, in the order of the deed."""
        today = KeyVersion.objects.in_force(timezone.localdate()).values("pk")
        parts = KeyPart.objects.filter(version__in=today)
        return parts.select_related("version__key", "lot").order_by(
            "version__key__kind", "version__key__code", "lot__position", "lot"
        )


class Versions(ApiView):
    tag = "keys"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=VersionShape)
    def get(self, request, building, key_id):
        """The versions of a key, the oldest first."""
        return get_object_or_404(AllocationKey, uuid=key_id).versions.all()

    @require(Permission.EDIT_BUILDING)
    @operation(
        body=VersionBody,
        answer=VersionDetail,
        status=201,
        refuses=(KeyInUse, NothingToShare),
    )
    def post(self, request, building, key_id):
        """Write other parts of a special key; those of the shares follow the lots.

        A version of the same day that no call has used yet is replaced.
        """
        special = AllocationKey.objects.filter(kind=AllocationKey.Kind.SPECIAL)
        key = get_object_or_404(special, uuid=key_id)
        version = services.write_version(key, by=request.user, **self.read())
        return _with_parts(key).get(pk=version.pk)


class VersionView(ApiView):
    tag = "keys"

    @require(Permission.SEE_REGISTER)
    @operation(answer=VersionDetail)
    def get(self, request, building, key_id, begin):
        """One version with the part of each lot; `begin` is its day, or `deed`."""
        key = get_object_or_404(AllocationKey, uuid=key_id)
        for version in key.versions.all():
            if begin == str(version.valid_from or "deed"):
                return _with_parts(key).get(pk=version.pk)
        raise Http404


def _with_parts(key: AllocationKey):
    parts = KeyPart.objects.select_related("lot").order_by("lot__position", "lot_id")
    return KeyVersion.objects.filter(key=key).prefetch_related(Prefetch("parts", parts))
