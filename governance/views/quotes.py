"""Quotes of a tender: entered, changed and removed until owners are convened."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from governance.errors.base import GovernanceError
from governance.forms.tenders import QuoteForm, quote_values
from governance.models import Quote, Tender
from governance.refusals.tenders import sentence
from governance.services import quotes as services
from governance.views.tenders import done, open_tender, visible
from koprogo.documents.http import attachment


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def quote_new(request, building, tender_id):
    found = open_tender(tender_id)
    form = QuoteForm(request if request.method == "POST" else None)
    if request.method == "POST" and _saved(form, services.add_quote, found, request):
        return redirect("governance:tender", building.slug, found.uuid)
    context = {"building": building, "tender": found, "form": form}
    return render(request, "governance/tenders/quote_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def quote_edit(request, building, tender_id, quote_id):
    found = open_tender(tender_id)
    quote = _quote(found, quote_id)
    form = QuoteForm(
        request if request.method == "POST" else None, initial=quote_values(quote)
    )
    if request.method == "POST" and _saved(form, services.change_quote, quote, request):
        return redirect("governance:tender", building.slug, found.uuid)
    context = {"building": building, "tender": found, "quote": quote, "form": form}
    return render(request, "governance/tenders/quote_edit.html", context)


def _quote(tender: Tender, quote_id) -> Quote:
    for quote in tender.quotes.all():
        if quote.uuid == quote_id:
            quote.tender = tender  # with its point at hand
            return quote
    raise Http404


def _saved(form: QuoteForm, act, row, request) -> bool:
    """Write what the form says; else it says why not."""
    if not form.is_valid():
        return False
    try:
        act(row, form.draft(), by=request.user)
    except GovernanceError as error:
        form.add_error(None, sentence(error))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def quote_remove(request, building, tender_id, quote_id):
    found = open_tender(tender_id)
    quote = _quote(found, quote_id)
    if request.method == "POST":
        return done(request, building, quote, services.remove_quote)
    context = {"building": building, "tender": found, "quote": quote}
    return render(request, "governance/tenders/quote_remove.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def quote_file(request, building, tender_id, quote_id):
    """The quote as the supplier sent it."""
    quote = _quote(visible(request, tender_id), quote_id)
    if quote.file is None:
        raise Http404
    return attachment(quote.file)
