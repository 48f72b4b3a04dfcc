"""How a surplus is divided: prepared by the board, adopted by the members, spent."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.errors import TransparencyError
from transparency.forms.allocations import (
    AllocationForm,
    LineFormSet,
    SpendingForm,
    draft_of,
    rows_of,
)
from transparency.forms.books import PaidForm
from transparency.lists import budget as lists
from transparency.queries.allocations import (
    TEMPLATE,
    TEMPLATE_WITH_FUND,
    allocation_list,
    commitments,
    drafts_of,
    endowments,
    line_list,
    open_allocations,
    plan_of,
    spending_list,
)
from transparency.queries.dividing import distributable_on
from transparency.queries.ideas import takeable_ideas
from transparency.refusals.budget import sentence
from transparency.services import allocations as services
from transparency.services.endowments import pay_endowment
from transparency.services.spendings import record_spending
from transparency.views.acts import ask

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def allocations(request, association):
    """What was divided and what is proposed, and what the fund was given."""
    page = paginate(request, allocation_list())
    context = {
        "page": page,
        "rows": [(one, commitments(one)) for one in page],
        "endowments": list(endowments()[:50]),
        "may_prepare": request.access.allows(Permission.PREPARE_ALLOCATIONS),
        "may_keep": request.access.allows(Permission.KEEP_ASBL_BOOKS),
    }
    return render(request, "transparency/allocations/allocations.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def allocations_table(request, association, ending):
    table = lists.allocations_table(allocation_list()[: LIMIT + 1])
    return send_table(table, ending, place=association.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def spendings_table(request, association, ending):
    table = lists.spendings_table(spending_list()[: LIMIT + 1])
    return send_table(table, ending, place=association.slug)


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def endowment_pay(request, association, endowment_id):
    """Note that the bank transferred an endowment to the fund."""
    act = get_object_or_404(endowments(), uuid=endowment_id)
    return ask(
        request,
        PaidForm(request.POST if request.method == "POST" else None),
        partial(pay_endowment, act),
        done=_("The payment is noted, here and in the books of the fund."),
        back=reverse("transparency:allocations"),
        words={
            "title": _("Note the payment to the fund"),
            "lead": act.decision_text,
            "submit": _("Note it"),
            "back_label": _("Participatory budget"),
        },
        sentence=sentence,
    )


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def endowments_table(request, association, ending):
    table = lists.endowments_table(endowments()[: LIMIT + 1])
    return send_table(table, ending, place=association.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def allocation(request, association, allocation_id):
    """One division: its lines, what was spent on each, and what is left."""
    found = get_object_or_404(allocation_list(), uuid=allocation_id)
    access = request.access
    context = {
        "allocation": found,
        "lines": commitments(found),
        "plan": plan_of(found.amount, drafts_of(found.lines.all())),
        "spendings": spending_list().filter(line__allocation=found),
        "may_prepare": access.allows(Permission.PREPARE_ALLOCATIONS)
        and found.adopted_at is None,
        "may_spend": access.allows(Permission.KEEP_ASBL_BOOKS)
        and found.adopted_at is not None,
    }
    return render(request, "transparency/allocations/allocation.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def allocation_table(request, association, allocation_id, ending):
    found = get_object_or_404(allocation_list(), uuid=allocation_id)
    table = lists.allocation_table(found, commitments(found))
    return send_table(table, ending, place=association.slug)


@READ_WRITE
@require(Permission.PREPARE_ALLOCATIONS)
def allocation_new(request, association):
    """Divide what can be distributed, beginning with a template."""
    there = distributable_on(timezone.localdate())
    lines = TEMPLATE_WITH_FUND if "fund" in request.GET else TEMPLATE
    initial = {"amount": there.amount or None}
    return _edit(request, initial, lines, services.prepare_allocation, there=there)


@READ_WRITE
@require(Permission.PREPARE_ALLOCATIONS)
def allocation_edit(request, association, allocation_id):
    found = get_object_or_404(open_allocations(), uuid=allocation_id)
    initial = {
        name: getattr(found, name) for name in ("title", "amount", "explanation")
    }
    return _edit(
        request,
        initial,
        drafts_of(found.lines.all()),
        partial(services.change_allocation, found),
        there=distributable_on(timezone.localdate()),
        allocation=found,
    )


def _edit(request, initial, lines, act, *, there, allocation=None):
    data = request.POST if request.method == "POST" else None
    ideas = {str(one.uuid): one for one in takeable_ideas()}
    ideas |= {str(line.idea.uuid): line.idea for line in lines if line.idea}
    form = AllocationForm(data, initial=initial)
    # A bound row that is as it was at first would be taken for an empty one.
    first = rows_of(lines) if data is None else None
    rows = LineFormSet(data, initial=first, form_kwargs={"ideas": ideas})
    plan = plan_of(initial["amount"], lines) if initial["amount"] else None
    if data is not None and form.is_valid() and rows.is_valid():
        draft = draft_of(form, rows)
        plan = plan_of(draft.amount, draft.lines)
        if "preview" not in data and (made := _act(request, form, act, draft)):
            return redirect("transparency:allocation", made.uuid)
    context = {
        "form": form,
        "rows": rows,
        "plan": plan,
        "there": there,
        "allocation": allocation,
    }
    return render(request, "transparency/allocations/form.html", context)


def _act(request, form, act, draft):
    """Return what was written; nothing, where the form says why not."""
    try:
        made = act(draft, by=request.user)
    except TransparencyError as error:
        form.add_error(None, sentence(error))
        return None
    messages.success(request, _("The division is saved: the members decide on it."))
    return made


@READ_WRITE
@require(Permission.PREPARE_ALLOCATIONS)
def allocation_discard(request, association, allocation_id):
    found = get_object_or_404(open_allocations(), uuid=allocation_id)
    if request.method == "POST":
        try:
            services.discard_allocation(found, by=request.user)
        except TransparencyError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The division is discarded."))
        return redirect("transparency:allocations")
    context = {"allocation": found}
    return render(request, "transparency/allocations/discard.html", context)


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def spending_new(request, association, commitment_id):
    """Note what an adopted line paid for."""
    line = get_object_or_404(line_list(), uuid=commitment_id)
    return ask(
        request,
        SpendingForm(request.POST if request.method == "POST" else None),
        partial(record_spending, line),
        done=_("It is noted."),
        back=reverse("transparency:allocation", args=[line.allocation.uuid]),
        words={
            "title": _("Note what was spent"),
            "lead": line.title or line.get_purpose_display(),
            "submit": _("Note"),
            "back_label": line.allocation.title,
            "line": line,
            "left": line.amount - line.spent,
        },
        sentence=sentence,
        template="transparency/allocations/spend.html",
    )
