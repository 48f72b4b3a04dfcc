"""The words of the mails and letters that a building or a firm sends to one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildings.models import Arrival, Building, Firm, Grant, Invitation, Owner
from koprogo.notifications.models import Delivery
from koprogo.pdf import picture, render_pdf
from koprogo.webhooks.models import Webhook

__all__ = [
    "Sender",
    "arrival_answered",
    "hall_page",
    "invitation_by_email",
    "invitation_letter",
    "looked",
    "occupancy_ends",
    "occupant_letter",
    "qr_code",
    "to_staff",
    "webhook_paused",
]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the person, the firm whose mandate runs, and the site's address.

    ``origin``: ``https://koprogo.example``, without a slash at the end.
    """

    building: Building
    firm: Firm | None
    person: str
    origin: str

    @property
    def inviter(self) -> str:
        """``Sophie Lambert, Lambert Syndic``: whom people know, or what there is."""
        return ", ".join(str(who) for who in (self.person, self.firm) if who)

    @property
    def logo(self) -> bytes:
        return bytes(self.firm.logo.png) if hasattr(self.firm, "logo") else b""


def invitation_by_email(invitation: Invitation, *, link: str, sender: Sender):
    """Return the delivery that carries the link; it is forgotten once handed over."""
    place = sender.building.name
    with translation.override(invitation.language):
        subject = _("Your access to %(place)s") % {"place": place}
        body = _invitation(invitation, link, place, sender.inviter)
    return _mail(
        sender,
        event=f"invitation:{invitation.uuid}",
        recipient=f"invitation:{invitation.uuid}",
        language=invitation.language,
        name=invitation.name,
        address=invitation.email,
        subject=subject,
        body=body,
        secret=True,
    )


def to_staff(invitation: Invitation, *, link: str) -> tuple[str, str]:
    """Return subject and text of the invitation to work for a firm."""
    place = invitation.firm.name
    inviter = Sender(None, invitation.firm, str(invitation.created_by or ""), "")
    with translation.override(invitation.language):
        subject = _("Your access to %(place)s") % {"place": place}
        return subject, _invitation(invitation, link, place, inviter.inviter)


def _invitation(invitation: Invitation, link: str, place: str, inviter: str) -> str:
    context = {
        "name": invitation.name,
        "role": invitation.get_role_display(),
        "expires_at": invitation.expires_at,
        "link": link,
        "place": place,
        "inviter": inviter,
    }
    return render_to_string("buildings/invitation_mail.txt", context)


def invitation_letter(
    invitation: Invitation, owner: Owner, *, code: str, link: str, sender: Sender
) -> bytes:
    """Return the letter with the code, its link as QR code, and three steps: PDF."""
    with translation.override(invitation.language):
        title = _("Your access to %(place)s") % {"place": sender.building.name}
    context = {
        "title": title,
        "author": str(sender.firm or sender.building.name),
        "invitation": invitation,
        "owner": owner,
        "building": sender.building,
        "firm": sender.firm,
        "logo": picture(sender.logo),
        "code": code,
        "address": sender.origin.partition("://")[2],
        "picture": picture(qr_code(link)),
    }
    return render_pdf("pdf/invitation.html", context, language=invitation.language)


def occupant_letter(
    invitation: Invitation, *, code: str, link: str, sender: Sender
) -> bytes:
    """Return the letter with which an owner invites who lives in his lot: PDF."""
    with translation.override(invitation.language):
        title = _("Your access to %(place)s") % {"place": sender.building.name}
    context = {
        "title": title,
        "author": sender.person or sender.building.name,
        "invitation": invitation,
        "building": sender.building,
        "inviter": sender.person,
        "code": code,
        "address": sender.origin.partition("://")[2],
        "picture": picture(qr_code(link)),
    }
    return render_pdf(
        "pdf/occupant_invitation.html", context, language=invitation.language
    )


