"""Convening an assembly, the convocations, and calling it off."""

from dataclasses import replace
from io import BytesIO

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.errors import NoSyndic
from buildings.mailings import letterhead
from buildings.mailings.base import PDF
from buildings.mailings.refusals import sentence as of_letters
from buildings.views.letters import LetterPages, download, letters_page
from governance.convening import Problem, blocking
from governance.deadlines import latest_sending
from governance.errors.base import GovernanceError
from governance.exports.convocations import convocation_pdf, hall_notice
from governance.forms.convocations import CallOffForm, ConveneForm
from governance.models import Assembly, Cancellation, CancellationLetter
from governance.queries.addressees import readers_on
from governance.queries.assemblies import assembly_list, visible_assemblies
from governance.queries.convening import findings_of
from governance.queries.convocations import (
    compose,
    own_convocation,
    sent_late,
    visible_convocations,
)
from governance.refusals.convocations import CONVOCATIONS_KEPT, sentence
from governance.refusals.findings import told
from governance.services import convocations as services
from governance.views.people import fits, page_of_people, searched
from koprogo.documents.http import attachment
from koprogo.ui.downloads import send_file


def convened(assembly_id) -> Assembly:
    return get_object_or_404(assembly_list().convened(), uuid=assembly_id)


def called_off(cancellation_id) -> Cancellation:
    found = Cancellation.objects.select_related("assembly")
    return get_object_or_404(found, uuid=cancellation_id)


CONVOCATIONS = LetterPages(
    find=convened,
    refused=GovernanceError,
    sentence=sentence,
    urls="governance:convocation",
    crumbs="governance/crumbs/assemblies.html",
    crumbs_below="governance/crumbs/convocations.html",
    promise="governance/convocations/_promise.html",
    cancelled=gettext_lazy(
        "This assembly was called off: its convocations are kept, and none is made or "
        "sent any more."
    ),
    asks_before=False,
    in_asbl=True,
    are_registered=True,
    shows_seals=True,
    has_own_page=True,
)
OF_THE_PAST = replace(CONVOCATIONS, cancelled=CONVOCATIONS_KEPT)
CANCELLATIONS = LetterPages(
    find=called_off,
    refused=GovernanceError,
    sentence=sentence,
    urls="governance:called-off",
    crumbs="governance/crumbs/called_off.html",
    crumbs_below="governance/crumbs/called_off.html",
    promise="governance/convocations/_promise.html",
    cancelled="",
    asks_before=False,
    in_asbl=True,
    are_registered=True,
    shows_seals=True,
)


@require_safe
@require(Permission.SEND_LETTERS, asbl=True)
def convocation(request, building, assembly_id):
    """Of a draft what is checked and who will be convened; then how each was."""
    found = get_object_or_404(visible_assemblies(request.access), uuid=assembly_id)
    if found.is_convened:
        return letters_page(
            request,
            building,
            CONVOCATIONS if found.ended_at is None else OF_THE_PAST,
            found,
            "governance/convocations/convened.html",
            last_day=latest_sending(found.day),
            late=sent_late(found),
            may_work=not found.is_cancelled and found.ended_at is None,
        )
    today = timezone.localdate()
    search = searched(request)
    readers = [
        one
        for one in readers_on(today, of=found)
        if fits(search, str(one.owner), *(each.name for each in one.memberships))
    ]
    findings = findings_of(found, building, today=today)
    context = {
        "building": building,
        "assembly": found,
        "findings": told(findings, found, building.slug),
        "may_convene": _may_convene(request, findings),
        "last_day": latest_sending(found.day),
        "page": page_of_people(request, readers),
        "search": search,
    }
    return render(request, "governance/convocations/draft.html", context)


def _may_convene(request, findings) -> bool:
    """Whether nothing but a missing reason for the haste stands in the way.

    Members of the ASBL are never convened in haste (CSA 9:14).
    """
    stopping = blocking(findings)
    if request.access.is_of_members:
        return not stopping
    return all(one.problem is Problem.LATE for one in stopping)


@require_safe
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def preview(request, building, assembly_id, owner_id):
    """The convocation of one owner as it would be today: PDF; nothing is kept."""
    found = get_object_or_404(assembly_list(), uuid=assembly_id, convened_at=None)
    today = timezone.localdate()
    readers = [one for one in readers_on(today, of=found) if one.owner.uuid == owner_id]
    if not readers:
        raise Http404
    try:
        head = letterhead(on=today)
    except NoSyndic as error:
        messages.error(request, of_letters(error))
        return redirect("governance:convocation", building.slug, found.uuid)
    [text] = compose(found, readers, building)
    pdf = convocation_pdf(text, head=head, on=today)
    return _send(pdf, f"{building.slug}-{found.day}-preview.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONVENE_ASSEMBLIES, asbl=True)
def convene(request, building, assembly_id):
    found = get_object_or_404(assembly_list(), uuid=assembly_id, convened_at=None)
    today = timezone.localdate()
    readers = readers_on(today, of=found)
    findings = findings_of(found, building, today=today)
    is_late = any(one.problem is Problem.LATE for one in findings)
    is_late = is_late and not request.access.is_of_members
    form = ConveneForm(
        request.POST if request.method == "POST" else None, is_late=is_late
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.convene(found, **form.cleaned_data, by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(
                request, _("The convocations are being made, and then sent.")
            )
        return redirect("governance:convocation", building.slug, found.uuid)
    context = {
        "building": building,
        "assembly": found,
        "form": form,
        "may_convene": _may_convene(request, findings),
        "findings": told(findings, found, building.slug),
        "many": len(readers),
    }
    return render(request, "governance/convocations/convene.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONVENE_ASSEMBLIES, asbl=True)
def call_off(request, building, assembly_id):
    found = convened(assembly_id)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.call_off(found, **form.cleaned_data, by=request.user)
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(
                request,
                _("The assembly is called off: whoever was convened is told."),
            )
            return redirect("governance:assembly", building.slug, found.uuid)
    context = {"building": building, "assembly": found, "form": form}
    return render(request, "governance/convocations/call_off.html", context)


@require_safe
@require(Permission.SEND_LETTERS)
def notice(request, building, assembly_id):
    """What is posted in the entrance hall: PDF."""
    found = convened(assembly_id)
    try:
        head = letterhead(on=timezone.localdate())
    except NoSyndic as error:
        messages.error(request, of_letters(error))
        return redirect("governance:convocation", building.slug, found.uuid)
    return _send(hall_notice(found, head), f"{building.slug}-{found.day}-notice.pdf")


def _send(pdf: bytes, name: str):
    return send_file(BytesIO(pdf), name=name, content_type=PDF)


# The files


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def letter(request, building, convocation_id):
    """One convocation: mine, or any of them for who sends letters."""
    found = visible_convocations(request.access)
    return attachment(get_object_or_404(found, uuid=convocation_id).file)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def own_letter(request, building, assembly_id):
    """My convocation to an assembly."""
    found = own_convocation(convened(assembly_id), request.access)
    return download(found and found.file)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def cancellation_letter(request, building, called_off_letter_id):
    found = CancellationLetter.objects.select_related("file")
    if not request.access.allows(Permission.SEND_LETTERS):
        found = found.filter(addressee__in=request.access.own_owners)
    return attachment(get_object_or_404(found, uuid=called_off_letter_id).file)
