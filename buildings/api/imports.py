"""Share tables: uploaded, looked at, applied, perhaps undone."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.errors import (
    ImportApplied,
    ImportConflict,
    ImportUndone,
    ImportUnsound,
    ImportUsed,
)
from buildings.forms.imports import UploadForm
from buildings.importing.messages import conflict, sentence
from buildings.importing.template import template_workbook
from buildings.models import ImportBatch
from buildings.services.imports import (
    Change,
    apply_import,
    compare,
    plan_of,
    undo_import,
    upload_tables,
)
from koprogo.api.bodies import UploadBody
from koprogo.api.downloads import XLSX, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView

DRAFT, APPLIED, UNDONE = "draft", "applied", "undone"
SHOWN = 100  # changes of one kind; the rest is counted


# What is shown


class BatchShape(serializers.ModelSerializer):
    """An import. ``names``: of the files."""

    state = serializers.SerializerMethodField()

    class Meta:
        model = ImportBatch
        fields = ["uuid", "names", "state", "created_at", "applied_at", "undone_at"]

    def get_state(self, batch) -> str:
        if batch.undone_at:
            return UNDONE
        return APPLIED if batch.applied_at else DRAFT


class TableProblemShape(serializers.Serializer):
    """A mistake at its file, line (from 1) and column; `code` for programs."""

    file = serializers.CharField()
    line = serializers.IntegerField(allow_null=True)
    column = serializers.CharField(allow_null=True)
    code = serializers.CharField(source="code.value")
    sentence = serializers.SerializerMethodField()

    def get_sentence(self, problem) -> str:
        return sentence(problem)


class ChangeShape(serializers.Serializer):
    """A row by its code: its fields before (null: it is new) and after."""

    code = serializers.CharField()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField()


class SectionShape(serializers.Serializer):
    """What changes of one kind; the first 100 changes."""

    kind = serializers.CharField()
    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    changes = ChangeShape(many=True)


class PreviewShape(BatchShape):
    """An import and, while it is a draft, what it would do: nothing is stored yet."""

    problems = TableProblemShape(many=True)
    warnings = TableProblemShape(many=True)
    conflicts = serializers.ListField(child=serializers.CharField())
    sections = SectionShape(many=True)
    may_apply = serializers.BooleanField()

    class Meta(BatchShape.Meta):
        fields = [
            *BatchShape.Meta.fields,
            "problems",
            "warnings",
            "conflicts",
            "sections",
            "may_apply",
        ]


class TablesUpload(UploadBody):
    """CSV or Excel, one file or several, 10 MB each at most."""

    form_class = UploadForm


class Imports(ApiView):
    tag = "imports"

    @require(Permission.EDIT_BUILDING)
    @operation(page_of=BatchShape)
    def get(self, request, building):
        """The imports that were applied, the latest first."""
        return ImportBatch.objects.exclude(applied_at=None)

    @require(Permission.EDIT_BUILDING)
    @operation(body=TablesUpload, answer=PreviewShape, status=201)
    def post(self, request, building):
        """Upload tables for a look; an older draft of mine goes."""
        return _preview(upload_tables(self.read()["tables"], by=request.user))


class ImportView(ApiView):
    tag = "imports"

    @require(Permission.EDIT_BUILDING)
    @operation(answer=PreviewShape)
    def get(self, request, building, batch_id):
        """One import; of a draft, what it would change or what is wrong with it."""
        return _preview(get_object_or_404(ImportBatch, uuid=batch_id))


class ImportApply(ApiView):
    tag = "imports"

    @require(Permission.EDIT_BUILDING)
    @operation(
        answer=BatchShape, refuses=(ImportApplied, ImportUnsound, ImportConflict)
    )
    def post(self, request, building, batch_id):
        """Store what the tables of a draft say: all of it or nothing."""
        batch = get_object_or_404(ImportBatch, uuid=batch_id)
        return apply_import(batch, by=request.user)


class ImportUndo(ApiView):
    tag = "imports"

    @require(Permission.EDIT_BUILDING)
    @operation(answer=BatchShape, refuses=(ImportUndone, ImportUsed))
    def post(self, request, building, batch_id):
        """Take an import back, as long as nothing else stands on it."""
        applied = ImportBatch.objects.exclude(applied_at=None)
        batch = get_object_or_404(applied, uuid=batch_id)
        return undo_import(batch, by=request.user)


class ImportTemplate(ApiView):
    tag = "imports"

    @require(Permission.EDIT_BUILDING)
    @operation(downloads=(XLSX,))
    def get(self, request, building):
        """The tables to fill in, in the language of the request."""
        data = template_workbook(request.LANGUAGE_CODE)
        return send_made(data, name="koprogo.xlsx", content_type=XLSX)


def _preview(batch: ImportBatch) -> ImportBatch:
    """Give a batch what its preview shows; an import that was applied has no more."""
    batch.problems = batch.warnings = batch.conflicts = batch.sections = ()
    batch.may_apply = False
    if batch.applied_at is not None:
        return batch
    plan = plan_of(batch)
    batch.problems, batch.warnings = plan.problems, plan.warnings
    if plan.is_sound:
        found = compare(plan)
        batch.conflicts = [conflict(*each) for each in found.conflicts]
        batch.sections = [_section(*each) for each in found.sections()]
        batch.may_apply = not (found.conflicts or found.is_empty)
    return batch


def _section(kind: str, changes: list[Change]) -> dict:
    new = sum(change.is_new for change in changes)
    return {
        "kind": kind,
        "new": new,
        "changed": len(changes) - new,
        "changes": changes[:SHOWN],
    }
