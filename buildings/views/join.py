from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from buildings.errors import (
    AlreadyHasRole,
    AnotherOwner,
    ArrivedAlready,
    CodeClosed,
    InvitationClosed,
    LivesHere,
    OwnerTaken,
)
from buildings.forms import CodeForm
from buildings.forms.people import ArrivalForm
from buildings.invitations import InvalidCode, format_code, hash_code, normalise_code
from buildings.models import HallCode, Invitation
from buildings.queries import syndic_of
from buildings.roles import ROLE_DESCRIPTIONS
from buildings.services.hall import arrive
from buildings.services.joining import accept_invitation
from koprogo.tenancy.models import Tenant


def _may_guess(request, *, counted: bool) -> bool:
    """Whether this address of the network may try codes; ``counted``: it was wrong.

    How many: settings.ACCOUNT_RATE_LIMITS. A code in an address is tried by GET, which
    allauth's public function never counts.
    """
    return bool(
        ratelimit.consume(
            request,
            app="allauth.account",
            action="join",
            limit_get=True,
            dry_run=not counted,
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def join(request):
    """Type the code of a letter."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(_here(request, format_code(form.cleaned_data["code"])))
    return render(request, "buildings/join.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@cache_control(private=True, no_store=True)  # the code stands in the address
def join_code(request, code):
    """What an invitation promises; a POST accepts it, or opens an account first.

    The code of a hall is one too, for everybody who passes there. A code that is wrong, used, withdrawn or expired always gives the same page.
    """
    if not _may_guess(request, counted=False):
        return ratelimit.respond_429(request)
    invitation = _find(code)
    if invitation is None and (posted := _find_hall(code)):
        return _from_the_hall(request, posted, code)
    if invitation is None:
        _may_guess(request, counted=True)
        return render(request, "buildings/join_closed.html", status=404)
    if request.method == "POST":
        if request.user.is_authenticated:
            return _accept(request, invitation, code)
        return _open_account(request, invitation, code)
    context = _promise(invitation) | _ways(request, code)
    return render(request, "buildings/join_code.html", context)


def _here(request, code: str) -> str:
    """Return the address of the code's page in the language of this one."""
    path = reverse("buildings:join-code", args=[code])
    return f"{path}?{urlencode({'lang': request.LANGUAGE_CODE})}"


def _ways(request, code: str) -> dict[str, str]:
    """Return where this page is, and where somebody signs in and comes back."""
    query = urlencode(
        {
            "next": reverse("buildings:join-code", args=[code]),
            "lang": request.LANGUAGE_CODE,
        }
    )
    return {
        "here": _here(request, code),
        "sign_in": f"{reverse('account_login')}?{query}",
        "sign_up": f"{reverse('account_signup')}?{query}",
    }


def _digest(code: str) -> str:
    """Return the hash of a code; nothing for a slip of the pen, which no code has."""
    try:
        return hash_code(normalise_code(code))
    except InvalidCode:
        return ""


def _find(code: str) -> Invitation | None:
    found = Invitation.objects.open(timezone.now()).filter(code_hash=_digest(code))
    return found.select_related("tenant", "firm", "created_by").first()


def _find_hall(code: str) -> HallCode | None:
    found = HallCode.objects.filter(code_hash=_digest(code)).select_related("tenant")
    posted = found.first()
    return posted if posted and posted.is_good(timezone.now()) else None


def _from_the_hall(request, posted: HallCode, code: str):
    """Say who one is; then one is in, or waits until somebody has looked."""
    if request.method == "POST" and not request.user.is_authenticated:
        get_adapter(request).stash_verified_email(request, None)
        return redirect(_ways(request, code)["sign_up"])
    form = ArrivalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _arrive(request, posted, code, **form.cleaned_data)
    is_checked = posted.tenant.kind != Tenant.Kind.NEIGHBOURS
    context = {"place": posted.tenant, "is_checked": is_checked, "form": form}
    return render(
        request, "buildings/people/join_hall.html", context | _ways(request, code)
    )


def _arrive(request, posted: HallCode, code: str, *, says: str, where: str):
    try:
        arrival = arrive(posted, says=says, where=where, by=request.user)
    except CodeClosed:
        return render(request, "buildings/join_closed.html", status=404)
    except ArrivedAlready:
        messages.info(
            request,
            _("You have typed this code before. Ask the council how it stands."),
        )
        return redirect("buildings:mine")
    except LivesHere:
        return redirect("buildings:home", posted.tenant.slug)
    if not arrival.outcome:
        messages.success(
            request,
            _("Thank you. The council or the syndic looks at it; you get an e-mail."),
        )
        return redirect("buildings:mine")
    place = {"place": posted.tenant}
    messages.success(request, _("Welcome to %(place)s.") % place)
    return redirect("buildings:home", posted.tenant.slug)


def _promise(invitation: Invitation) -> dict[str, object]:
    firm = invitation.firm or syndic_of(invitation.tenant_id, on=timezone.localdate())
    inviters = [str(who) for who in (invitation.created_by, firm) if who]
    return {
        "invitation": invitation,
        "place": invitation.tenant or invitation.firm,
        "inviter": ", ".join(inviters),
        "description": ROLE_DESCRIPTIONS[invitation.role],
    }


def _open_account(request, invitation, code):
    """Go and open an account; the address that the mail reached is proved by it."""
    adapter = get_adapter(request)
    proved = invitation.channel == Invitation.Channel.EMAIL
    adapter.stash_verified_email(request, invitation.email if proved else None)
    return redirect(_ways(request, code)["sign_up"])


def _accept(request, invitation, code):
    try:
        accept_invitation(invitation, by=request.user)
    except InvitationClosed:
        return render(request, "buildings/join_closed.html", status=404)
    except (AlreadyHasRole, AnotherOwner, OwnerTaken) as refusal:
        messages.error(request, _refused(refusal))
        return redirect("buildings:join-code", code)
    place = invitation.tenant or invitation.firm
    messages.success(request, _("Welcome to %(place)s.") % {"place": place})
    if invitation.tenant_id:
        return redirect("buildings:home", invitation.tenant.slug)
    return redirect("buildings:mine")


def _refused(refusal) -> str:
    sentences = {
        AlreadyHasRole: _(
            "Your account has this role already: the code is still good."
        ),
        AnotherOwner: _(
            "Your account belongs to another co-owner of this building. Sign out, and "
            "use the code with an account of its own."
        ),
        OwnerTaken: _(
            "Somebody signs in as this co-owner already. If it is not you, tell the "
            "syndic."
        ),
    }
    return sentences[type(refusal)]
