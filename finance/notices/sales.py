"""The mail that brings the notary his link."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building, Firm
from finance.models import GuestLink, Sale
from koprogo.notifications.models import Delivery


def sale_link(
    sale: Sale, link: GuestLink, *, address: str, building: Building, firm: Firm | None
) -> Delivery:
    """Return the mail in the notary's language; its text is forgotten once handed over."""
    context = {
        "sale": sale,
        "address": address,
        "expires_at": link.expires_at,
        "building": building,
        "firm": firm,
    }
    with translation.override(sale.language):
        subject = _("Sale of a lot: information of the syndic – %(place)s")
        body = render_to_string("finance/sales/link_mail.txt", context)
        subject %= {"place": building.name}
    return Delivery(
        event=f"guest-link:{link.uuid}",
        recipient=f"sale:{sale.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=sale.language,
        name=sale.notary,
        address=sale.notary_email,
        subject=subject[:200],
        body=body,
        secret=True,
        sender=firm.name if firm else building.name,
        reply_to=firm.email if firm else "",
    )
