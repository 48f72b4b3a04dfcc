"""What an owner is told about his proposal, in his language."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.notices import Sender
from buildings.queries import address_of
from governance.models import Assembly, Proposal
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery


def to_owner(
    proposal: Proposal,
    *,
    event: AuditEvent,
    assembly: Assembly | None,
    sender: Sender,
) -> Delivery:
    """Return the e-mail: on which agenda it is, or why it does not come to the vote.

    The link is for who has an account.
    """
    owner, place = proposal.owner, sender.building.name
    language = owner.user.language if owner.user else owner.language
    page = reverse("governance:proposal", args=[sender.building.slug, proposal.uuid])
    with translation.override(language):
        context = {
            "name": str(owner),
            "place": place,
            "proposal": proposal,
            "assembly": assembly,
            "link": f"{sender.origin}{page}" if owner.user else "",
            "who": sender.inviter,
        }
        subject = _("%(place)s: your proposal for the assembly") % {"place": place}
        body = render_to_string("governance/proposals/mail.txt", context)
    return Delivery(
        event=f"proposal:{event.uuid}",
        recipient=f"owner:{owner.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=language,
        name=str(owner),
        address=address_of(owner),
        subject=subject[:200],
        body=body,
        sender=str(sender.firm or ""),
    )
