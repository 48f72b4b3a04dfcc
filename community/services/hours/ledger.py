"""The ledger of hours: transfers of two legs, held within limits by the database too.

Accounts are locked in one order, that of their neighbours and the common one last, so
that two transfers at once wait for each other and never block.
"""

from django.db import transaction

from community.credits import Limits, Reach, Transfer, mirror, written_off
from community.errors.hours import BeyondLimit, Undone
from community.models import (
    HoursAccount,
    HoursExchange,
    HoursLeg,
    HoursLimits,
    HoursTransfer,
    Neighbour,
)

__all__ = ["mirror_transfer", "open_account", "open_common", "settle", "transfer"]

Kind = HoursTransfer.Kind
#: a pair of accounts, by primary key
Pair = dict[int, HoursAccount]


def open_account(neighbour: Neighbour) -> HoursAccount:
    """Return the account of a neighbour; he gets one with his first exchange."""
    return HoursAccount.objects.get_or_create(neighbour=neighbour)[0]


def open_common() -> HoursAccount:
    """Return the common account of the building, which takes over from who leaves."""
    return HoursAccount.objects.get_or_create(neighbour=None)[0]


@transaction.atomic(savepoint=False)
def transfer(
    *,
    giver: Neighbour,
    receiver: Neighbour,
    minutes: int,
    exchange: HoursExchange,
    by: Neighbour | None,
) -> HoursTransfer:
    """Count what one gave the other, once for an exchange; both have an account.

    ``by``: whose limit may be named in a refusal; None: nobody's.

    Raises:
        WrongTransfer: see there.
        BeyondLimit: it would pass a limit of one of them.
    """
    held = _held(neighbour__in=(giver.pk, receiver.pk))
    of = {account.neighbour_id: account.pk for account in held.values()}
    said = Transfer(of[giver.pk], of[receiver.pk], minutes)
    row = HoursTransfer(kind=Kind.EXCHANGE, exchange=exchange)
    return _post(row, said, held, by=by)


@transaction.atomic
def mirror_transfer(row: HoursTransfer, *, by: Neighbour | None) -> HoursTransfer:
    """Undo a transfer by one the other way round; both stay to be read.

    Raises:
        Undone: it was undone before, or is itself a mirror.
        BeyondLimit: it would pass a limit of one of them.
    """
    legs = list(row.legs.all())
    held = _held(pk__in=[leg.account_id for leg in legs])
    # By now nobody else is at these accounts: whoever undid it before has committed.
    if row.mirror_of_id or HoursTransfer.objects.filter(mirror_of=row).exists():
        raise Undone(row)
    minutes = {leg.minutes > 0: leg for leg in legs}
    before = Transfer(
        minutes[True].account_id, minutes[False].account_id, minutes[True].minutes
    )
    undone = HoursTransfer(kind=Kind.MIRROR, mirror_of=row, exchange=row.exchange)
    return _post(undone, mirror(before), held, by=by)


@transaction.atomic
def settle(neighbour: Neighbour) -> HoursTransfer | None:
    """Let the common account take over the balance of who leaves; None: it is 0.

    Twice is once: the second time there is nothing left to take over.
    """
    own = HoursAccount.objects.filter(neighbour=neighbour).first()
    if own is None:
        return None
    common = open_common()
    held = _held(pk__in=[own.pk, common.pk])
    said = written_off(own.pk, held[own.pk].balance, common=common.pk)
    if said is None:
        return None
    return _post(HoursTransfer(kind=Kind.LEAVING), said, held, by=None)


def _held(**which) -> Pair:
    """Lock accounts in the order of their neighbours; PostgreSQL puts nobody last."""
    rows = HoursAccount.objects.select_for_update(no_key=True).filter(**which)
    return {row.pk: row for row in rows.order_by("neighbour_id")}


def _post(
    row: HoursTransfer, said: Transfer[int], held: Pair, *, by: Neighbour | None
) -> HoursTransfer:
    """Write a transfer and its legs, which move the balances of the accounts held."""
    _refuse_beyond(said, held, by)
    row.save(force_insert=True)
    HoursLeg.objects.bulk_create(
        HoursLeg(transfer=row, account_id=account, minutes=minutes)
        for account, minutes in said.legs()
    )
    return row


def _refuse_beyond(said: Transfer[int], held: Pair, by: Neighbour | None) -> None:
    decided = HoursLimits.objects.first()
    limits = decided.limits if decided else Limits()
    for pk, change in said.legs():
        account = held[pk]
        if account.neighbour_id is None:
            continue
        if limits.reach(account.balance, change) == Reach.BEYOND:
            is_own = by is not None and account.neighbour_id == by.pk
            raise BeyondLimit(neighbour_id=account.neighbour_id, is_own=is_own)
