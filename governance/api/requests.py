"""Requests for an assembly: begun and signed by owners, answered by the syndic."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.shapes import HoldingName, OwnerName
from governance.api.shapes import AssemblyShape
from governance.errors.requests import (
    DraftMade,
    NotASigner,
    NotEnoughShares,
    NotPosted,
    NotReceived,
    NotSigned,
    OthersSigned,
    ReceivedBefore,
    RequestClosed,
    SignedBefore,
    WrongDay,
)
from governance.exports.requests import letter_name, request_letter
from governance.forms.requests import ReceiptForm, RequestForm, SentForm
from governance.models import Assembly, AssemblyRequest
from governance.queries.requests import (
    State,
    backing_of,
    convened_on,
    has_signed,
    last_day_of,
    request_list,
    state_of,
)
from governance.services import requests as services
from koprogo.api.bodies import FormBody, UploadBody, checked
from koprogo.api.downloads import PDF, send, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.documents.kinds import CONTENT_TYPES
from koprogo.ui.origin import origin

FILE_TYPES = tuple(dict.fromkeys(CONTENT_TYPES.values()))


class RequestShape(serializers.Serializer):
    """A request. ``last_day``: for the syndic to send the convocations.

    ``points``: what the owners want to be decided. ``assembly``: the draft made of it.
    """

    uuid = serializers.UUIDField()
    title = serializers.CharField()
    reason = serializers.CharField()
    points = serializers.SerializerMethodField()
    owner = OwnerName()
    opened_at = serializers.DateTimeField()
    state = serializers.SerializerMethodField()
    sent_on = serializers.DateField(allow_null=True)
    received_on = serializers.DateField(allow_null=True)
    last_day = serializers.SerializerMethodField()
    convened_on = serializers.SerializerMethodField()
    assembly = serializers.UUIDField(
        source="assembly.uuid", allow_null=True, default=None
    )

    def get_points(self, found) -> list[str]:
        return [point.title for point in found.points.all()]

    @extend_schema_field(serializers.ChoiceField(State))
    def get_state(self, found):
        return state_of(found, today=timezone.localdate())

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_last_day(self, found):
        day = last_day_of(found)
        return day and day.isoformat()

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_convened_on(self, found):
        day = convened_on(found)
        return day and day.isoformat()


class RequestSignatureShape(serializers.Serializer):
    holding = HoldingName(source="head.holding")
    shares = serializers.IntegerField(source="head.shares")
    owner = OwnerName(source="signature.owner")
    signed_at = serializers.DateTimeField(source="signature.signed_at")
    sha256 = serializers.CharField(source="signature.sha256")


class RequestDetail(RequestShape):
    """``shares`` of the ``shares_needed``: today, or on the day it was posted."""

    shares = serializers.IntegerField(source="backing.support.shares")
    shares_needed = serializers.IntegerField(source="backing.support.shares_needed")
    shares_total = serializers.IntegerField(source="backing.support.shares_total")
    is_enough = serializers.BooleanField(source="backing.support.is_enough")
    signatures = RequestSignatureShape(many=True, source="backing.signed")


class ConvokedShape(serializers.Serializer):
    """Whom one of those who asked convenes."""

    holding = HoldingName()
    shares = serializers.IntegerField()
    address = serializers.SerializerMethodField()

    def get_address(self, head) -> str:
        owner = head.holding.representative
        first = head.holding.members.all()[0].owner
        return (owner or first).address


class AssemblyRequestBody(FormBody):
    """``points``: one on each line."""

    form_class = RequestForm


class RequestSentBody(FormBody):
    form_class = SentForm


class RequestReceiptBody(UploadBody):
    """``proof``: the receipt of the post; an owner sends it, the office need not."""

    form_class = ReceiptForm

    def run_validation(self, data=empty):
        needs_proof = self.context["needs_proof"]
        return checked(ReceiptForm(self.context["request"], needs_proof=needs_proof))


class Requests(ApiView):
    tag = "requests"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=RequestShape)
    def get(self, request, building):
        """The requests for an assembly, the latest first."""
        return request_list()

    @require(Permission.TAKE_PART)
    @operation(
        body=AssemblyRequestBody,
        answer=RequestDetail,
        status=201,
        refuses=(NotASigner,),
    )
    def post(self, request, building):
        """Ask for an assembly: I sign it first, for all lots that I represent."""
        body = self.read()
        made = services.open_request(owner=_owner(request), **body, by=request.user)
        return _detail(building, made)


class RequestView(ApiView):
    tag = "requests"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=RequestDetail)
    def get(self, request, building, request_id):
        """One request with who stands behind it."""
        return _detail(building, _found(request_id))


class RequestSigning(ApiView):
    tag = "requests"

    @require(Permission.TAKE_PART)
    @operation(answer=RequestDetail, refuses=(RequestClosed, NotASigner, SignedBefore))
    def post(self, request, building, request_id):
        """Sign for all lots that I represent."""
        found = services.sign_request(
            _found(request_id),
            owner=_owner(request),
            origin=origin(request),
            by=request.user,
        )
        return _detail(building, found)

    @require(Permission.TAKE_PART)
    @operation(answer=RequestDetail, refuses=(RequestClosed, NotSigned))
    def delete(self, request, building, request_id):
        """Take my signature back; it stays as a record."""
        return _acted(request, building, request_id, services.withdraw_signature)


class RequestWithdrawing(ApiView):
    tag = "requests"

    @require(Permission.TAKE_PART)
    @operation(answer=RequestDetail, refuses=(RequestClosed, NotASigner, OthersSigned))
    def post(self, request, building, request_id):
        """Give up what I began, as long as nobody else stands behind it."""
        return _acted(request, building, request_id, services.withdraw_request)


class RequestLetter(ApiView):
    tag = "requests"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(downloads=(PDF,))
    def get(self, request, building, request_id):
        """The registered letter to the syndic; 404 below a fifth of the shares."""
        found = _detail(building, _found(request_id))
        if found.withdrawn_at or not found.backing.support.is_enough:
            raise Http404
        day = found.sent_on or timezone.localdate()
        pdf = request_letter(found, found.backing, building, on=day)
        name = letter_name(found, building, on=day)
        return send_made(pdf, name=name, content_type=PDF)


class RequestSending(ApiView):
    tag = "requests"

    @require(Permission.TAKE_PART)
    @operation(
        body=RequestSentBody,
        answer=RequestDetail,
        refuses=(RequestClosed, WrongDay, NotSigned, NotEnoughShares),
    )
    def post(self, request, building, request_id):
        """Note when the registered letter was posted: nobody signs any more."""
        body = self.read()
        return _acted(request, building, request_id, services.note_sending, **body)


class RequestReceipt(ApiView):
    tag = "requests"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(
        body=RequestReceiptBody,
        answer=RequestDetail,
        refuses=(NotPosted, ReceivedBefore, WrongDay, NotSigned),
    )
    def post(self, request, building, request_id):
        """Note when the syndic received it: his thirty days begin."""
        found = _found(request_id)
        prepares = request.access.allows(Permission.PREPARE_ASSEMBLIES)
        if not prepares and not has_signed(found, request.access):
            raise PermissionDenied
        noted = services.note_receipt(
            found,
            **self.read(needs_proof=not prepares),
            owner=None if prepares else _owner(request),
            origin=origin(request),
            by=request.user,
        )
        return _detail(building, noted)


class RequestProof(ApiView):
    tag = "requests"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(downloads=FILE_TYPES)
    def get(self, request, building, request_id):
        """The receipt of the post: for the office, and for those who signed."""
        found = _found(request_id)
        prepares = request.access.allows(Permission.PREPARE_ASSEMBLIES)
        if found.proof is None or not (prepares or has_signed(found, request.access)):
            raise Http404
        return send(request, found.proof)


class RequestDrafting(ApiView):
    tag = "requests"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(answer=AssemblyShape, status=201, refuses=(NotReceived, DraftMade))
    def post(self, request, building, request_id):
        """Prepare the extraordinary assembly that was asked for, with its points."""
        made = services.draft_requested(_found(request_id), by=request.user)
        return Assembly.objects.get(pk=made.pk)


class RequestAddresses(ApiView):
    tag = "requests"

    @require(Permission.TAKE_PART)
    @operation(list_of=ConvokedShape)
    def get(self, request, building, request_id):
        """Whom to convene, for who signed a request that was left unanswered."""
        found = _detail(building, _found(request_id))
        late = state_of(found, today=timezone.localdate()) is State.LATE
        if not late or not has_signed(found, request.access):
            raise Http404
        return found.backing.heads


def _found(request_id) -> AssemblyRequest:
    return get_object_or_404(request_list(), uuid=request_id)


def _owner(request):
    return get_object_or_404(request.access.own_owners)


def _acted(request, building, request_id, act, **body):
    found = act(_found(request_id), owner=_owner(request), **body, by=request.user)
    return _detail(building, found)


def _detail(building, found: AssemblyRequest) -> AssemblyRequest:
    """Return it with who stands behind it."""
    shown = request_list().get(pk=found.pk)
    shown.backing = backing_of(
        shown, total=building.deed_total, today=timezone.localdate()
    )
    return shown
