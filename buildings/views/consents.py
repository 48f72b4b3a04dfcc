from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from buildings.consents import current_version, text_of
from buildings.errors import ConsentStands, NoAddress
from buildings.forms import OwnChoiceForm, PaperConsentForm, WithdrawalForm
from buildings.mailings.own import own_letters
from buildings.models import Consent, Owner
from buildings.queries import address_of, looks_at
from buildings.services.consents import give_consent, withdraw_consent


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def owner_consents(request, building, owner_id):
    """What an owner accepted and took back; record what he wrote on paper."""
    owner = get_object_or_404(Owner, uuid=owner_id)
    form = PaperConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_consent(
                owner,
                **form.cleaned_data,
                source=Consent.Source.PAPER,
                by=request.user,
            )
        except (ConsentStands, NoAddress) as refusal:
            form.add_error(None, _refused(refusal))
        else:
            messages.success(request, _("The consent is recorded."))
            return redirect("buildings:owner-consents", building.slug, owner.uuid)
    context = {"building": building, "owner": owner, "form": form, "log": _log(owner)}
    context["texts"] = _texts()
    return render(request, "buildings/consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def consent_withdraw(request, building, owner_id, consent_id):
    consent = get_object_or_404(
        Consent.objects.standing().select_related("owner"),
        owner__uuid=owner_id,
        uuid=consent_id,
    )
    form = WithdrawalForm(request.POST or None, consent=consent)
    if request.method == "POST" and form.is_valid():
        withdraw_consent(consent, on=form.cleaned_data["withdrawn_on"], by=request.user)
        messages.success(request, _("The withdrawal is recorded."))
        return redirect("buildings:owner-consents", building.slug, consent.owner.uuid)
    context = {"building": building, "consent": consent, "form": form}
    return render(request, "buildings/consent_withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_OWN_ACCOUNT)
def my_letters(request, building):
    """How the person himself receives letters, and who saw his pages."""
    owner = request.access.own_owners.select_related("user").first()
    form = OwnChoiceForm(request.POST or None)
    if request.method == "POST" and owner is not None and form.is_valid():
        _choose(request, owner, **form.cleaned_data)
        return redirect("buildings:my-letters", building.slug)
    context = {"building": building, "owner": owner}
    if owner is not None:
        context |= {
            "choices": _choices(owner),
            "address": address_of(owner),
            "log": _log(owner),
            "looks": looks_at(owner)[:50],
            "letters": own_letters(owner),
        }
    return render(request, "buildings/consents_own.html", context)


def _choose(request, owner, purpose, accept):
    """Do what the owner wishes; what is so already is left alone."""
    standing = owner.consents.standing().filter(purpose=purpose).first()
    today = timezone.localdate()
    if accept and standing is None:
        give_consent(
            owner,
            purpose=purpose,
            source=Consent.Source.ONLINE,
            given_on=today,
            address=address_of(owner),
            by=request.user,
        )
        messages.success(request, _("From now on they come by e-mail."))
    elif standing is not None and not accept:
        withdraw_consent(standing, on=today, by=request.user)
        messages.success(request, _("From now on they come by post."))


def _choices(owner: Owner):
    """Return (purpose, text asked, what stands of it or None)."""
    standing = {consent.purpose: consent for consent in owner.consents.standing()}
    return [
        (Consent.Purpose(purpose), text, standing.get(purpose))
        for purpose, text in _texts()
    ]


def _texts():
    """Return (purpose, the text that is asked today)."""
    return [
        (purpose, text_of(purpose, current_version(purpose)))
        for purpose in Consent.Purpose
    ]


def _log(owner: Owner):
    """Return (consent, the text that was accepted), the latest first."""
    found = owner.consents.select_related("recorded_by").order_by("-pk")
    return [(each, text_of(each.purpose, each.version)) for each in found]


def _refused(refusal) -> str:
    sentences = {
        ConsentStands: _("This consent is recorded already."),
        NoAddress: _(
            "The register has no e-mail address of this co-owner: add it first."
        ),
    }
    return sentences[type(refusal)]
