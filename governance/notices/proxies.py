"""What the holder of a proxy is told, in his language."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.notices import Sender
from governance.models import Proxy
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery


def to_holder(proxy: Proxy, *, event: AuditEvent, sender: Sender) -> Delivery:
    """Return the e-mail to an owner with an account: he holds a proxy, or no more."""
    reader, place = proxy.holder_owner.user, sender.building.name
    assembly = proxy.assembly
    address = [sender.building.slug, assembly.uuid, proxy.uuid]
    with translation.override(reader.language):
        context = {
            "name": reader.name,
            "place": place,
            "proxy": proxy,
            "assembly": assembly,
            "link": f"{sender.origin}{reverse('governance:proxy', args=address)}",
        }
        subject = _("%(place)s: a proxy for the assembly") % {"place": place}
        body = render_to_string("governance/proxies/mail.txt", context)
    return Delivery(
        event=f"proxy:{event.uuid}",
        recipient=f"user:{reader.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=reader.language,
        name=reader.name,
        address=reader.email,
        subject=subject[:200],
        body=body,
        sender=str(sender.firm or ""),
    )
