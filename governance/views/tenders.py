"""Competing quotes: asked by the office, compared by everybody who may vote."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRefresh

from buildings.access import Permission, require
from buildings.models import LibraryVersion
from governance.errors.base import GovernanceError
from governance.forms.tenders import ChoiceForm, TenderForm, tender_values
from governance.lists.tenders import comparison_table as as_comparison
from governance.lists.tenders import tenders_table as as_table
from governance.models import Tender
from governance.queries.making import comparison_key
from governance.queries.settings import assembly_settings
from governance.queries.tenders import (
    comparison_documents,
    comparison_of,
    is_called_off,
    is_convened,
    open_items,
    tender_list,
    visible_tenders,
)
from governance.refusals.tenders import sentence
from governance.services import tenders as services
from governance.services.comparisons import ask_comparison
from governance.views.attaching import attach_page, document_form
from governance.views.making import has_ended, making_of
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

PDF = "application/pdf"


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def tenders(request, building):
    """What suppliers were asked to quote for, the latest first."""
    context = {
        "building": building,
        "page": paginate(request, visible_tenders(request.access)),
        "settings": assembly_settings(),
        "may_prepare": request.access.allows(Permission.PREPARE_ASSEMBLIES),
    }
    return render(request, "governance/tenders/list.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def tenders_table(request, building, ending):
    found = visible_tenders(request.access)[: LIMIT + 1]
    return send_table(as_table(found), ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def tender(request, building, tender_id):
    """The quotes side by side, with what each would cost who looks."""
    found = visible(request, tender_id)
    may_prepare = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    making = making_of(comparison_key(found), sentence) if may_prepare else None
    if has_ended(request, making):
        return HttpResponseClientRefresh()
    is_settled = hasattr(found, "outcome")
    is_open = may_prepare and not is_convened(found)
    context = {
        "building": building,
        "tender": found,
        "comparison": comparison_of(found, access=request.access),
        "outcome": getattr(found, "outcome", None),
        "making": making,
        "papers": comparison_documents(found) if may_prepare else [],
        "is_convened": is_convened(found),
        "is_called_off": is_called_off(found),
        "may_prepare": may_prepare,
        "may_compare": is_open and bool(found.quotes.all()),
        "may_change": is_open and not is_settled,
    }
    return render(request, "governance/tenders/tender.html", context)


def visible(request, tender_id) -> Tender:
    return get_object_or_404(visible_tenders(request.access), uuid=tender_id)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def tender_table(request, building, tender_id, ending):
    table = as_comparison(comparison_of(visible(request, tender_id)))
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def tender_file(request, building, tender_id):
    """The comparison on paper, in the reader's language."""
    from governance.exports.tenders import comparison_name, comparison_pdf

    found = comparison_of(visible(request, tender_id))
    return HttpResponse(
        comparison_pdf(found, building, language=get_language()),
        content_type=PDF,
        headers={
            "Content-Disposition": content_disposition_header(
                True, comparison_name(found, building, language=get_language())
            ),
            "Cache-Control": "private, no-store",
        },
    )