def hall_page(
    building: Building,
    *,
    code: str,
    link: str,
    address: str,
    until: datetime,
    is_checked: bool,
    languages: Sequence[str],
) -> bytes:
    """Return the page for the hall, once in each language: PDF.

    ``is_checked``: somebody looks at who typed the code before he is let in.
    """
    with translation.override(languages[0]):
        title = _("Neighbours of %(place)s") % {"place": building.name}
    context = {
        "title": title,
        "author": building.name,
        "building": building,
        "code": code,
        "address": address,
        "until": until,
        "is_checked": is_checked,
        "languages": languages,
        "picture": picture(qr_code(link)),
    }
    return render_pdf("pdf/hall_code.html", context, language=languages[0])


def occupancy_ends(grant: Grant, *, last_day: date, sender: Sender) -> Delivery:
    """Return the mail that tells somebody after which day his access ends."""
    place = sender.building.name
    return _to_person(
        grant.user,
        event=f"occupancy-ends:{grant.uuid}:{last_day}",
        words="occupancy_mail",
        subject=gettext_lazy("%(place)s: your access ends"),
        context={"place": place, "last_day": last_day},
        sender=sender,
    )


def arrival_answered(arrival: Arrival, *, sender: Sender) -> Delivery:
    """Return the mail that tells somebody whether he was let in."""
    building = sender.building
    path = reverse("buildings:home", args=[building.slug])
    return _to_person(
        arrival.user,
        event=f"arrival-answered:{arrival.uuid}",
        words="arrival_mail",
        subject=gettext_lazy("%(place)s: the answer to your code"),
        context={
            "place": building.name,
            "is_in": arrival.outcome == Arrival.Outcome.LET_IN,
            "link": f"{sender.origin}{path}",
        },
        sender=sender,
    )


def _to_person(user, *, event, words, subject, context, sender: Sender) -> Delivery:
    """``words``: the template; ``subject``: names the place."""
    with translation.override(user.language):
        body = render_to_string(f"buildings/{words}.txt", context | {"name": user.name})
        title = str(subject) % {"place": context["place"]}
    return _mail(
        sender,
        event=event,
        recipient=f"user:{user.uuid}",
        language=user.language,
        name=user.name,
        address=user.email,
        subject=title,
        body=body,
    )


def qr_code(link: str) -> bytes:
    """Draw the address of a page of ours as PNG, without a margin."""
    import segno

    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=8, border=0)
    return drawn.getvalue()


def looked(owner: Owner, address: str, *, event: str, reason: str, sender: Sender):
    """Return the delivery that tells an owner who looks at his pages, and why."""
    context = {
        "name": str(owner),
        "person": sender.inviter,
        "place": sender.building.name,
        "reason": reason,
    }
    with translation.override(owner.language):
        subject = _("%(place)s: the syndic looked at your pages") % {
            "place": sender.building.name
        }
        body = render_to_string("buildings/see_as_mail.txt", context)
    return _mail(
        sender,
        event=event,
        recipient=f"owner:{owner.uuid}",
        language=owner.language,
        name=str(owner),
        address=address,
        subject=subject,
        body=body,
    )


def webhook_paused(manager, webhook: Webhook, *, event: str, sender: Sender):
    """Return the delivery that tells a syndic why nothing more goes to a program."""
    place = sender.building.name
    with translation.override(manager.language):
        subject = _("%(place)s: a webhook was paused") % {"place": place}
        context = {
            "name": manager.name,
            "place": place,
            "host": webhook.host,
            "reason": webhook.get_paused_because_display(),
        }
        body = render_to_string("buildings/webhook_paused_mail.txt", context)
    return _mail(
        sender,
        event=event,
        recipient=f"user:{manager.uuid}",
        language=manager.language,
        name=manager.name,
        address=manager.email,
        subject=subject,
        body=body,
    )


def _mail(sender: Sender, *, subject: str, **fields) -> Delivery:
    return Delivery(
        channel=Delivery.Channel.EMAIL,
        sender=str(sender.firm or ""),
        reply_to=sender.firm.email if sender.firm else "",
        subject=subject[:200],
        **fields,
    )
