"""Proxies: an owner gives one online, the office records paper, and both see them."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.models import Holding
from governance.errors.base import GovernanceError
from governance.forms.proxies import (
    GivingForm,
    MemberGivingForm,
    MemberPaperForm,
    PaperProxyForm,
    WithdrawForm,
    as_said,
)
from governance.queries.assemblies import visible_assemblies
from governance.queries.proxies import (
    goes_on_in,
    holders_called,
    load_of,
    members_called,
    own_proxies,
    person_of,
    possible_holders,
    shown,
    standing_now,
    visible_proxies,
    voted_for,
    voting_holdings,
)
from governance.queries.voting import lots_elsewhere, voter_of
from governance.refusals.meeting import why_refused
from governance.refusals.proxies import sentence
from governance.services import proxies as services
from governance.views.people import page_of_people
from koprogo.documents.http import attachment
from koprogo.ui.origin import origin


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def proxies(request, building, assembly_id):
    """All of them for the office; for an owner what he gave and what he holds."""
    assembly = _assembly(request, assembly_id)
    meeting = standing_now(assembly)
    found = visible_proxies(request.access, assembly).prefetch_related(
        "holding__members__owner"
    )
    owner = voter_of(request.access)
    mine = voted_for(assembly, owner) if owner else []
    page = page_of_people(request, found)
    context = {
        "building": building,
        "assembly": assembly,
        "page": page,
        "rows": [(one, _why(one, meeting)) for one in shown(list(page), meeting)],
        "owner": owner,
        "to_come": goes_on_in(assembly) == assembly,
        "everybody": request.access.allows(Permission.HOLD_ASSEMBLIES),
        "may_give": bool(mine) and request.access.allows(Permission.TAKE_PART),
        "elsewhere": _elsewhere(assembly, meeting, owner),
        "gone": set(own_proxies(request.access, assembly).values_list("pk", flat=True)),
    }
    return render(request, "governance/proxies/list.html", context)


def _elsewhere(assembly, meeting, owner):
    """Return the lots for which somebody else votes; known once the list is frozen."""
    if owner is None or assembly.roll_taken_at is None:
        return []
    return lots_elsewhere(assembly, meeting, owner)


def _why(one, meeting):
    """Say why a proxy gives no power, or nothing."""
    if one.state != "refused":
        return ""
    names = {one.known.holder: one.proxy.holder_name}
    return why_refused(meeting, one.known, names)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def proxy(request, building, assembly_id, proxy_id):
    """The text of the power, who signed it and when, and whether it counts."""
    assembly = _assembly(request, assembly_id)
    found = _proxy(visible_proxies(request.access, assembly), proxy_id)
    meeting = standing_now(assembly)
    [one] = shown([found], meeting)
    mine = own_proxies(request.access, assembly).filter(pk=found.pk).exists()
    context = {
        "building": building,
        "assembly": assembly,
        "one": one,
        "why": _why(one, meeting),
        "lots": _lots(meeting, str(found.head)),
        "may_withdraw": mine and found.withdrawn_at is None,
    }
    return render(request, "governance/proxies/proxy.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def proxy_paper(request, building, assembly_id, proxy_id):
    assembly = _assembly(request, assembly_id)
    found = _proxy(visible_proxies(request.access, assembly), proxy_id)
    if found.paper is None:
        raise Http404
    return attachment(found.paper)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART, asbl=True)
def proxy_new(request, building, assembly_id):
    """First whom and what; then the text, which the account of the owner signs."""
    assembly, owner = _assembly(request, assembly_id), voter_of(request.access)
    mine = voted_for(assembly, owner) if owner else []
    form = _giving(request, building, assembly, owner, mine)
    context = {"building": building, "assembly": assembly, "form": form, "mine": mine}
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["signed"]:
            return _to_sign(request, context, owner)
        try:
            given = services.give_proxy(
                assembly,
                **as_said(form.cleaned_data),
                signer=owner,
                origin=origin(request),
                by=request.user,
            )
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("Your proxy is signed."))
            return redirect(
                "governance:proxy", building.slug, assembly.uuid, given.uuid
            )
    return render(request, "governance/proxies/new.html", context)


def _giving(request, building, assembly, owner, mine):
    data = request.POST if request.method == "POST" else None
    first = {"holding": mine[0].uuid if mine else None}
    if request.access.is_of_members:
        find = partial(holders_called, assembly, but=owner)
        return MemberGivingForm(data, members=mine, find_voters=find, initial=first)
    return GivingForm(
        data,
        holdings=Holding.objects.filter(pk__in=[one.pk for one in mine]),
        holders=possible_holders(building.pk).exclude(pk=owner.pk if owner else None),
        initial=first,
    )


def _to_sign(request, context, owner):
    """Show the text of the power, and whether it would be accepted as things stand."""
    cleaned = as_said(context["form"].cleaned_data)
    meeting, head = standing_now(context["assembly"]), str(cleaned["holding"].uuid)
    holder = cleaned["holder"]
    person = person_of(context["assembly"], holder)
    if head in meeting.roll.heads and meeting.end is None:
        load = load_of(meeting, holder=person, head=head)
        refused = load.new.refused
        context["load"] = load
        context["why"] = (
            why_refused(load.after, load.new, {person: str(holder)}) if refused else ""
        )
    context |= {"holder": holder, "owner": owner, "lots": _lots(meeting, head)}
    return render(request, "governance/proxies/sign.html", context)


def _lots(meeting, head):
    """Return the labels and the votes of the lots of a head, for the text."""
    lines = [line for line in meeting.roll.lines if line.head == head]
    return {
        "labels": ", ".join(line.label for line in lines),
        "votes": sum(line.votes for line in lines),
        "total": meeting.roll.votes,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HOLD_ASSEMBLIES, asbl=True)
def proxy_record(request, building, assembly_id):
    assembly = _assembly(request, assembly_id)
    form = _on_paper(request, building, assembly)
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.record_proxy(
                assembly,
                **as_said(form.cleaned_data),
                origin=origin(request),
                by=request.user,
            )
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The proxy is recorded."))
            return redirect("governance:proxy", building.slug, assembly.uuid, kept.uuid)
    context = {"building": building, "assembly": assembly, "form": form}
    return render(request, "governance/proxies/record.html", context)


def _on_paper(request, building, assembly):
    sent = request if request.method == "POST" else None
    if request.access.is_of_members:
        return MemberPaperForm(
            sent,
            find_members=partial(members_called, assembly),
            find_voters=partial(holders_called, assembly),
        )
    return PaperProxyForm(
        sent,
        holdings=voting_holdings(assembly),
        holders=possible_holders(building.pk),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def proxy_withdraw(request, building, assembly_id, proxy_id):
    assembly = _assembly(request, assembly_id)
    found = _proxy(own_proxies(request.access, assembly), proxy_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_proxy(
                found, **form.cleaned_data, origin=origin(request), by=request.user
            )
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The proxy is withdrawn."))
        return redirect("governance:proxies", building.slug, assembly.uuid)
    context = {"building": building, "assembly": assembly, "one": found, "form": form}
    return render(request, "governance/proxies/withdraw.html", context)


def _assembly(request, assembly_id):
    found = visible_assemblies(request.access).convened().select_related("tenant")
    return get_object_or_404(found, uuid=assembly_id)


def _proxy(proxies, proxy_id):
    return get_object_or_404(proxies, uuid=proxy_id)
