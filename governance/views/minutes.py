"""The minutes of a meeting: drafted, finished, signed, verified; the recount."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from governance.errors.base import GovernanceError
from governance.forms.minutes import MemberScanForm, NotesForm, ScanForm, SignForm
from governance.models import Signature
from governance.queries.assemblies import days_of, visible_assemblies
from governance.queries.minutes import minutes_of, signatures_of
from governance.queries.signing import own_signers, unsigned
from governance.refusals.minutes import sentence
from governance.services import minutes as services
from koprogo.accounts.second_factor import has_one, is_confirmed, way_to_confirm
from koprogo.documents.http import attachment
from koprogo.ui.pagination import paginate

PDF = "application/pdf"


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def minutes(request, building, assembly_id):
    """How far the minutes are: documents, signatures, sending, recount."""
    assembly = _ended(request, assembly_id)
    found = minutes_of(assembly)
    finished = found is not None and found.finished_at is not None
    days, waiting = days_of(assembly), unsigned(found) if finished else []
    context = {
        "building": building,
        "assembly": assembly,
        "minutes": found,
        "documents": found.documents.select_related("file") if finished else [],
        "page": paginate(request, signatures_of(found)) if finished else None,
        "unsigned": waiting,
        "bureau": [one for one in waiting if one.must_sign],
        "owners": [one for one in waiting if not one.must_sign],
        "may_sign": bool(finished and _own(request, found)),
        "due": days.minutes_due,
        "is_late": days.minutes_due < timezone.localdate(),
        "decisions": assembly.items.filter(decision__isnull=False).count(),
    }
    return render(request, "governance/minutes/minutes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def minutes_notes(request, building, assembly_id):
    """What the secretary adds."""
    assembly = _ended(request, assembly_id)
    found = minutes_of(assembly)
    initial = {"notes": found.notes if found else ""}
    form = NotesForm(
        request.POST if request.method == "POST" else None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            drafted = services.draft_minutes(assembly, by=request.user)
            services.write_notes(drafted, **form.cleaned_data, by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The remarks are kept."))
        return _back(building, assembly)
    context = {"building": building, "assembly": assembly, "form": form}
    return render(request, "governance/minutes/notes.html", context)


@require_safe
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def minutes_preview(request, building, assembly_id):
    """The minutes as they would be made now, in the reader's language."""
    from governance.exports.minutes import minutes_name, minutes_pdf
    from governance.queries.proceedings import record_of

    assembly = _ended(request, assembly_id)
    record, found, language = record_of(assembly), minutes_of(assembly), get_language()
    if record is None:
        raise Http404
    notes = found.notes if found else ""
    pdf = minutes_pdf(record, building, notes=notes, language=language)
    return _file(pdf, minutes_name(assembly, building, language), PDF)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def minutes_finish(request, building, assembly_id):
    """Make the documents and enter the decisions: this cannot be undone."""
    assembly = _ended(request, assembly_id)
    if request.method == "POST":
        try:
            drafted = services.draft_minutes(assembly, by=request.user)
            services.finish_minutes(drafted, by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(
                request,
                _("The minutes are made, and the decisions stand in the register."),
            )
        return _back(building, assembly)
    context = {"building": building, "assembly": assembly}
    return render(request, "governance/minutes/finish.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def minutes_document(request, building, assembly_id, language):
    """The minutes in one language, as they are signed."""
    found = _finished(request, assembly_id)
    document = get_object_or_404(
        found.documents.select_related("file"), language=language
    )
    return attachment(document.file)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def minutes_sign(request, building, assembly_id):
    """Sign online: only in a session that a second factor confirmed."""
    found = _finished(request, assembly_id)
    own, confirmed = _own(request, found), is_confirmed(request)
    languages = list(found.documents.values_list("language", flat=True))
    data = request.POST if request.method == "POST" else None
    form = SignForm(data, languages=languages, initial={"language": get_language()})
    if request.method == "POST" and own and confirmed and form.is_valid():
        try:
            services.sign_minutes(
                found, signer=own[0], **form.cleaned_data, by=request.user
            )
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("You have signed the minutes."))
        return _back(building, found.assembly)
    context = {
        "building": building,
        "assembly": found.assembly,
        "documents": found.documents.select_related("file"),
        "signer": own[0] if own else None,
        "form": form,
        "confirmed": confirmed,
        "has_factor": has_one(request.user),
        "way": "" if confirmed else way_to_confirm(request.user),
    }
    return render(request, "governance/minutes/sign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def minutes_scan(request, building, assembly_id):
    """Upload what was signed in the room, and say who signed it."""
    found = _finished(request, assembly_id)
    signers = unsigned(found)
    languages = list(found.documents.values_list("language", flat=True))
    sent = request if request.method == "POST" else None
    form_class = MemberScanForm if request.access.is_of_members else ScanForm
    form = form_class(sent, signers=signers, languages=languages)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_paper_signatures(
                found,
                signers=form.cleaned_data["who"],
                language=form.cleaned_data["language"],
                scan=form.cleaned_data["scan"],
                by=request.user,
            )
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The signatures are noted."))
        return _back(building, found.assembly)
    context = {
        "building": building,
        "assembly": found.assembly,
        "form": form,
        "signers": signers,
    }
    return render(request, "governance/minutes/scan.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def minutes_scan_file(request, building, signature_id):
    """The scan of a document that was signed on paper."""
    scans = Signature.objects.filter(scan__isnull=False).select_related("scan")
    return attachment(get_object_or_404(scans, uuid=signature_id).scan)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def verification(request, building, assembly_id):
    """The seals of a meeting and of its points, and how one counts it again."""
    from governance.queries.verification import seals_of

    assembly = _ended(request, assembly_id)
    context = {
        "building": building,
        "assembly": assembly,
        "seals": seals_of(assembly),
    }
    return render(request, "governance/minutes/verification.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def recount(request, building, assembly_id):
    """The whole meeting as JSON, with the program that counts it again."""
    from governance.exports.recount import recount_name, recount_zip

    assembly = _ended(request, assembly_id)
    data = recount_zip(assembly, building)
    return _file(data, recount_name(assembly, building), "application/zip")


def _ended(request, assembly_id):
    """Return a meeting that was closed or adjourned."""
    ended = visible_assemblies(request.access).exclude(
        closed_at=None, adjourned_at=None
    )
    return get_object_or_404(ended, uuid=assembly_id)


def _finished(request, assembly_id):
    """Return the minutes of a meeting, which can be signed."""
    found = minutes_of(_ended(request, assembly_id))
    if found is None or found.finished_at is None:
        raise Http404
    return found


def _own(request, found):
    if request.access.seen_as is not None:
        return []
    return own_signers(found, request.access, name=request.user.name)


def _back(building, assembly):
    return redirect("governance:minutes", building.slug, assembly.uuid)


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "private, no-store",
        },
    )
