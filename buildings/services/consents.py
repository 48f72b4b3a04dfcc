"""What owners accept to receive by e-mail, and what they take back (art. 3.87 §3)."""

from datetime import date

from django.db import transaction

from buildings.consents import current_version
from buildings.errors import ConsentEnded, ConsentStands, NoAddress
from buildings.models import Consent, Owner
from buildings.services.changes import save_changes
from koprogo.audit.services import record

__all__ = ["give_consent", "withdraw_consent"]


@transaction.atomic
def give_consent(
    owner: Owner,
    *,
    purpose: Consent.Purpose,
    source: Consent.Source,
    given_on: date,
    by,
    address: str = "",
) -> Consent:
    """Record that an owner accepted the present text; e-mail becomes his wish.

    ``address``: where he wants it, when the register has no address of his.

    Raises:
        ConsentStands: it is given already.
        NoAddress: there is no address to write to.
    """
    owner = Owner.objects.select_for_update().get(pk=owner.pk)
    if owner.consents.standing().filter(purpose=purpose).exists():
        raise ConsentStands(owner)
    email = owner.email or address
    if not email:
        raise NoAddress(owner)
    consent = Consent.objects.create(
        owner=owner,
        purpose=purpose,
        source=source,
        version=current_version(purpose),
        given_on=given_on,
        recorded_by=by,
    )
    record(
        "consent.given",
        target=owner,
        by=by,
        purpose=purpose,
        source=source,
        version=consent.version,
        given_on=str(given_on),
    )
    wish = Owner.Channel.EMAIL
    save_changes(owner, by=by, action="owner.changed", email=email, channel=wish)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, on: date, by) -> Consent:
    """Record that an owner took back what he accepted; without any, he wishes post.

    Raises:
        ConsentEnded: he did so already, or ``on`` is before the day he gave it.
    """
    owner = Owner.objects.select_for_update().get(pk=consent.owner_id)
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_on or on < consent.given_on:
        raise ConsentEnded(consent)
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    record(
        "consent.withdrawn",
        target=owner,
        by=by,
        purpose=consent.purpose,
        withdrawn_on=str(on),
    )
    if not owner.consents.standing().exists():
        wish = Owner.Channel.POST
        save_changes(owner, by=by, action="owner.changed", channel=wish)
    return consent
