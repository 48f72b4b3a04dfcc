"""Files of the bank are imported: of one building, or of all that a firm looks after."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from finance.bank import messages
from finance.bank.statement import StatementError
from finance.forms.bank import BankFilesForm
from finance.queries.bank import imports_under_way
from finance.refusals.bank import sentence
from finance.services.bank_import import import_file, places_here, places_of
from koprogo.tenancy.views import personal


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.IMPORT_BANK)
def bank_import(request, building):
    """Import files of this building; statements of others are named and left alone."""
    places = places_here()
    context = {"building": building, "places": places} | _imported(request, places)
    context["jobs"] = imports_under_way()
    return render(request, "finance/bank/import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def firm_bank_import(request):
    """Import files with the accounts of several buildings, each into its own."""
    places = places_of(request.user)
    if not places:
        raise PermissionDenied
    context = {"places": places} | _imported(request, places)
    return render(request, "finance/bank/import_firm.html", context)


def _imported(request, places) -> dict:
    """Return the form, with what became of each file that it brought.

    Sent again, the same files change nothing: the page may be loaded anew.
    """
    form = BankFilesForm(request if request.method == "POST" else None)
    files = []
    if request.method == "POST" and form.is_valid():
        for name, data in form.cleaned_data["files"]:
            try:
                results, problem = import_file(data, places=places, by=request.user), ""
            except StatementError as error:
                results, problem = [], messages.sentence(error)
            told = [(one, one.refusal and sentence(one.refusal)) for one in results]
            files.append({"name": name, "results": told, "problem": problem})
    return {"form": form, "files": files}