# Prepared by the office


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def tender_new(request, building):
    """``?item=``: the point that it belongs to, which gives it its title."""
    item = _asked_item(request)
    form = TenderForm(
        request.POST if request.method == "POST" else None,
        initial={"item": item and item.uuid, "title": item and item.title[:150]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.prepare_tender(form.draft(), by=request.user)
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("governance:tender", building.slug, made.uuid)
    context = {"building": building, "form": form}
    return render(request, "governance/tenders/new.html", context)


def _asked_item(request):
    wanted = request.GET.get("item", "")
    return next((one for one in open_items() if str(one.uuid) == wanted), None)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def tender_edit(request, building, tender_id):
    found = open_tender(tender_id)
    form = TenderForm(
        request.POST if request.method == "POST" else None,
        tender=found,
        initial=tender_values(found),
    )
    if request.method == "POST" and form.is_valid():
        return done(
            request, building, found, services.change_tender, draft=form.draft()
        )
    context = {"building": building, "tender": found, "form": form}
    return render(request, "governance/tenders/edit.html", context)


def open_tender(tender_id) -> Tender:
    """Return one that is prepared: neither settled, nor are owners convened with it."""
    found = get_object_or_404(tender_list(), uuid=tender_id)
    if is_convened(found) or hasattr(found, "outcome"):
        raise Http404
    return found


def done(request, building, row, act, *args, to="governance:tender", **values):
    """Change a tender or a quote of it, and go where the change is seen."""
    tender_id = getattr(row, "tender", row).uuid
    place = [building.slug, tender_id] if to == "governance:tender" else [building.slug]
    try:
        act(row, *args, **values, by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    return redirect(to, *place)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def tender_discard(request, building, tender_id):
    found = open_tender(tender_id)
    if request.method == "POST":
        discard = services.discard_tender
        return done(request, building, found, discard, to="governance:tenders")
    context = {"building": building, "tender": found}
    return render(request, "governance/tenders/discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def tender_attach(request, building, tender_id):
    found, form = open_tender(tender_id), document_form(request)
    if request.method == "POST" and form.is_valid():
        attach = services.attach_paper
        return done(request, building, found, attach, **form.cleaned_data)
    back = reverse("governance:tender", args=[building.slug, found.uuid])
    return attach_page(request, building, form, found, back=back, crumbs="tenders")


@require_POST
@require(Permission.PREPARE_ASSEMBLIES)
def tender_detach(request, building, tender_id, version_id):
    found = open_tender(tender_id)
    version = get_object_or_404(LibraryVersion, uuid=version_id)
    return done(request, building, found, services.detach_paper, version=version)


@require_POST
@require(Permission.PREPARE_ASSEMBLIES)
def tender_compare(request, building, tender_id):
    """Have the comparison made in the languages of the building, and attached."""
    found = get_object_or_404(tender_list(), uuid=tender_id)
    if is_convened(found):
        raise Http404
    return done(request, building, found, ask_comparison)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def tender_choose(request, building, tender_id):
    """Which quote, or none: also after the assembly has decided."""
    found = get_object_or_404(tender_list(), uuid=tender_id)
    comparison = comparison_of(found)
    if not comparison.quotes:
        raise Http404
    form = ChoiceForm(
        request.POST if request.method == "POST" else None,
        quotes=[one.quote for one in comparison.quotes],
        initial=_choice_so_far(found),
    )
    if request.method == "POST" and form.is_valid() and _choose(request, found, form):
        messages.success(request, _("The choice is noted."))
        return redirect("governance:tender", building.slug, found.uuid)
    context = {"building": building, "tender": found, "form": form}
    return render(
        request, "governance/tenders/choose.html", context | {"comparison": comparison}
    )


def _choice_so_far(tender: Tender) -> dict[str, object]:
    outcome = getattr(tender, "outcome", None)
    if outcome is None:
        return {}
    return {
        "quote": outcome.quote.uuid if outcome.quote else "none",
        "reason": outcome.reason,
    }


def _choose(request, tender: Tender, form: ChoiceForm) -> bool:
    """Do what the form asks; else it says why not."""
    quote, reason = form.chosen(), form.cleaned_data["reason"]
    try:
        if quote is None:
            services.take_none(tender, reason=reason, by=request.user)
        else:
            services.choose_quote(quote, reason=reason, by=request.user)
    except GovernanceError as error:
        form.add_error("reason", sentence(error))
        return False
    return True


@require_POST
@require(Permission.PREPARE_ASSEMBLIES)
def tender_reopen(request, building, tender_id):
    """Take the choice back."""
    found = get_object_or_404(tender_list(), uuid=tender_id)
    return done(request, building, found, services.reopen_tender)


@require_POST
@require(Permission.PREPARE_ASSEMBLIES)
def tender_take_up(request, building, tender_id):
    """Take it off the agenda of an assembly that was called off."""
    found = get_object_or_404(tender_list(), uuid=tender_id)
    return done(request, building, found, services.take_up_again)
