"""``/solidarite``: what the fund is, who can ask, and an estimate that is kept nowhere."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from koprogo.tenancy import enter
from koprogo.ui.origin import origin
from solidarity import deadlines
from solidarity.access import fund
from solidarity.analysis import Known, analyse
from solidarity.forms.public import EstimateForm
from solidarity.queries.publication import introduction
from solidarity.views.public import telling

ASKING = "/fonds-solidarite/demande"


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@cache_control(private=True, no_store=True)  # what is typed is told on the page
@sensitive_post_parameters()
def introduce(request):
    """The page; a POST answers what was typed, writes nothing and logs nothing."""
    tenant = fund()
    if request.method == "POST" and not _may_ask(request):
        return ratelimit.respond_429(request)
    form = EstimateForm(request.POST if request.method == "POST" else None)
    today = timezone.localdate()
    with enter(tenant.pk, by=None, read_only=True):
        found = introduction(today=today)
        context = {
            "found": found,
            "kinds": telling.kind_rows(found.in_force.terms),
            "households": telling.household_rows(found.in_force.terms),
            "terms": found.in_force.terms,
            "seats": telling.seats(),
            "deadlines": deadlines,
            "form": form,
            "estimate": _estimate(form, found.in_force.terms, today),
            "solidarity_email": settings.SOLIDARITY_EMAIL,
            "dpo": settings.DPO_EMAIL,
            "asking": ASKING,
            "meta": meta(request),
        }
        return render(request, "solidarity/public/introduction.html", context)


def meta(request) -> dict[str, object]:
    """Return what search engines ask of a public page: its addresses by language."""
    here = origin(request) + request.path
    return {
        "canonical": f"{here}?lang={get_language()}",
        "here": here,
        "languages": [
            (code, f"{here}?lang={code}") for code, _name in settings.LANGUAGES
        ],
    }


def _may_ask(request) -> bool:
    """Whether this address of the network may ask once more (ACCOUNT_RATE_LIMITS)."""
    return bool(ratelimit.consume(request, app="allauth.account", action="estimate"))


def _estimate(form, terms, today):
    if not (form.is_bound and form.is_valid()):
        return None
    found = analyse(form.answers(), Known(is_member=True), terms=terms, on=today)
    return telling.estimate_in_words(found, terms=terms)
