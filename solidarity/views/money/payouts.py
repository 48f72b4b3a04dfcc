"""Payouts: the committee prepares and approves them, by codes; details on record."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.ui.formatting import money
from koprogo.ui.pagination import paginate
from solidarity.access import committee
from solidarity.answers import Payee
from solidarity.errors.money import PayoutPrepared
from solidarity.forms.money import PayoutForm
from solidarity.models import Aid, Opening, Payout, RequestConsent
from solidarity.queries import payouts as queries
from solidarity.queries.agreements import has_consent
from solidarity.services import payouts as services
from solidarity.services.payouts import Recipient
from solidarity.vault import Forgotten
from solidarity.views.acts import act_on, attempt, confirm, why
from solidarity.views.money.agreements import send_agreement

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
LIST = "solidarity:payouts"


def _aid(request, aid_id) -> Aid:
    return get_object_or_404(queries.open_to(request.user), uuid=aid_id)


def _payout(request, payout_id) -> Payout:
    return get_object_or_404(queries.payouts_open_to(request.user), uuid=payout_id)


def _page(payout: Payout) -> str:
    return reverse("solidarity:payout", args=[payout.uuid])


@require_safe
@committee
def payouts(request, seat):
    """What is signed and waits for its money, what is late, and all payments."""
    today = timezone.localdate()
    context = {
        "waiting": queries.to_pay(request.user, on=today),
        "page": paginate(request, queries.payouts_open_to(request.user)),
    }
    return render(request, "solidarity/money/payouts/payouts.html", context)


@READ_WRITE
@committee
def payout_new(request, seat, aid_id):
    """One help: what was paid of it, and the next payment."""
    aid = _aid(request, aid_id)
    left = queries.left_of(aid)
    sent = request if request.method == "POST" else None
    form = PayoutForm(sent, aid=aid, left=left)
    if sent and form.is_valid():
        try:
            made = act_on(form, partial(_prepare, request, aid, form.cleaned_data))
        except PayoutPrepared as error:
            messages.info(request, why(error))
            return redirect(LIST)
        if made:
            text = _("Prepared: another member of the committee approves it.")
            messages.success(request, text)
            return redirect(_page(made))
    purpose = RequestConsent.Purpose.PAY_SYNDIC
    context = {
        "aid": aid,
        "form": form if aid.state == Aid.State.SIGNED else None,
        "left": left,
        "payouts": aid.payouts.select_related("aid"),
        "may_pay_syndic": has_consent(aid.request, purpose),
        "can_close": bool(aid.paid) and not queries.is_under_way(aid),
    }
    return render(request, "solidarity/money/payouts/new.html", context)


def _prepare(request, aid: Aid, said: dict) -> Payout:
    names = ("payee", "name", "iban", "message")
    return services.prepare_payout(
        aid,
        uuid=said["uuid"],
        amount=said["amount"],
        recipient=Recipient(**{name: said[name] for name in names}),
        voucher=said["voucher"],
        by=request.user,
    )


@READ_WRITE
@committee
def payout_close(request, seat, aid_id):
    """Note, after asking, that nothing more will be drawn."""
    aid = _aid(request, aid_id)
    rest = money(aid.amount - aid.paid, request.LANGUAGE_CODE)
    return confirm(
        request,
        partial(services.close_drawing, aid),
        done=_("The rest is free again."),
        back=reverse("solidarity:payout-new", args=[aid.uuid]),
        words={
            "title": _("Nothing more will be drawn"),
            "question": _(
                "%(amount)s of %(code)s were not drawn: the fund can promise them to "
                "others. What was paid comes back by its plan, or the request is closed. "
                "This cannot be taken back."
            )
            % {"amount": rest, "code": aid.code},
            "submit": _("Close it"),
            "back_label": aid.code,
        },
    )


@require_POST
@committee
def payout_agreement(request, seat, aid_id):
    """The agreement that was signed; the person reads that it was opened."""
    aid = _aid(request, aid_id)
    if aid.agreement_id is None:
        raise Http404
    what = Opening.What.AGREEMENT
    services.note_opening(aid.request, what=what, by=request.user)
    return send_agreement(aid)


@require_safe
@committee
def payout(request, seat, payout_id):
    """One payment: what of it is no secret, and its next step."""
    return _show(request, _payout(request, payout_id))


@require_POST
@committee
def payout_open(request, seat, payout_id):
    """Whom it pays, shown once; the person reads that it was opened."""
    found = _payout(request, payout_id)
    what = Opening.What.PAYMENT
    services.note_opening(found.aid.request, what=what, by=request.user)
    return _show(request, found, details=_details(found))


def _details(found: Payout) -> queries.Details:
    try:
        return queries.details_of(found)
    except Forgotten:
        raise Http404 from None


def _show(request, found: Payout, details=None):
    waits = found.state == Payout.State.PREPARED
    context = {
        "payout": found,
        "details": details,
        "is_own": found.prepared_by_id == request.user.pk,
        "is_syndic": found.payee == Payee.SYNDIC,
        "waits": waits,
        "has_opened": waits and queries.has_opened(found, request.user),
        "can_withdraw": waits or found.state == Payout.State.APPROVED,
    }
    return render(request, "solidarity/money/payouts/payout.html", context)


@require_POST
@committee
def payout_voucher(request, seat, payout_id):
    """The invoice of a payment; the person reads that it was opened."""
    found = _payout(request, payout_id)
    if found.voucher_id is None:
        raise Http404
    what = Opening.What.PAYMENT
    services.note_opening(found.aid.request, what=what, by=request.user)
    name = _details(found).voucher_name
    return HttpResponse(
        queries.voucher_of(found),
        content_type=found.voucher_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


@require_POST
@committee
def payout_approve(request, seat, payout_id):
    found = _payout(request, payout_id)
    attempt(
        request,
        partial(services.approve_payout, found, by=request.user),
        done=_("Approved: the treasurer sends it to the bank."),
    )
    return redirect(_page(found))


@READ_WRITE
@committee
def payout_withdraw(request, seat, payout_id):
    """Withdraw, after asking, what is not at the bank yet."""
    found = _payout(request, payout_id)
    amount = money(found.amount, request.LANGUAGE_CODE)
    return confirm(
        request,
        partial(services.withdraw_payout, found),
        done=_("The payment is withdrawn: its amount is free again."),
        back=_page(found),
        words={
            "title": _("Withdraw the payment"),
            "question": _(
                "The payment %(code)s of %(amount)s is withdrawn. It cannot be taken "
                "back; the right one has to be prepared anew."
            )
            % {"code": found.code, "amount": amount},
            "submit": _("Withdraw"),
            "back_label": found.code,
        },
    )
