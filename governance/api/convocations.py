"""Convening, the convocations, calling off, and what follows on a meeting."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.letters import send_kept
from buildings.errors import NoSyndic
from buildings.mailings import letterhead
from governance.api.shapes import AssemblyShape, FindingShape
from governance.errors.assemblies import AlreadyConvened
from governance.errors.convocations import (
    CalledOff,
    CannotConvene,
    FollowedAlready,
    MeetingBegun,
    NotAdjourned,
    NothingMissedByAbsence,
    NotYetConvened,
    TooSoonAfter,
)
from governance.exports.convocations import convocation_pdf, hall_notice
from governance.forms.convocations import CallOffForm, FollowForm
from governance.models import Assembly, Cancellation, CancellationLetter
from governance.queries.addressees import readers_on
from governance.queries.assemblies import assembly_list, visible_assemblies
from governance.queries.convening import findings_of
from governance.queries.convocations import (
    compose,
    own_convocation,
    visible_convocations,
)
from governance.refusals.findings import told
from governance.services import sessions
from governance.services.convocations import call_off, convene
from koprogo.api.bodies import FormBody
from koprogo.api.downloads import PDF, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class ReaderShape(serializers.Serializer):
    """Who is convened: one letter for all lots that he is written to about."""

    owner = serializers.UUIDField(source="owner.uuid")
    name = serializers.CharField(source="owner")
    language = serializers.CharField(source="owner.language")
    votes = serializers.IntegerField()
    lots = serializers.SerializerMethodField()

    def get_lots(self, reader) -> list[str]:
        return [lot.code for lot in reader.lots]


class ConveningShape(serializers.Serializer):
    """What is checked of a draft, and who will be convened; empty once that is done."""

    convened_at = serializers.DateTimeField(allow_null=True)
    findings = FindingShape(many=True)
    readers = ReaderShape(many=True)


class ConveneBody(serializers.Serializer):
    """``urgency``: why it cannot wait, where less than the legal notice is given."""

    urgency = serializers.CharField(
        max_length=Assembly._meta.get_field("urgency").max_length,
        required=False,
        allow_blank=True,
        default="",
    )


class CallOffBody(FormBody):
    form_class = CallOffForm


class FollowBody(FormBody):
    form_class = FollowForm


class Convening(ApiView):
    tag = "convocations"

    @require(Permission.SEND_LETTERS, asbl=True)
    @operation(answer=ConveningShape)
    def get(self, request, building, assembly_id):
        """What stands in the way of convening, and who will be convened."""
        found = get_object_or_404(visible_assemblies(request.access), uuid=assembly_id)
        return _convening(found, building)


class Convene(ApiView):
    tag = "convocations"

    @require(Permission.CONVENE_ASSEMBLIES, asbl=True)
    @operation(
        body=ConveneBody,
        answer=ConveningShape,
        status=202,
        refuses=(AlreadyConvened, CannotConvene),
    )
    def post(self, request, building, assembly_id):
        """Convene the owners of today: the letters are made, and sent at once."""
        found = _any(assembly_id)
        made = convene(found, **self.read(), by=request.user)
        return _convening(made, building)


class Preview(ApiView):
    tag = "convocations"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,), refuses=(NoSyndic,))
    def get(self, request, building, assembly_id, owner_id):
        """The convocation of one owner as it would be today; nothing is kept."""
        found = get_object_or_404(assembly_list(), uuid=assembly_id, convened_at=None)
        today = timezone.localdate()
        readers = [
            one for one in readers_on(today, of=found) if one.owner.uuid == owner_id
        ]
        if not readers:
            raise Http404
        [text] = compose(found, readers, building)
        return _pdf(convocation_pdf(text, head=letterhead(on=today), on=today))


class HallNotice(ApiView):
    tag = "convocations"

    @require(Permission.SEND_LETTERS)
    @operation(downloads=(PDF,), refuses=(NoSyndic,))
    def get(self, request, building, assembly_id):
        """What is posted in the entrance hall for the occupants (art. 3.89 §5 6°)."""
        head = letterhead(on=timezone.localdate())
        return _pdf(hall_notice(convened(assembly_id), head))


class MyConvocation(ApiView):
    tag = "convocations"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, assembly_id):
        """My convocation to an assembly; 404 for who has none."""
        found = own_convocation(convened(assembly_id), request.access)
        return send_kept(request, found and found.file)


class ConvocationFile(ApiView):
    tag = "convocations"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, convocation_id):
        """One convocation: mine, or any of them for who sends letters."""
        found = visible_convocations(request.access)
        return send_kept(request, get_object_or_404(found, uuid=convocation_id).file)


class CancellationFile(ApiView):
    tag = "convocations"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, called_off_letter_id):
        """One letter that calls off: mine, or any of them for who sends letters."""
        found = CancellationLetter.objects.select_related("file")
        if not request.access.allows(Permission.SEND_LETTERS):
            found = found.filter(addressee__in=request.access.own_owners)
        return send_kept(
            request, get_object_or_404(found, uuid=called_off_letter_id).file
        )


class CallingOff(ApiView):
    tag = "convocations"

    @require(Permission.CONVENE_ASSEMBLIES, asbl=True)
    @operation(
        body=CallOffBody,
        answer=AssemblyShape,
        refuses=(NotYetConvened, CalledOff, MeetingBegun),
    )
    def post(self, request, building, assembly_id):
        """Call it off: who was convened is told in the same way."""
        call_off(_any(assembly_id), by=request.user, **self.read())
        return _any(assembly_id)


class SecondSession(ApiView):
    tag = "convocations"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(
        body=FollowBody,
        answer=AssemblyShape,
        status=201,
        refuses=(NotAdjourned, FollowedAlready, TooSoonAfter),
    )
    def post(self, request, building, assembly_id):
        """Plan the second session: a draft with the same agenda (art. 3.87 §5)."""
        made = sessions.plan_second_session(
            _any(assembly_id), by=request.user, **self.read()
        )
        return _any(made.uuid)


class NewMeeting(ApiView):
    tag = "convocations"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=FollowBody,
        answer=AssemblyShape,
        status=201,
        refuses=(NothingMissedByAbsence, FollowedAlready, TooSoonAfter),
    )
    def post(self, request, building, assembly_id):
        """Plan the meeting at which those present decide (art. 3.88 §4)."""
        made = sessions.plan_new_meeting(
            _any(assembly_id), by=request.user, **self.read()
        )
        return _any(made.uuid)


def convened(assembly_id) -> Assembly:
    return get_object_or_404(assembly_list().convened(), uuid=assembly_id)


def called_off(cancellation_id) -> Cancellation:
    found = Cancellation.objects.select_related("assembly")
    return get_object_or_404(found, uuid=cancellation_id)


def _any(assembly_id) -> Assembly:
    return get_object_or_404(assembly_list(), uuid=assembly_id)


def _convening(assembly: Assembly, building) -> dict:
    findings, readers, today = [], [], timezone.localdate()
    if not assembly.is_convened:
        readers = readers_on(today, of=assembly)
        found = findings_of(assembly, building, today=today)
        findings = told(found, assembly, building.slug)
    return {
        "convened_at": assembly.convened_at,
        "findings": findings,
        "readers": readers,
    }


def _pdf(pdf: bytes):
    return send_made(pdf, name="assembly.pdf", content_type=PDF)
