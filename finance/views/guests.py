"""The notary's page: no account, a code that only his mail knows, for some time."""

from functools import wraps

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from buildings.models import Building
from buildings.queries import syndic_of
from finance.models import Sale
from finance.queries.sales import Shelf, files_of, find_link, lots_of
from finance.services.sale_links import note_opening
from koprogo.documents.http import attachment
from koprogo.tenancy import enter


def by_code(view):
    """Open the tenant of a link, read-only and as nobody, or show what a wrong one gets.

    A code that is wrong, expired or withdrawn always gives the same page.
    """

    @require_safe
    @login_not_required
    @cache_control(private=True, no_store=True)  # the code stands in the address
    @wraps(view)
    def wrapper(request, code, **kwargs):
        if not _may_guess(request, counted=False):
            return ratelimit.respond_429(request)
        link = find_link(code, now=timezone.now())
        if link is None:
            _may_guess(request, counted=True)
            return _unlisted(render(request, "finance/sales/closed.html", status=404))
        response = view(request, code, link, **kwargs)
        return _unlisted(response)

    return wrapper


def _may_guess(request, *, counted: bool) -> bool:
    """Whether this address of the network may try codes; ``counted``: it was wrong."""
    return bool(
        ratelimit.consume(
            request,
            app="allauth.account",
            action="guest",
            limit_get=True,
            dry_run=not counted,
        )
    )


def _unlisted(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@by_code
def sale(request, code, link):
    """The documents of one sale; each opening is counted and recorded."""
    if request.method == "GET":
        note_opening(link)
    with enter(link.tenant_id, by=None, read_only=True):
        today = timezone.localdate()
        found = get_object_or_404(Sale, uuid=link.sale)
        files = files_of(found, on=today)
        context = {
            "code": code,
            "link": link,
            "sale": found,
            "lots": lots_of(found),
            "building": Building.objects.select_related("tenant").get(),
            "firm": syndic_of(link.tenant_id, on=today),
            "shelves": [
                (shelf, [one for one in files if one.shelf == shelf]) for shelf in Shelf
            ],
        }
        return render(request, "finance/sales/guest.html", context)


@by_code
def file(request, code, link, file_id):
    """One of the files that the page of the link shows."""
    with enter(link.tenant_id, by=None, read_only=True):
        found = get_object_or_404(Sale, uuid=link.sale)
        for one in files_of(found, on=timezone.localdate()):
            if one.file.uuid == file_id:
                return attachment(one.file)
        raise Http404
