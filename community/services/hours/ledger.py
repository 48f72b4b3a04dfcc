"""The ledger of hours: transfers of two legs, held within limits by the database too.

Accounts are locked in one order, that of their neighbours and the common one last, so
that two transfers at once wait for each other and never block.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from community.credits import Limits, Reach, Transfer, mirror, written_off
from community.errors.hours import BeyondLimit, Undone
from community.models import HoursAccount, HoursExchange, HoursTransfer, Neighbour
from koprogo.tenancy import current_tenant_id

__all__ = ["mirror_transfer", "open_account", "open_common", "settle", "transfer"]

Kind = HoursTransfer.Kind

# Written by hand, as each transfer needs both: the ORM takes four times as long to say
# the same in four statements (make bench ARGS=hours).
HOLD = """
    SELECT account.id, account.neighbour_id, account.balance,
           decided.floor, decided.ceiling, decided.near
      FROM community_hoursaccount AS account
      LEFT JOIN LATERAL (
           SELECT floor, ceiling, near FROM community_hourslimits AS latest
            WHERE latest.tenant_id = account.tenant_id
            ORDER BY latest.id DESC LIMIT 1) AS decided ON true
     WHERE account.tenant_id = %(tenant)s
       AND (account.neighbour_id = ANY(%(neighbours)s)
            OR account.id = ANY(%(accounts)s))
     ORDER BY account.neighbour_id
       FOR NO KEY UPDATE OF account
"""
POST = """
    WITH transfer AS (
      INSERT INTO community_hourstransfer
                  (tenant_id, uuid, kind, mirror_of_id, exchange_id, made_at)
      VALUES (%(tenant)s, %(uuid)s, %(kind)s, %(mirror_of)s, %(exchange)s, %(made_at)s)
      RETURNING tenant_id, id)
    INSERT INTO community_hoursleg (tenant_id, transfer_id, account_id, minutes)
    SELECT transfer.tenant_id, transfer.id, leg.account, leg.minutes
      FROM transfer,
           unnest(%(accounts)s::bigint[], %(minutes)s::integer[]) AS leg(account, minutes)
    RETURNING transfer_id
"""


@dataclass(frozen=True, slots=True)
class Held:
    """An account that nobody else moves until the commit; the limits that hold."""

    pk: int
    neighbour_id: int | None
    balance: int
    limits: Limits


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
    held = _held(neighbours=[giver.pk, receiver.pk])
    of = {account.neighbour_id: account.pk for account in held.values()}
    said = Transfer(of[giver.pk], of[receiver.pk], minutes)
    return _post(Kind.EXCHANGE, said, held, by=by, exchange=exchange.pk)


@transaction.atomic
def mirror_transfer(row: HoursTransfer, *, by: Neighbour | None) -> HoursTransfer:
    """Undo a transfer by one the other way round; both stay to be read.

    Raises:
        Undone: it was undone before, or is itself a mirror.
        BeyondLimit: it would pass a limit of one of them.
    """
    legs = list(row.legs.all())
    held = _held(accounts=[leg.account_id for leg in legs])
    # By now nobody else is at these accounts: whoever undid it before has committed.
    if row.mirror_of_id or HoursTransfer.objects.filter(mirror_of=row).exists():
        raise Undone(row)
    minutes = {leg.minutes > 0: leg for leg in legs}
    before = Transfer(
        minutes[True].account_id, minutes[False].account_id, minutes[True].minutes
    )
    of = {"mirror_of": row.pk, "exchange": row.exchange_id}
    return _post(Kind.MIRROR, mirror(before), held, by=by, **of)


@transaction.atomic
def settle(neighbour: Neighbour) -> HoursTransfer | None:
    """Let the common account take over the balance of who leaves; None: it is 0.

    Twice is once: the second time there is nothing left to take over.
    """
    own = HoursAccount.objects.filter(neighbour=neighbour).first()
    if own is None:
        return None
    common = open_common()
    held = _held(accounts=[own.pk, common.pk])
    said = written_off(own.pk, held[own.pk].balance, common=common.pk)
    if said is None:
        return None
    return _post(Kind.LEAVING, said, held, by=None)


def _held(
    *, neighbours: Sequence[int] = (), accounts: Sequence[int] = ()
) -> Mapping[int, Held]:
    """Lock accounts in the order of their neighbours; PostgreSQL puts nobody last."""
    which = {"neighbours": list(neighbours), "accounts": list(accounts)}
    with connection.cursor() as cursor:
        cursor.execute(HOLD, {"tenant": current_tenant_id(), **which})
        return {row[0]: _account(*row) for row in cursor.fetchall()}


def _account(pk, neighbour_id, balance, *decided) -> Held:
    limits = Limits() if decided[0] is None else Limits(*decided)
    return Held(pk, neighbour_id, balance, limits)


def _post(
    kind: Kind,
    said: Transfer[int],
    held: Mapping[int, Held],
    *,
    by: Neighbour | None,
    mirror_of: int | None = None,
    exchange: int | None = None,
) -> HoursTransfer:
    """Write a transfer and its legs, which move the balances of the accounts held."""
    _refuse_beyond(said, held, by)
    row = HoursTransfer(
        uuid=uuid4(),
        kind=kind,
        mirror_of_id=mirror_of,
        exchange_id=exchange,
        made_at=timezone.now(),
    )
    accounts, minutes = zip(*said.legs(), strict=True)
    values = {
        "tenant": row.tenant_id,
        "uuid": row.uuid,
        "kind": kind.value,
        "mirror_of": mirror_of,
        "exchange": exchange,
        "made_at": row.made_at,
        "accounts": list(accounts),
        "minutes": list(minutes),
    }
    with connection.cursor() as cursor:
        cursor.execute(POST, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding = False
    return row


def _refuse_beyond(
    said: Transfer[int], held: Mapping[int, Held], by: Neighbour | None
) -> None:
    for pk, change in said.legs():
        account = held[pk]
        if account.neighbour_id is None:
            continue
        if account.limits.reach(account.balance, change) == Reach.BEYOND:
            is_own = by is not None and account.neighbour_id == by.pk
            raise BeyondLimit(neighbour_id=account.neighbour_id, is_own=is_own)
