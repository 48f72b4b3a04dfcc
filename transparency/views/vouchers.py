"""Costs and income with their papers: entered, decided, paid, reversed."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.errors import TransparencyError, VoucherEntered
from transparency.forms.books import (
    PaidForm,
    ReasonForm,
    SeenForm,
    VoucherFilter,
    VoucherForm,
    shown_again,
    shown_first,
)
from transparency.lists.books import vouchers_table as as_table
from transparency.models import Voucher
from transparency.queries.quarters import first_open_day
from transparency.queries.vouchers import (
    expected_again,
    fingerprint,
    plan_of,
    voucher_list,
)
from transparency.refusals.books import field_of, sentence
from transparency.services import vouchers as services
from transparency.views.acts import ask as ask_form
from transparency.views.acts import attempt

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
LIST = "transparency:vouchers"
ask = partial(ask_form, sentence=sentence)


def _voucher(voucher_id: UUID, **more) -> Voucher:
    rows = Voucher.objects.select_related("paper", "entered_by", "decided_by")
    return get_object_or_404(rows, uuid=voucher_id, **more)


def _page(voucher: Voucher) -> str:
    return reverse("transparency:voucher", args=[voucher.uuid])


def _posted(request):
    return request.POST if request.method == "POST" else None


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def vouchers(request, association):
    """All of them, the latest first, and which are expected again."""
    form = VoucherFilter(request.GET)
    context = {
        "form": form,
        "page": paginate(request, voucher_list(**form.wanted())),
        "expected": expected_again(on=timezone.localdate()),
        "may_keep": request.access.allows(Permission.KEEP_ASBL_BOOKS),
    }
    return render(request, "transparency/books/vouchers.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def vouchers_table(request, association, ending):
    rows = voucher_list(**VoucherFilter(request.GET).wanted())[: LIMIT + 1]
    return send_table(as_table(rows), ending, place=association.slug)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def voucher(request, association, voucher_id):
    """One of them: what it books or would book, and what can be done with it."""
    found = _voucher(voucher_id)
    undecided = found.state == Voucher.State.ENTERED
    entries = found.entries.select_related("entry__journal", "entry__reverses")
    context = {
        "voucher": found,
        "plan": plan_of(found, first_open=first_open_day()) if undecided else None,
        "entries": entries,
        "is_own": found.entered_by_id == request.user.pk,
        "may_keep": request.access.allows(Permission.KEEP_ASBL_BOOKS),
        "may_approve": request.access.allows(Permission.APPROVE_COSTS),
    }
    return render(request, "transparency/books/voucher.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def voucher_paper(request, association, voucher_id):
    return attachment(_voucher(voucher_id).paper)


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def voucher_new(request, association):
    """Enter a voucher; ``?again=`` fills in that of the next months."""
    form = VoucherForm(
        request if request.method == "POST" else None,
        first=_again(request.GET.get("again", "")),
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = services.enter_voucher(**form.cleaned_data, by=request.user)
        except VoucherEntered as error:
            messages.info(request, sentence(error))
            return redirect(LIST)
        except TransparencyError as error:
            form.add_error(field_of(error, day_field="dated"), sentence(error))
        else:
            messages.success(
                request, _("The voucher is entered: somebody else approves it.")
            )
            return redirect(_page(found))
    return _form(request, form, _("Enter a cost or an income"), reverse(LIST))


def _again(text: str) -> dict:
    """Return what the form shows at first for a recurring voucher that lacks."""
    for one in expected_again(on=timezone.localdate()):
        if text == str(one.last.uuid):
            return shown_again(one.last, since=one.since, until=one.until)
    return {}


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def voucher_edit(request, association, voucher_id):
    """Correct what nobody has decided yet."""
    found = _voucher(voucher_id)
    form = VoucherForm(
        request if request.method == "POST" else None,
        first=shown_first(found) | {"uuid": found.uuid},
        paper_needed=False,
    )
    if request.method == "POST" and form.is_valid():
        fields = {
            name: one for name, one in form.cleaned_data.items() if name != "uuid"
        }
        try:
            services.correct_voucher(found, **fields, by=request.user)
        except TransparencyError as error:
            form.add_error(field_of(error, day_field="dated"), sentence(error))
        else:
            messages.success(request, _("The voucher is corrected."))
            return redirect(_page(found))
    return _form(request, form, _("Correct the voucher"), _page(found))


def _form(request, form, title: str, back: str):
    words = {
        "title": title,
        "lead": _("What has its paper can be checked by everybody."),
        "submit": _("Save"),
        "back_label": _("Costs and income"),
        "back": back,
    }
    return render(request, "layouts/act.html", {"form": form, **words})


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def voucher_withdraw(request, association, voucher_id):
    """Take back, after asking, what nobody has decided yet."""
    found = Voucher.objects.filter(uuid=voucher_id).first()
    if request.method == "POST":
        if found is None:
            messages.info(request, _("This voucher is withdrawn already."))
            return redirect(LIST)
        done = attempt(
            request,
            partial(services.withdraw_voucher, found, by=request.user),
            done=_("The voucher is withdrawn."),
            sentence=sentence,
        )
        return redirect(LIST if done else _page(found))
    context = {"voucher": _voucher(voucher_id)}
    return render(request, "transparency/books/voucher_withdraw.html", context)


@READ_WRITE
@require(Permission.APPROVE_COSTS)
def voucher_approve(request, association, voucher_id):
    """Show all that it would book; then book it."""
    found = _voucher(voucher_id)
    form = SeenForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        act = partial(services.approve_voucher, found, **form.cleaned_data)
        attempt(
            request,
            partial(act, by=request.user),
            done=_("The voucher is approved and booked."),
            sentence=sentence,
        )
        return redirect(_page(found))
    if found.state != Voucher.State.ENTERED:
        return redirect(_page(found))
    plan = plan_of(found, first_open=first_open_day())
    context = {
        "voucher": found,
        "plan": plan,
        "form": SeenForm(initial={"seen": fingerprint(found, plan)}),
        "is_own": found.entered_by_id == request.user.pk,
    }
    return render(request, "transparency/books/voucher_approve.html", context)


@READ_WRITE
@require(Permission.APPROVE_COSTS)
def voucher_reject(request, association, voucher_id):
    found = _voucher(voucher_id)
    return ask(
        request,
        ReasonForm(_posted(request)),
        partial(services.reject_voucher, found),
        done=_("The voucher is rejected."),
        back=_page(found),
        words={
            "title": _("Reject the voucher"),
            "lead": str(found.supplier),
            "submit": _("Reject"),
            "back_label": found.supplier,
        },
    )


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def voucher_pay(request, association, voucher_id):
    """Note that the bank paid or received it."""
    found = _voucher(voucher_id)
    return ask(
        request,
        PaidForm(_posted(request)),
        partial(services.pay_voucher, found),
        done=_("The payment is noted."),
        back=_page(found),
        words={
            "title": _("Note the payment"),
            "lead": found.supplier,
            "submit": _("Note it"),
            "back_label": found.supplier,
        },
    )


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def voucher_unpay(request, association, voucher_id):
    """Take the payment back, after asking."""
    found = _voucher(voucher_id)
    if request.method == "POST":
        attempt(
            request,
            partial(services.unpay_voucher, found, by=request.user),
            done=_("The payment is taken back."),
            sentence=sentence,
        )
        return redirect(_page(found))
    context = {"voucher": found}
    return render(request, "transparency/books/voucher_unpay.html", context)


@READ_WRITE
@require(Permission.APPROVE_COSTS)
def voucher_reverse(request, association, voucher_id):
    found = _voucher(voucher_id)
    return ask(
        request,
        ReasonForm(_posted(request)),
        partial(services.reverse_voucher, found),
        done=_("The voucher is taken out of the books by mirror entries."),
        back=_page(found),
        words={
            "title": _("Take the voucher out of the books"),
            "lead": _(
                "A mirror undoes each of its entries; of a closed quarter, in the first "
                "open month. This cannot be taken back."
            ),
            "submit": _("Take it out"),
            "back_label": found.supplier,
        },
    )
