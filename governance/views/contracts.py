"""The contracts for regular supplies: every co-owner reads them, the office keeps them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.queries.supplier_costs import last_year_over
from governance.errors.base import GovernanceError
from governance.forms.contracts import ContractEndForm, ContractForm, first_values
from governance.lists.contracts import contracts_table as as_table
from governance.models import SupplyContract
from governance.queries.contract_reviews import reviews_of, visible_evaluations
from governance.queries.contracts import (
    contract_list,
    contract_on,
    contracts_on,
    shown_document,
)
from governance.refusals.contracts import sentence
from governance.services import contracts as services
from koprogo.ui.exports import send_table


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def contracts(request, building):
    """All contracts, those that are over last, and the years that were evaluated."""
    today = timezone.localdate()
    found = contracts_on(today)
    may_prepare = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    evaluations = list(visible_evaluations(request.access))
    last = last_year_over(building, on=today)
    begun = last in [one.year for one in evaluations]
    context = {
        "building": building,
        "contracts": [one for one in found if not one.is_over],
        "over": [one for one in found if one.is_over],
        "near": [one for one in found if one.notice_is_near],
        "evaluations": evaluations,
        "to_begin": last if may_prepare and not begun else None,
        "may_prepare": may_prepare,
    }
    return render(request, "governance/contracts/list.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def contracts_table(request, building, ending):
    table = as_table(contracts_on(timezone.localdate()))
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def contract(request, building, contract_id):
    """A contract: its terms, by when notice is given, and what was said of it."""
    found = get_object_or_404(contract_list(), uuid=contract_id)
    context = {
        "building": building,
        "contract": found,
        "one": contract_on(found, timezone.localdate()),
        "document": shown_document(found, request.access),
        "reviews": reviews_of(found, request.access),
        "may_prepare": request.access.allows(Permission.PREPARE_ASSEMBLIES),
    }
    return render(request, "governance/contracts/contract.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def contract_new(request, building):
    form = ContractForm(request.POST if request.method == "POST" else None)
    if made := _saved(request, form, services.record_contract):
        messages.success(request, _("The contract is recorded."))
        return redirect("governance:contract", building.slug, made.uuid)
    context = {"building": building, "form": form}
    return render(request, "governance/contracts/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def contract_edit(request, building, contract_id):
    found = get_object_or_404(
        contract_list().select_related("document"), uuid=contract_id
    )
    form = ContractForm(
        request.POST if request.method == "POST" else None, initial=first_values(found)
    )
    if _saved(request, form, services.change_contract, found):
        messages.success(request, _("The contract is changed."))
        return redirect("governance:contract", building.slug, found.uuid)
    context = {"building": building, "form": form, "contract": found}
    return render(request, "governance/contracts/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def contract_end(request, building, contract_id):
    """Record that notice was given, or that the contract ended."""
    found = get_object_or_404(contract_list(), uuid=contract_id)
    one = contract_on(found, timezone.localdate())
    form = ContractEndForm(
        request.POST if request.method == "POST" else None,
        initial={"on": one.notice.ends if one.notice else None},
    )
    if _saved(request, form, services.end_contract, found):
        messages.success(request, _("The end of the contract is recorded."))
        return redirect("governance:contract", building.slug, found.uuid)
    context = {"building": building, "form": form, "contract": found}
    return render(request, "governance/contracts/end.html", context)


def _saved(request, form, act, *args) -> SupplyContract | None:
    """Do what a form asks and return the contract; else it says why not, if it was sent."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act(*args, **form.cleaned_data, by=request.user)
    except GovernanceError as error:
        form.add_error(None, sentence(error))
        return None
