"""Direct debits: mandates, what is collected by them, and when."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.errors import LetterError
from buildings.queries import named_holdings
from finance.errors import FinanceError
from finance.errors.orders import MandateExists, MandateNotWritable, SignedInTheFuture
from finance.forms.orders import (
    CollectionDayForm,
    CollectionForm,
    MandateForm,
    earliest,
)
from finance.lists.orders import collection_table as as_table
from finance.lists.orders import mandates_table as as_mandates
from finance.models import Collection
from finance.queries.collections import (
    amounts_of,
    collectables,
    collection_list,
    mandate_list,
    mandate_state,
    shown_collections,
)
from finance.queries.settings import book_settings
from finance.refusals.orders import sentence
from finance.services import mandates as services
from finance.services.collections import collect, give_up_collection
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

# At which field of the form a refusal stands.
FIELDS = {
    SignedInTheFuture: "signed_on",
    MandateNotWritable: "reference",
    MandateExists: "reference",
}


@require_safe
@require(Permission.PAY_SUPPLIERS)
def collections(request, building):
    """The files of direct debits, the latest first."""
    page = paginate(request, collection_list())
    context = {
        "building": building,
        "page": page,
        "collections": shown_collections(page),
        "creditor_id": book_settings().creditor_id,
    }
    return render(request, "finance/collections/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PAY_SUPPLIERS)
def collection_new(request, building):
    """Choose the day (``?on=``), then from whom is collected."""
    data = request.POST if request.method == "POST" else None
    asked = request.POST if data is not None else request.GET
    day_form = CollectionDayForm(asked if "on" in asked else None)
    on = day_form.cleaned_data["on"] if day_form.is_valid() else earliest()
    found = collectables(mandate_list(), on=on, today=timezone.localdate())
    form = CollectionForm(data, found=found, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            made = collect(**form.cleaned_data, by=request.user)
        except (FinanceError, LetterError) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(
                request,
                _(
                    "The direct debits are made and announced: send the file to the bank."
                ),
            )
            return redirect("finance:collection", building.slug, made.uuid)
    context = {"building": building, "form": form, "day_form": day_form, "on": on}
    context |= {"rows": list(form.rows())}
    return render(request, "finance/collections/new.html", context)


@require_safe
@require(Permission.PAY_SUPPLIERS)
def collection(request, building, collection_id):
    found = get_object_or_404(collection_list(), uuid=collection_id)
    [shown] = shown_collections([found])
    context = {"building": building, "shown": shown, "amounts": amounts_of(found)}
    return render(request, "finance/collections/collection.html", context)


@require_safe
@require(Permission.PAY_SUPPLIERS)
def collection_table(request, building, collection_id, ending):
    found = get_object_or_404(Collection, uuid=collection_id)
    return send_table(as_table(amounts_of(found)), ending, place=building.slug)


@require_safe
@require(Permission.PAY_SUPPLIERS)
def collection_file(request, building, collection_id):
    """The file for the bank."""
    found = Collection.objects.select_related("file")
    return attachment(get_object_or_404(found, uuid=collection_id).file)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PAY_SUPPLIERS)
def collection_give_up(request, building, collection_id):
    found = get_object_or_404(collection_list(), uuid=collection_id)
    if request.method == "POST":
        try:
            give_up_collection(found, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The direct debits are given up."))
        return redirect("finance:collection", building.slug, found.uuid)
    [shown] = shown_collections([found])
    context = {"building": building, "shown": shown}
    return render(request, "finance/collections/give_up.html", context)


# Mandates


@require_safe
@require(Permission.PAY_SUPPLIERS)
def mandates(request, building):
    """The mandates, those that run first."""
    page = paginate(request, mandate_list())
    today = timezone.localdate()
    rows = [(one, mandate_state(one, on=today)) for one in page]
    context = {"building": building, "page": page, "rows": rows}
    return render(request, "finance/collections/mandates.html", context)


@require_safe
@require(Permission.PAY_SUPPLIERS)
def mandates_table(request, building, ending):
    table = as_mandates(mandate_list()[: LIMIT + 1], on=timezone.localdate())
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PAY_SUPPLIERS)
def mandate_new(request, building, holding_id):
    """What an account holder signed."""
    holding = get_object_or_404(named_holdings(), uuid=holding_id)
    form = MandateForm(
        request.POST if request.method == "POST" else None,
        initial={"debtor": str(holding)[:70]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.record_mandate(holding, **form.cleaned_data, by=request.user)
        except FinanceError as error:
            form.add_error(FIELDS.get(type(error)), sentence(error))
        else:
            messages.success(request, _("The mandate is recorded."))
            return redirect("finance:mandates", building.slug)
    context = {"building": building, "holding": holding, "form": form}
    return render(request, "finance/collections/mandate_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PAY_SUPPLIERS)
def mandate_revoke(request, building, mandate_id):
    found = get_object_or_404(mandate_list(), uuid=mandate_id)
    if request.method == "POST":
        try:
            services.revoke_mandate(found, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The mandate is revoked."))
        return redirect("finance:mandates", building.slug)
    context = {"building": building, "mandate": found}
    return render(request, "finance/collections/mandate_revoke.html", context)
