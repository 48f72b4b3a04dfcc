"""The notary's link: a code that only his mail knows, for thirty days."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from buildings.invitations import hash_code
from buildings.models import Building
from buildings.queries import syndic_of
from finance.errors.sales import LinkClosed, NoNotaryAddress, SaleClosed
from finance.models import GuestLink, Sale
from finance.notices.sales import sale_link
from finance.queries.sales import links_of
from koprogo.audit.services import record
from koprogo.notifications.services import queue
from koprogo.tenancy import enter

LIFETIME = timedelta(days=30)
BYTES = 32


@transaction.atomic
def share_sale(sale: Sale, *, origin: str, by) -> GuestLink:
    """Make a new link and put the mail to the notary in the outbox, in his language.

    ``origin``: of this site, ``https://koprogo.example``. Earlier links stay good.

    Raises:
        SaleClosed: it was given up or undone: nobody reads about it any more.
        NoNotaryAddress: his e-mail address is not known.
    """
    if sale.given_up_at or sale.undone_at:
        raise SaleClosed(sale)
    if not sale.notary_email:
        raise NoNotaryAddress(sale)
    code = secrets.token_urlsafe(BYTES)
    link = GuestLink.objects.create(
        tenant_id=sale.tenant_id,
        sale=sale.uuid,
        code_hash=hash_code(code),
        expires_at=timezone.now() + LIFETIME,
        created_by=by,
    )
    path = reverse("guests:sale", args=[code])
    building = Building.objects.select_related("tenant").get()
    delivery = sale_link(
        sale,
        link,
        address=f"{origin}{path}?lang={sale.language}",
        building=building,
        firm=syndic_of(building.pk, on=timezone.localdate()),
    )
    queue([delivery], by=by)
    record("sale.shared", target=sale, by=by, until=str(link.expires_at.date()))
    return link


@transaction.atomic
def revoke_link(link: GuestLink, *, sale: Sale, by) -> None:
    """Withdraw a link: its code opens nothing any more.

    Raises:
        LinkClosed: it was withdrawn before.
    """
    open_one = links_of(sale).filter(pk=link.pk, revoked_at=None)
    if not open_one.update(revoked_at=timezone.now()):
        raise LinkClosed(link)
    record("sale.link_revoked", target=sale, by=by)


def close_links(sale: Sale) -> None:
    """Let no link of a sale open anything any more."""
    links_of(sale).filter(revoked_at=None).update(revoked_at=timezone.now())


def note_opening(link: GuestLink) -> None:
    """Count and record that a link was opened; by whom is not known."""
    with enter(link.tenant_id, by=None):
        GuestLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1)
        sale = Sale.objects.get(uuid=link.sale)
        record("sale.link_opened", target=sale, by=None)
