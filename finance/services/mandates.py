"""Mandates for direct debits: what account holders signed, and revoke."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import Holding
from finance.errors.orders import (
    MandateExists,
    MandateNotWritable,
    MandateRevoked,
    MandateRunning,
    SignedInTheFuture,
)
from finance.models import DebitMandate
from finance.sepa.accounts import checked_iban
from finance.sepa.text import identifier
from koprogo.audit.services import record


@transaction.atomic
def record_mandate(
    holding: Holding,
    *,
    debtor: str,
    iban: str,
    signed_on: date,
    reference: str = "",
    by,
) -> DebitMandate:
    """Keep a mandate that was signed; without a reference it gets one.

    Raises:
        SignedInTheFuture: the day has not come.
        MandateNotWritable: a bank would change the reference.
        MandateRunning: there is one already.
        MandateExists: another mandate has this reference.
    """
    if signed_on > timezone.localdate():
        raise SignedInTheFuture(signed_on)
    if identifier(reference) != reference:
        raise MandateNotWritable(reference)
    holding = (
        Holding.objects.select_for_update(of=("self",), no_key=True)
        .select_related("party")
        .get(pk=holding.pk)
    )
    known = DebitMandate.objects.filter(holding=holding)
    if known.filter(revoked_on=None).exists():
        raise MandateRunning(holding)
    number = known.count() + 1
    reference = reference or f"{holding.party.reference_base:010d}-{number}"
    mandate = DebitMandate(
        holding=holding,
        reference=reference,
        debtor=debtor,
        iban=checked_iban(iban),
        signed_on=signed_on,
    )
    # Another holding may get this very reference at this very moment.
    DebitMandate.objects.bulk_create([mandate], ignore_conflicts=True)
    made = DebitMandate.objects.filter(uuid=mandate.uuid).first()
    if made is None:
        raise MandateExists(reference)
    record("mandate.recorded", target=made, by=by)
    return made


@transaction.atomic
def revoke_mandate(mandate: DebitMandate, *, by) -> None:
    """End a mandate today: nothing is collected by it any more.

    Raises:
        MandateRevoked: somebody did it before.
    """
    running = DebitMandate.objects.filter(pk=mandate.pk, revoked_on=None)
    if not running.update(revoked_on=timezone.localdate()):
        raise MandateRevoked(mandate)
    record("mandate.revoked", target=mandate, by=by)
