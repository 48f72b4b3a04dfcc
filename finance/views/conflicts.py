"""The register of conflicts of interest: everybody reads it who may read the accounts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.forms.auditing import ConflictForm, EndForm
from finance.lists.auditing import conflicts_table as as_table
from finance.queries.auditing import conflict_list, keeps_register
from finance.refusals.auditing import sentence
from finance.services import conflicts as services
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_BOOKS)
def conflicts(request, building):
    """Who has an interest in which supplier, and what the assembly said to it."""
    context = {
        "building": building,
        "page": paginate(request, conflict_list()),
        "may_keep": keeps_register(request.access),
        "today": timezone.localdate(),
    }
    return render(request, "finance/auditor/conflicts.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def conflicts_table(request, building, ending):
    table = as_table(conflict_list()[: LIMIT + 1])
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_BOOKS)
def conflict_new(request, building):
    """Add an interest: the syndic and the auditor keep the register."""
    _check_keeper(request)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.declare_conflict(by=request.user, **form.cleaned_data)
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The interest is on the register."))
            return redirect("finance:conflicts", building.slug)
    context = {"building": building, "form": form}
    return render(request, "finance/auditor/conflict_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_BOOKS)
def conflict_end(request, building, conflict_id):
    """Note the last day of an interest: it stays on the register."""
    _check_keeper(request)
    found = get_object_or_404(conflict_list(), uuid=conflict_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_conflict(found, by=request.user, **form.cleaned_data)
        except FinanceError as error:
            form.add_error("ended_on", sentence(error))
        else:
            messages.success(request, _("The end of the interest is noted."))
            return redirect("finance:conflicts", building.slug)
    context = {"building": building, "conflict": found, "form": form}
    return render(request, "finance/auditor/conflict_end.html", context)


def _check_keeper(request) -> None:
    if not keeps_register(request.access):
        raise PermissionDenied
