"""The agreement of one's own help: read, made in one's language, signed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.accounts.second_factor import has_one, is_confirmed, way_to_confirm
from solidarity.access import applicant
from solidarity.exports.agreement import PDF, agreement_name
from solidarity.forms.money import AgreementForm, SignForm
from solidarity.models import Aid
from solidarity.queries import agreements as queries
from solidarity.services import agreements as services
from solidarity.vault import Forgotten, open_vault
from solidarity.views.acts import act_on, attempt, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _own(request, aid_id) -> Aid:
    return get_object_or_404(queries.own_aids(request.user), uuid=aid_id)


@READ_WRITE
@applicant
def agreement(request, aid_id):
    """The terms in plain words; makes the agreement in the language chosen."""
    aid, today = _own(request, aid_id), timezone.localdate()
    can_sign = queries.can_be_signed(aid)
    form = _form(request, aid) if can_sign else None
    if form and request.method == "POST" and form.is_valid():
        made = act_on(
            form,
            lambda: services.prepare_agreement(
                aid, **form.cleaned_data, by=request.user
            ),
        )
        if made:
            messages.success(request, _("The agreement is made: read it, then sign."))
            return redirect("solidarity:agreement-sign", aid_id=aid.uuid)
    plan = queries.preview(aid, on=today)
    context = {
        "aid": aid,
        "form": form,
        "plan": plan,
        "interest": sum(one.interest for one in plan),
        "won": queries.won_amount(aid),
        "sign_by": queries.sign_by(aid) if can_sign else None,
    }
    return render(request, "solidarity/money/agreement/agreement.html", context)


def _form(request, aid: Aid) -> AgreementForm:
    vault = open_vault(aid.request)
    iban = queries.iban_of(aid, vault) or queries.answers_of(aid.request, vault).iban
    return AgreementForm(posted(request), aid=aid, iban=iban)


@require_safe
@applicant
def agreement_file(request, aid_id):
    """One's own agreement, as it is or will be signed."""
    return send_agreement(_own(request, aid_id))


def send_agreement(aid: Aid) -> HttpResponse:
    if aid.agreement is None:
        raise Http404
    try:
        pdf = queries.agreement_of(aid)
    except Forgotten:
        raise Http404 from None
    name = content_disposition_header(True, agreement_name(aid))
    return HttpResponse(pdf, content_type=PDF, headers={"Content-Disposition": name})


@READ_WRITE
@applicant
def agreement_sign(request, aid_id):
    """Sign online: only in a session that a second factor confirmed."""
    aid, confirmed = _own(request, aid_id), is_confirmed(request)
    if not queries.can_be_signed(aid) or aid.agreement is None:
        return redirect("solidarity:agreement", aid_id=aid.uuid)
    form = SignForm(posted(request), aid=aid)
    if request.method == "POST" and confirmed and form.is_valid():
        attempt(
            request,
            lambda: services.sign_agreement(aid, **form.cleaned_data, by=request.user),
            done=_("You have signed. The money follows within five working days."),
        )
        return redirect("solidarity:agreement", aid_id=aid.uuid)
    context = {
        "aid": aid,
        "form": form,
        "confirmed": confirmed,
        "has_factor": has_one(request.user),
        "way": "" if confirmed else way_to_confirm(request.user),
    }
    return render(request, "solidarity/money/agreement/sign.html", context)
