"""The council, the auditor and the syndics in JSON."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.models import LibraryDocument, Owner
from governance.forms.council import (
    AuditorForm,
    DelegationForm,
    EndForm,
    HandOverForm,
    MemberForm,
    PapersForm,
    ReportForm,
    SyndicForm,
)
from governance.models import Decision, HandedOver
from governance.queries.mandates import Convener
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.fields import RowField

# What is shown


class CouncilOwnerName(serializers.Serializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField(source="__str__")


class TermFields(serializers.Serializer):
    """``until``: null while it lasts until the next ordinary assembly.

    ``decision``: in the register; of before it there is the day and the words.
    """

    uuid = serializers.UUIDField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    decision = serializers.UUIDField(
        source="decision.uuid", default=None, allow_null=True
    )
    decided_on = serializers.DateField()
    decided_text = serializers.CharField(source="decided")
    end_reason = serializers.CharField()


class CouncilMemberShape(TermFields):
    owner = CouncilOwnerName()
    is_chair = serializers.BooleanField()


class DelegationShape(TermFields):
    text = serializers.CharField()


class ReportShape(serializers.Serializer):
    """``document``: of the library."""

    year = serializers.IntegerField()
    document = serializers.UUIDField(source="document.uuid")


class CouncilShape(serializers.Serializer):
    """As of today. ``lots``: without cellars, garages and parking spaces."""

    is_mandatory = serializers.BooleanField()
    is_missing = serializers.BooleanField()
    lots = serializers.IntegerField()
    members = CouncilMemberShape(many=True)
    reports = ReportShape(many=True)


class AuditorShape(TermFields):
    """``owner``: null when the auditor is no co-owner."""

    owner = CouncilOwnerName(allow_null=True)
    name = serializers.CharField(source="__str__")


class SyndicShape(serializers.Serializer):
    """``is_here``: whether the firm is on this site, and its people enter then."""

    name = serializers.CharField()
    kbo = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField()
    is_here = serializers.BooleanField()
    posted_on = serializers.DateField(allow_null=True)
    filed_on = serializers.DateField(allow_null=True)


class FilePartShape(serializers.Serializer):
    """A part of the file, and what was noted of it; null while nothing was."""

    what = serializers.ChoiceField(HandedOver.What)
    handed_on = serializers.DateField(allow_null=True)
    handed_by = serializers.CharField(allow_null=True)
    received_by = serializers.CharField(allow_null=True)


class LeavingShape(serializers.Serializer):
    """A change of syndic; ``incoming``: null when nobody follows."""

    outgoing = SyndicShape()
    incoming = SyndicShape(allow_null=True)
    due_on = serializers.DateField()
    parts = serializers.SerializerMethodField()

    @extend_schema_field(FilePartShape(many=True))
    def get_parts(self, leaving):
        names = ("handed_on", "handed_by", "received_by")
        rows = [
            {"what": what} | {name: getattr(row, name, None) for name in names}
            for what, row in leaving.parts
        ]
        return FilePartShape(rows, many=True).data


class ConvenerShape(serializers.Serializer):
    who = serializers.ChoiceField([(one.value, one.value) for one in Convener])
    names = serializers.ListField(child=serializers.CharField())


class TodayShape(serializers.Serializer):
    """The mandate of today, the one to come, a change, and who convenes."""

    current = SyndicShape(allow_null=True)
    coming = SyndicShape(allow_null=True)
    leaving = LeavingShape(allow_null=True)
    may_convene = ConvenerShape()


# What is sent


class DecidedBody(FormBody):
    """``decided``: a decision of the register; else ``decided_on`` and its words."""

    decided = RowField(Decision.objects.all, required=False)

    def validate(self, attrs):
        found = super().validate(attrs)
        return {
            name: value
            for name, value in found.items()
            if name not in {"decided_on", "decided_text"}
        }


class CouncilMemberBody(DecidedBody):
    form_class = MemberForm

    owner = RowField(Owner.objects.all)


class DelegationBody(DecidedBody):
    form_class = DelegationForm


class AuditorBody(DecidedBody):
    """A co-owner, or somebody else by name."""

    form_class = AuditorForm

    owner = RowField(Owner.objects.all, required=False)


class SyndicBody(DecidedBody):
    """Neither ``kbo`` nor ``name``: the mandate of the present syndic is renewed."""

    form_class = SyndicForm


class TermEndBody(FormBody):
    form_class = EndForm


class ReportUpload(UploadBody):
    """The report in words or as a file."""

    form_class = ReportForm


class MandatePapersBody(FormBody):
    """What is known of the mandate that runs; what is left out is not known."""

    form_class = PapersForm
    needs = ("roles",)

    contract = RowField(LibraryDocument.objects.all, required=False)


class FileHandOverBody(FormBody):
    form_class = HandOverForm
