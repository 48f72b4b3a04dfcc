"""Payouts of an aid: prepared by one member of the committee, approved by another."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from finance.sepa.accounts import checked_iban
from finance.sepa.errors import InvalidIban
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.intake import Intake
from solidarity.answers import Payee
from solidarity.bank_text import names_the_fund
from solidarity.errors.money import (
    BadAccount,
    MoreThanPromised,
    NamesTheFund,
    NoConsentToPay,
    NotOpened,
    PayoutMoved,
    PayoutPrepared,
    SamePerson,
    StillUnderWay,
    TakesNoPart,
    VoucherNeeded,
    WrongPayee,
)
from solidarity.models import Aid, Opening, Payout, Request, RequestConsent
from solidarity.queries import payouts as queries
from solidarity.queries.agreements import answers_of, has_consent, iban_of
from solidarity.services.paid_out import finish
from solidarity.vault import Life, Vault, open_vault

__all__ = [
    "Recipient",
    "approve_payout",
    "close_drawing",
    "note_opening",
    "prepare_payout",
    "withdraw_payout",
]

SEALED = "application/octet-stream"
State = Payout.State


@dataclass(frozen=True, slots=True, repr=False)
class Recipient:
    """Who is paid. Of the person himself name and IBAN come from his own file."""

    payee: str
    name: str = ""
    iban: str = ""
    message: str = ""


@transaction.atomic
def prepare_payout(
    aid: Aid,
    *,
    uuid: UUID,
    amount: Decimal,
    recipient: Recipient,
    voucher: Intake | None = None,
    by,
) -> Payout:
    """Prepare a payment, EUR; a second member approves it.

    ``uuid`` is drawn when the form is shown: sent twice, it is prepared once.

    Raises:
        TakesNoPart: of this committee member.
        PayoutPrepared: this ``uuid`` was prepared before.
        PayoutMoved: the agreement is not signed, or all is paid.
        WrongPayee, NoConsentToPay, VoucherNeeded, NamesTheFund, BadAccount: of who is
            paid.
        MoreThanPromised: less is left, perhaps since this very moment.
    """
    found = _hold(aid, by)
    if Payout.objects.filter(uuid=uuid).exists():
        raise PayoutPrepared(uuid)
    if found.state != Aid.State.SIGNED:
        raise PayoutMoved(found)
    _check_payee(found, recipient, has_voucher=voucher is not None)
    left = queries.left_of(found)
    if amount > left:
        raise MoreThanPromised(left)
    payout = Payout(
        uuid=uuid,
        aid=found,
        number=_next_number(found),
        amount=amount,
        payee=recipient.payee,
        prepared_by=by,
        prepared_at=timezone.now(),
    )
    _seal(payout, recipient, voucher)
    payout.save(force_insert=True)
    record("payout.prepared", target=payout, by=by, amount=str(amount))
    return payout


def _check_payee(aid: Aid, recipient: Recipient, *, has_voucher: bool) -> None:
    if recipient.payee not in queries.PAYEES[aid.kind]:
        raise WrongPayee(recipient.payee)
    _check_consent(aid, recipient.payee)
    if queries.needs_voucher(aid.kind, recipient.payee) and not has_voucher:
        raise VoucherNeeded(aid)
    if names_the_fund(recipient.message):
        raise NamesTheFund(aid)


def _check_consent(aid: Aid, payee: str) -> None:
    purpose = RequestConsent.Purpose.PAY_SYNDIC
    if payee == Payee.SYNDIC and not has_consent(aid.request, purpose):
        raise NoConsentToPay(aid)


def _seal(payout: Payout, recipient: Recipient, voucher: Intake | None) -> None:
    vault = open_vault(payout.aid.request)
    name, iban = _whom(payout.aid, recipient, vault)
    said = {
        "name": name,
        "iban": iban,
        "message": recipient.message,
        "voucher_name": voucher.name if voucher else "",
    }
    for column, text in said.items():
        place = queries.place_of(payout, column)
        setattr(payout, column, vault.seal(text, place=place, life=Life.PAPERS))
    if voucher:
        place = queries.place_of(payout, "voucher")
        payout.voucher_type = voucher.content_type
        payout.voucher = documents.store(
            vault.seal_bytes(voucher.data, place=place, life=Life.PAPERS),
            name=f"{payout.code}.sealed",
            content_type=SEALED,
            by=None,
        )


def _whom(aid: Aid, recipient: Recipient, vault: Vault) -> tuple[str, str]:
    """Return name and IBAN: of the person what he said himself, and nobody else."""
    name, iban = recipient.name, recipient.iban
    if recipient.payee == Payee.PERSON:
        said = answers_of(aid.request, vault)
        name, iban = said.name, iban_of(aid, vault) or said.iban
    try:
        iban = checked_iban(iban)
    except InvalidIban:
        raise BadAccount(aid) from None
    if not name:
        raise BadAccount(aid)
    return name, iban


def _next_number(aid: Aid) -> int:
    return (aid.payouts.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def approve_payout(payout: Payout, *, by) -> Payout:
    """Approve what another member prepared, after a look at it.

    Raises:
        TakesNoPart: of this committee member.
        PayoutMoved: somebody approved or withdrew it meanwhile.
        SamePerson: he prepared it himself.
        NoConsentToPay: the consent was withdrawn since.
        NotOpened: he has not looked at whom it pays.
    """
    found = _hold_payout(payout, by)
    if found.state != State.PREPARED:
        raise PayoutMoved(found)
    if found.prepared_by_id == by.pk:
        raise SamePerson(found)
    _check_consent(found.aid, found.payee)
    if not queries.has_opened(found, by):
        raise NotOpened(found)
    found.state, found.approved_by = State.APPROVED, by
    found.approved_at = timezone.now()
    found.save(update_fields=["state", "approved_by", "approved_at"])
    record("payout.approved", target=found, by=by, amount=str(found.amount))
    return found


@transaction.atomic
def withdraw_payout(payout: Payout, *, by) -> Payout:
    """Withdraw what is not at the bank yet: its amount is free again.

    Raises:
        TakesNoPart: of this committee member.
        PayoutMoved: it is at the bank, or withdrawn.
    """
    found = _hold_payout(payout, by)
    if found.state not in (State.PREPARED, State.APPROVED):
        raise PayoutMoved(found)
    found.state = State.WITHDRAWN
    found.save(update_fields=["state"])
    record("payout.withdrawn", target=found, by=by, amount=str(found.amount))
    return found


@transaction.atomic
def close_drawing(aid: Aid, *, by) -> Aid:
    """Note that nothing more will be drawn: the rest of the promise is free again.

    What was paid comes back by its plan, or the request is closed.

    Raises:
        TakesNoPart: of this committee member.
        PayoutMoved: all is paid, or it is not signed.
        StillUnderWay: payouts wait, or none was paid.
    """
    found = _hold(aid, by)
    if found.state != Aid.State.SIGNED:
        raise PayoutMoved(found)
    if queries.is_under_way(found) or not found.paid:
        raise StillUnderWay(found)
    rest, found.amount = found.amount - found.paid, found.paid
    found.save(update_fields=["amount"])
    record("aid.drawn", target=found, by=by, amount=str(rest))
    last = found.payouts.filter(state=State.BOOKED).aggregate(on=Max("booked_on"))
    finish(found, on=last["on"], by=by)
    return found


@transaction.atomic
def note_opening(request: Request, *, what: str, by) -> None:
    """Put on record, for the person to read, who looks at what of his."""
    Opening.objects.create(request=request, user=by, what=what)


def _hold(aid: Aid, by) -> Aid:
    """Return the row of the aid, locked, for a member who takes part."""
    rows = Aid.objects.select_related("request")
    found = rows.select_for_update(of=["self"]).get(pk=aid.pk)
    if not queries.may_take_part(found, by):
        raise TakesNoPart(found)
    return found


def _hold_payout(payout: Payout, by) -> Payout:
    """Return a payout and its aid, locked; the aid comes first, as everywhere."""
    aid = _hold(payout.aid, by)
    found = Payout.objects.select_for_update().get(pk=payout.pk)
    found.aid = aid
    return found
