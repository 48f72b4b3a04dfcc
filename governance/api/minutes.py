"""The minutes of a meeting: finished, read, verified; the file for the recount."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from governance.errors.minutes import MinutesFinished, NoBureau
from governance.forms.minutes import NotesForm
from governance.models import Minutes, Signature
from governance.queries.assemblies import days_of, visible_assemblies
from governance.queries.minutes import minutes_of, signatures_of, visible_letters
from governance.queries.signing import unsigned
from governance.queries.verification import seals_of
from governance.services import minutes as services
from koprogo.api.bodies import FormBody
from koprogo.api.downloads import PDF, ZIP, send, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class MinutesDocumentShape(serializers.Serializer):
    language = serializers.CharField()
    sha256 = serializers.CharField(source="file.sha256")


class SignatureShape(serializers.ModelSerializer):
    """``sha256``: of the document that was signed."""

    class Meta:
        model = Signature
        fields = ["uuid", "role", "name", "way", "sha256", "signed_at"]


class SignerShape(serializers.Serializer):
    role = serializers.ChoiceField(Signature.Role)
    name = serializers.CharField()


class MinutesShape(serializers.Serializer):
    """How far the minutes are. ``due_on``: the last day to send them (art. 3.87 §12).

    ``waiting``: who may still sign. Without ``uuid`` nobody has begun them.
    """

    uuid = serializers.UUIDField(allow_null=True)
    notes = serializers.CharField()
    due_on = serializers.DateField()
    finished_at = serializers.DateTimeField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    documents = MinutesDocumentShape(many=True)
    signatures = SignatureShape(many=True)
    waiting = SignerShape(many=True)


class MeetingSealShape(serializers.Serializer):
    """``digest``: of the event that closed a point; ``ballots``: over secret ones."""

    number = serializers.IntegerField(source="item.position")
    title = serializers.CharField(source="item.title")
    digest = serializers.CharField()
    ballots = serializers.CharField()


class SealsShape(serializers.Serializer):
    """``head``: of the end of the meeting, as in its minutes; ``latest``: of today."""

    head = serializers.CharField()
    latest = serializers.CharField()
    events = serializers.IntegerField()
    points = MeetingSealShape(many=True)


class NotesBody(FormBody):
    form_class = NotesForm


class MinutesView(ApiView):
    tag = "minutes"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=MinutesShape)
    def get(self, request, building, assembly_id):
        """How far the minutes of a meeting are that has ended."""
        return _shown(ended(request, assembly_id))

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(body=NotesBody, answer=MinutesShape, refuses=(MinutesFinished,))
    def put(self, request, building, assembly_id):
        """Write what the secretary adds to what the log tells."""
        found = ended(request, assembly_id)
        drafted = services.draft_minutes(found, by=request.user)
        services.write_notes(drafted, **self.read(), by=request.user)
        return _shown(found)


class Finishing(ApiView):
    tag = "minutes"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(answer=MinutesShape, refuses=(MinutesFinished, NoBureau))
    def post(self, request, building, assembly_id):
        """Make the documents and enter the decisions: this cannot be undone."""
        found = ended(request, assembly_id)
        drafted = services.draft_minutes(found, by=request.user)
        services.finish_minutes(drafted, by=request.user)
        return _shown(found)


class Preview(ApiView):
    tag = "minutes"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, assembly_id):
        """The minutes as they would be made now, in the language of the request."""
        from governance.exports.minutes import minutes_name, minutes_pdf
        from governance.queries.proceedings import record_of

        found, language = ended(request, assembly_id), get_language()
        minutes = minutes_of(found)
        pdf = minutes_pdf(
            record_of(found),
            building,
            notes=minutes.notes if minutes else "",
            language=language,
        )
        name = minutes_name(found, building, language)
        return send_made(pdf, name=name, content_type=PDF)


class MinutesFile(ApiView):
    tag = "minutes"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, assembly_id, language):
        """The minutes in one language, as they are signed."""
        minutes = minutes_of(ended(request, assembly_id))
        if minutes is None:
            raise Http404
        documents = minutes.documents.select_related("file")
        return send(request, get_object_or_404(documents, language=language).file)


class ScanFile(ApiView):
    tag = "minutes"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, signature_id):
        """The scan of a document that was signed on paper."""
        scans = Signature.objects.filter(scan__isnull=False).select_related("scan")
        return send(request, get_object_or_404(scans, uuid=signature_id).scan)


class MinutesLetterFile(ApiView):
    tag = "minutes"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, minutes_letter_id):
        """The minutes as they went to me; any of these, for who sends letters."""
        found = visible_letters(request.access)
        return send(request, get_object_or_404(found, uuid=minutes_letter_id).file)


class Verification(ApiView):
    tag = "minutes"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=SealsShape)
    def get(self, request, building, assembly_id):
        """The seals of a meeting and of its points."""
        return seals_of(ended(request, assembly_id))


class Recount(ApiView):
    tag = "minutes"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(ZIP,))
    def get(self, request, building, assembly_id):
        """The whole meeting as JSON, with the program that counts it again."""
        from governance.exports.recount import recount_name, recount_zip

        found = ended(request, assembly_id)
        data = recount_zip(found, building)
        name = recount_name(found, building)
        return send_made(data, name=name, content_type=ZIP)


def ended(request, assembly_id):
    """Return a meeting that was closed or adjourned."""
    found = visible_assemblies(request.access).exclude(
        closed_at=None, adjourned_at=None
    )
    return get_object_or_404(found, uuid=assembly_id)


def finished(minutes_id) -> Minutes:
    found = Minutes.objects.filter(finished_at__isnull=False)
    return get_object_or_404(found.select_related("assembly"), uuid=minutes_id)


def _shown(assembly) -> dict:
    minutes = minutes_of(assembly) or Minutes(uuid=None)
    is_finished = minutes.finished_at is not None
    return {
        "uuid": minutes.uuid,
        "notes": minutes.notes,
        "due_on": days_of(assembly).minutes_due,
        "finished_at": minutes.finished_at,
        "signed_at": minutes.signed_at,
        "sent_at": minutes.sent_at,
        "documents": minutes.documents.select_related("file") if is_finished else [],
        "signatures": signatures_of(minutes) if is_finished else [],
        "waiting": unsigned(minutes) if is_finished else [],
    }
