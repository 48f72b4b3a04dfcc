"""The information for the notary of a sale, and his links."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.forms.sales import RequestForm, StatementsForm
from finance.models import Sale, SaleDocument
from finance.queries.sales import links_of
from finance.refusals.sales import sentence
from finance.services import sale_documents as services
from finance.services.sale_links import revoke_link, share_sale
from finance.services.sales import request_document
from koprogo.documents.http import attachment
from koprogo.ui.origin import origin


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_SALES)
def request_new(request, building, sale_id):
    """Note what the notary asked for, and when."""
    sale = get_object_or_404(Sale.objects.under_way(), uuid=sale_id)
    data = request.POST if request.method == "POST" else None
    form = RequestForm(data)
    if request.method == "POST" and form.is_valid():
        try:
            document = request_document(sale, **form.cleaned_data, by=request.user)
        except FinanceError as error:
            form.add_error("requested_on", sentence(error))
        else:
            return redirect(
                "finance:sale-document-make", building.slug, sale.uuid, document.uuid
            )
    context = {"building": building, "sale": sale, "form": form}
    return render(request, "finance/sales/request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_SALES)
def make(request, building, sale_id, information_id):
    """Make the document from the books of today, with what the syndic states."""
    document = _document(sale_id, information_id)
    data = request.POST if request.method == "POST" else None
    form = StatementsForm(data, paragraph=document.paragraph)
    if request.method == "POST" and form.is_valid():
        try:
            services.make_document(
                document, none_known=form.none_known, by=request.user
            )
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The document is made."))
        return redirect("finance:sale", building.slug, sale_id)
    context = {
        "building": building,
        "sale": document.sale,
        "document": document,
        "form": form,
    }
    return render(request, "finance/sales/make.html", context)


@require_safe
@require(Permission.PREPARE_SALES)
def file(request, building, sale_id, information_id):
    document = _document(sale_id, information_id)
    if document.file is None:
        raise Http404
    return attachment(document.file)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_SALES)
def hand_over(request, building, sale_id, information_id):
    """Send the notary a link by e-mail, or note that he has the document (``by=hand``)."""
    document = _document(sale_id, information_id)
    if request.method == "POST":
        by_email = request.POST.get("by") != "hand"
        try:
            services.hand_over(
                document, by_email=by_email, origin=origin(request), by=request.user
            )
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The document is handed over."))
        return redirect("finance:sale", building.slug, sale_id)
    context = {"building": building, "sale": document.sale, "document": document}
    return render(request, "finance/sales/hand_over.html", context)


@require_POST
@require(Permission.PREPARE_SALES)
def share(request, building, sale_id):
    """Send the notary a new link."""
    sale = get_object_or_404(Sale, uuid=sale_id)
    try:
        share_sale(sale, origin=origin(request), by=request.user)
    except FinanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("A new link is on its way to the notary."))
    return redirect("finance:sale", building.slug, sale.uuid)


@require_POST
@require(Permission.PREPARE_SALES)
def link_revoke(request, building, sale_id, link_id):
    sale = get_object_or_404(Sale, uuid=sale_id)
    link = get_object_or_404(links_of(sale), uuid=link_id)
    try:
        revoke_link(link, sale=sale, by=request.user)
    except FinanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("The link opens nothing any more."))
    return redirect("finance:sale", building.slug, sale.uuid)


def _document(sale_id, information_id):
    found = SaleDocument.objects.select_related("sale", "file")
    return get_object_or_404(found, sale__uuid=sale_id, uuid=information_id)
