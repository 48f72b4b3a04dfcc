from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.errors import (
    BuildingError,
    ImportApplied,
    ImportConflict,
    ImportUndone,
    ImportUnsound,
    ImportUsed,
)
from buildings.forms.imports import UploadForm
from buildings.importing.messages import conflict, sentence, where
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

SHOWN = 100  # changes of one kind on the page; the rest is counted
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TITLES = {
    "lots": gettext_lazy("Lots"),
    "keys": gettext_lazy("Allocation keys"),
    "owners": gettext_lazy("Co-owners"),
    "holdings": gettext_lazy("Account holders"),
    "periods": gettext_lazy("Periods of ownership"),
}
REFUSALS = {
    ImportUndone: gettext_lazy("This import has been undone already."),
    ImportUsed: gettext_lazy(
        "This import cannot be undone: what it brought in is in use or was changed "
        "since. Change it on its own page."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def import_tables(request, building):
    form = UploadForm(request if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        batch = upload_tables(form.cleaned_data["tables"], by=request.user)
        return redirect("buildings:import-preview", building.slug, batch.uuid)
    context = {
        "building": building,
        "form": form,
        "batches": ImportBatch.objects.exclude(applied_at=None)[:20],
    }
    return render(request, "buildings/import.html", context)


@require_safe
@require(Permission.EDIT_BUILDING)
def import_template(request, building):
    """The tables to fill in, as a workbook in the reader's language."""
    response = HttpResponse(
        template_workbook(request.LANGUAGE_CODE), content_type=WORKBOOK
    )
    response["Content-Disposition"] = 'attachment; filename="koprogo.xlsx"'
    return response


@require_safe
@require(Permission.EDIT_BUILDING)
def import_preview(request, building, batch_id):
    batch = get_object_or_404(ImportBatch, uuid=batch_id)
    if batch.applied_at is not None:
        context = {"building": building, "batch": batch}
        return render(request, "buildings/import_done.html", context)
    plan = plan_of(batch)
    context = {
        "building": building,
        "batch": batch,
        "problems": _told(plan.problems),
        "warnings": _told(plan.warnings),
        "sections": [],
        "conflicts": [],
        "may_apply": False,
    }
    if plan.is_sound:
        found = compare(plan)
        context["conflicts"] = _conflicts(found.conflicts)
        context["sections"] = [
            (TITLES[name], *_summary(changes)) for name, changes in found.sections()
        ]
        context["may_apply"] = not (found.conflicts or found.is_empty)
    return render(request, "buildings/import_preview.html", context)


@require_POST
@require(Permission.EDIT_BUILDING)
def import_apply(request, building, batch_id):
    batch = get_object_or_404(ImportBatch, uuid=batch_id)
    try:
        apply_import(batch, by=request.user)
    except ImportApplied:
        messages.info(request, _("These tables had been imported already."))
    except (ImportConflict, ImportUnsound):
        messages.error(request, _("Nothing was imported: see below why."))
    else:
        messages.success(request, _("The tables are imported."))
    return redirect("buildings:import-preview", building.slug, batch.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def import_undo(request, building, batch_id):
    batch = get_object_or_404(
        ImportBatch.objects.exclude(applied_at=None), uuid=batch_id
    )
    if request.method == "POST":
        try:
            undo_import(batch, by=request.user)
        except BuildingError as error:
            messages.error(request, REFUSALS[type(error)])
        else:
            messages.success(request, _("The import is undone."))
        return redirect("buildings:import", building.slug)
    context = {"building": building, "batch": batch}
    return render(request, "buildings/import_undo.html", context)


def _told(problems):
    return [(where(problem), sentence(problem)) for problem in problems]


def _conflicts(conflicts):
    return [conflict(what, code) for what, code in conflicts]


def _summary(changes: list[Change]):
    """Return how many are new, how many change, the first of them, and the rest."""
    new = sum(change.is_new for change in changes)
    return new, len(changes) - new, changes[:SHOWN], max(0, len(changes) - SHOWN)
