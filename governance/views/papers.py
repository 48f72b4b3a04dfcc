"""Paper in a meeting: sheets and lists to print, and what is typed from a sheet."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from governance.errors.meeting import NothingToPrint
from governance.forms.papers import PapersForm, SheetForm, SlipsForm
from governance.queries.meeting import meeting_of
from governance.queries.papers import secret_points
from governance.queries.roll import names_of
from governance.queries.slips import slips_of
from governance.refusals.meeting import sentence
from governance.services.meeting import arrive
from governance.services.papers import ask_papers, ask_slips, file_of, papers_job
from governance.services.typing_in import type_in
from governance.views.acts import attempt, begun, held, point_of
from koprogo.documents.http import attachment
from koprogo.ui.origin import origin


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def ballot_papers(request, building, assembly_id):
    """Which papers are printed; the list of voters must be frozen first."""
    assembly = held(request, building, assembly_id)
    if not assembly.is_convened:
        raise Http404
    form = PapersForm(request.POST if request.method == "POST" else None)
    is_asked = request.method == "POST" and assembly.roll_taken_at is not None
    if is_asked and form.is_valid():
        job = ask_papers(
            assembly,
            **form.cleaned_data,
            origin=origin(request),
            by=request.user,
        )
        return redirect(
            "governance:ballot-papers-made", building.slug, assembly.uuid, job.uuid
        )
    context = {
        "building": building,
        "assembly": assembly,
        "form": form,
        "secret": secret_points(assembly) if assembly.roll_taken_at else [],
    }
    return render(request, "governance/papers/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def ballot_slips(request, building, assembly_id, item_id):
    """What slips of paper would tell of a secret ballot, and those that tell nothing."""
    assembly = begun(request, building, assembly_id)
    item = point_of(assembly, item_id)
    if not item.is_secret:
        raise Http404
    form = SlipsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            job = ask_slips(item, **form.cleaned_data, by=request.user)
        except NothingToPrint as error:
            messages.error(request, sentence(error))
            return redirect(request.path)
        return redirect(
            "governance:ballot-papers-made", building.slug, assembly.uuid, job.uuid
        )
    context = {
        "building": building,
        "assembly": assembly,
        "item": item,
        "slips": slips_of(meeting_of(assembly), str(item.uuid)),
        "form": form,
    }
    return render(request, "governance/papers/slips.html", context)


@require_safe
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def papers_made(request, building, assembly_id, papers_id):
    """How far the worker is, and the papers when they are there."""
    assembly = held(request, building, assembly_id)
    job = _job(assembly, papers_id)
    context = {
        "building": building,
        "assembly": assembly,
        "job": job,
        "file": file_of(job),
    }
    return render(request, "governance/papers/made.html", context)


@require_safe
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def papers_file(request, building, assembly_id, papers_id):
    file = file_of(_job(held(request, building, assembly_id), papers_id))
    if file is None:
        raise Http404
    return attachment(file)


def _job(assembly, papers_id):
    job = papers_job(papers_id, assembly=assembly)
    if job is None:
        raise Http404
    return job


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def paper_entry(request, building, assembly_id, line_id):
    """What the code of a sheet opens: who is there for it, and its ballot."""
    assembly = begun(request, building, assembly_id)
    line = get_object_or_404(assembly.roll, uuid=line_id)
    meeting = meeting_of(assembly)
    head = meeting.roll.heads[str(line.head)]
    lots = _lots(meeting, head)
    form = SheetForm(
        request.POST if "reason" in request.POST else None,
        lines=[lot for lot, _votes, _choice in lots],
        initial={f"line-{lot.id}": choice for lot, _votes, choice in lots},
    )
    if request.method == "POST" and _act(request, assembly, meeting, head, form):
        return redirect(request.path)
    context = {
        "building": building,
        "assembly": assembly,
        "line": line,
        "head": head,
        "lots": lots,
        "by": meeting.represented.get(head.id),
        "may_come": _may_come(meeting, head),
        "names": names_of(assembly),
        "point": meeting.open_item and point_of(assembly, meeting.open_item),
        "form": form,
        "meeting": meeting,
        "operator": str(request.user),
        "tap": uuid4(),
    }
    return render(request, "governance/papers/entry.html", context)


def _lots(meeting, head):
    """Return the lots that vote on the open point, their votes there and ballots."""
    if meeting.open_item is None or not meeting.item(meeting.open_item).is_voted:
        return []
    ballots = meeting.ballots(meeting.open_item)
    key = meeting.item(meeting.open_item).item.key
    return [
        (line, votes, ballots[line.id].choice.value if line.id in ballots else "")
        for line in head.lines
        if (votes := line.votes_by(key))
    ]


def _may_come(meeting, head) -> list[str]:
    """Return who can be checked in for a head: its voter, and who has its proxy."""
    holders = [p.holder for p in meeting.proxies if p.stands and p.principal == head.id]
    known = [head.voter, *holders] if head.voter else []
    return [person for person in known if person not in meeting.present]


def _act(request, assembly, meeting, head, form) -> bool:
    """Check somebody in, or count the sheet; False: the form has to be filled in."""
    person = request.POST.get("person")
    if person is not None:
        if person not in _may_come(meeting, head):
            raise Http404
        return attempt(
            request, arrive, _("Noted: here."), assembly=assembly, person=person
        )
    if meeting.open_item is None or not form.is_valid():
        return False
    by = meeting.represented.get(head.id)
    return attempt(
        request,
        type_in,
        _("The ballot is counted."),
        item=point_of(assembly, meeting.open_item),
        choices=form.choices(),
        channel="paper",
        operator=str(request.user),
        reason=form.cleaned_data["reason"],
        person=by and by.holder,
    )
