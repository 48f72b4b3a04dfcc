"""Reports and goals in JSON."""

from rest_framework import serializers

from koprogo.api.bodies import FormBody
from transparency.forms.reports import (
    AuditorNoteForm,
    CorrectionForm,
    GoalChangeForm,
    GoalForm,
    MeasuredForm,
    NoteForm,
)
from transparency.models import Goal, Report


class AsblReportDocumentShape(serializers.Serializer):
    language = serializers.CharField()
    sha256 = serializers.CharField(source="file.sha256")


class AsblReportShape(serializers.ModelSerializer):
    """``replaces``: the version that it corrects, and ``reason`` why.

    ``decision_text``: of the members who approved yearly accounts.
    """

    period = serializers.CharField()
    replaces = serializers.UUIDField(
        source="replaces.uuid", default=None, allow_null=True
    )
    documents = AsblReportDocumentShape(many=True)

    class Meta:
        model = Report
        fields = [
            "uuid",
            "kind",
            "period",
            "version",
            "replaces",
            "reason",
            "note",
            "auditor_note",
            "created_at",
            "reviewed_at",
            "decision_text",
            "published_at",
            "documents",
        ]


class GoalShape(serializers.ModelSerializer):
    """``measured``: null until somebody measured it."""

    class Meta:
        model = Goal
        fields = ["uuid", "name", "due", "target", "measured", "measured_on"]


class ReportNoteBody(FormBody):
    form_class = NoteForm


class AuditorNoteBody(FormBody):
    form_class = AuditorNoteForm


class ReportCorrectionBody(FormBody):
    form_class = CorrectionForm


class GoalBody(FormBody):
    form_class = GoalForm


class GoalChangeBody(FormBody):
    form_class = GoalChangeForm


class MeasuredBody(FormBody):
    form_class = MeasuredForm
