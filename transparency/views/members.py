"""The register of members, for the board: who takes part, and what it grants."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.models import Reduction
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.forms.membership import EndForm, ReductionEndForm, ReductionForm
from transparency.lists.membership import members_table as as_table
from transparency.queries.participations import many_by_way, terms_of, with_state
from transparency.queries.tariffs import tariff_today
from transparency.refusals.membership import sentence
from transparency.services import taking_part, terms
from transparency.views.acts import ask as ask_form

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
ask = partial(ask_form, sentence=sentence)


def _member(participation_id):
    rows = with_state(timezone.localdate())
    return get_object_or_404(rows, uuid=participation_id)


def _page(found) -> str:
    return reverse("transparency:member", args=[found.uuid])


@require_safe
@require(Permission.SEE_MEMBERS)
def members(request, association):
    """Everybody that takes part or did, by name."""
    today = timezone.localdate()
    context = {
        "page": paginate(request, with_state(today)),
        "many": many_by_way(today),
        "tariff": tariff_today(today),
        "may_keep": request.access.allows(Permission.KEEP_MEMBERS),
    }
    return render(request, "transparency/members/members.html", context)


@require_safe
@require(Permission.SEE_MEMBERS)
def members_table(request, association, ending):
    rows = with_state(timezone.localdate())[: LIMIT + 1]
    return send_table(as_table(rows), ending, place=association.slug)


@require_safe
@require(Permission.SEE_MEMBERS)
def member(request, association, participation_id):
    """One of them: its periods, its reductions and its add-ons."""
    found = _member(participation_id)
    context = {
        "member": found,
        "terms": terms_of(found),
        "reductions": found.reductions.select_related("granted_by"),
        "add_ons": found.add_ons.all(),
        "may_keep": request.access.allows(Permission.KEEP_MEMBERS),
        "today": timezone.localdate(),
    }
    return render(request, "transparency/members/member.html", context)


@READ_WRITE
@require(Permission.KEEP_MEMBERS)
def member_end(request, association, participation_id):
    found = _member(participation_id)
    return ask(
        request,
        EndForm(request.POST if request.method == "POST" else None),
        partial(taking_part.leave, found),
        done=_("The participation ends with this month."),
        back=_page(found),
        words={
            "title": _("End the participation: %(name)s") % {"name": found.name},
            "lead": _(
                "It ends with this month, with its vote and its hosting. The reason is "
                "kept."
            ),
            "submit": _("End it"),
            "back_label": found.name,
        },
    )


@READ_WRITE
@require(Permission.KEEP_MEMBERS)
def reduction_new(request, association, participation_id):
    found = _member(participation_id)
    return ask(
        request,
        ReductionForm(request.POST if request.method == "POST" else None),
        partial(terms.grant_reduction, found),
        done=_("The reduction is granted."),
        back=_page(found),
        words={
            "title": _("Grant a reduction: %(name)s") % {"name": found.name},
            "lead": _("It belongs to this participation, for whole months."),
            "submit": _("Grant"),
            "back_label": found.name,
        },
    )


@READ_WRITE
@require(Permission.KEEP_MEMBERS)
def reduction_end(request, association, reduction_id):
    rows = Reduction.objects.select_related("participation")
    found = get_object_or_404(rows, uuid=reduction_id)
    return ask(
        request,
        ReductionEndForm(request.POST if request.method == "POST" else None),
        partial(terms.end_reduction, found),
        done=_("The end of the reduction is noted."),
        back=_page(found.participation),
        words={
            "title": _("End the reduction"),
            "lead": found.participation.name,
            "submit": _("End it"),
            "back_label": found.participation.name,
        },
    )
