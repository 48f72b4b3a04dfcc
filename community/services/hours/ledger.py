"""The ledger of hours: transfers of two legs, held within limits by the database too.

Accounts are locked in one order, that of their neighbours and the common one last, so
that two transfers at once wait for each other and never block.
"""

from collections.abc import Collection
from uuid import uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community.credits import Transfer, mirror, written_off
from community.errors.hours import BeyondLimit, Undone
from community.models import HoursAccount, HoursExchange, HoursTransfer, Neighbour
from koprogo.tenancy import current_tenant_id

__all__ = ["mirror_transfer", "open_account", "open_common", "settle", "transfer"]

Kind = HoursTransfer.Kind

# Written by hand, as every exchange comes here: the ORM takes four statements to say the
# same (make bench ARGS=hours). Accounts are locked first, in their order; the trigger
# then sees what they hold by now, whoever moved them before.
POST = """
    WITH held AS (
      SELECT account.id, leg.minutes
        FROM unnest(%(whose)s::bigint[], %(minutes)s::integer[]) AS leg(whose, minutes)
        JOIN community_hoursaccount AS account
          ON account.tenant_id = %(tenant)s AND account.{key} = leg.whose
       ORDER BY account.neighbour_id
         FOR NO KEY UPDATE OF account),
    transfer AS (
      INSERT INTO community_hourstransfer
                  (tenant_id, uuid, kind, mirror_of_id, exchange_id, made_at)
      SELECT %(tenant)s, %(uuid)s, %(kind)s, %(mirror_of)s, %(exchange)s, %(made_at)s
       WHERE (SELECT count(*) FROM held) = 2
      RETURNING id)
    INSERT INTO community_hoursleg (tenant_id, transfer_id, account_id, minutes)
    SELECT %(tenant)s, transfer.id, held.id, held.minutes FROM transfer, held
    RETURNING transfer_id
"""
POST_OF_NEIGHBOURS = POST.format(key="neighbour_id")
POST_OF_ACCOUNTS = POST.format(key="id")
#: the refusal of the database (migration 0013)
WITHIN_LIMITS = "hours_within_limits"


def open_account(neighbour: Neighbour) -> HoursAccount:
    """Return the account of a neighbour; he gets one with his first exchange."""
    return HoursAccount.objects.get_or_create(neighbour=neighbour)[0]


def open_common() -> HoursAccount:
    """Return the common account of the building, which takes over from who leaves."""
    return HoursAccount.objects.get_or_create(neighbour=None)[0]


@transaction.atomic(savepoint=False)
def transfer(exchange: HoursExchange, *, by: Neighbour | None) -> HoursTransfer:
    """Count what one gave the other, once for an exchange; both have an account.

    ``by``: whose limit may be named in a refusal; None: nobody's.

    Raises:
        WrongTransfer: see there.
        BeyondLimit: it would pass a limit of one of them; nothing of the transaction
            may be kept then.
    """
    said = Transfer(exchange.giver_id, exchange.receiver_id, exchange.minutes)
    row = HoursTransfer(kind=Kind.EXCHANGE, exchange_id=exchange.pk)
    return _post(row, said, POST_OF_NEIGHBOURS, by=by)


@transaction.atomic
def mirror_transfer(row: HoursTransfer, *, by: Neighbour | None) -> HoursTransfer:
    """Undo a transfer by one the other way round; both stay to be read.

    Raises:
        Undone: it was undone before, or is itself a mirror.
        BeyondLimit: it would pass a limit of one of them.
    """
    legs = list(row.legs.all())
    _held([leg.account_id for leg in legs])
    # By now nobody else is at these accounts: whoever undid it before has committed.
    if row.mirror_of_id or HoursTransfer.objects.filter(mirror_of=row).exists():
        raise Undone(row)
    minutes = {leg.minutes > 0: leg for leg in legs}
    before = Transfer(
        minutes[True].account_id, minutes[False].account_id, minutes[True].minutes
    )
    undoing = HoursTransfer(
        kind=Kind.MIRROR, mirror_of_id=row.pk, exchange_id=row.exchange_id
    )
    return _post(undoing, mirror(before), POST_OF_ACCOUNTS, by=by)


@transaction.atomic
def settle(neighbour: Neighbour) -> HoursTransfer | None:
    """Let the common account take over the balance of who leaves; None: it is 0.

    Twice is once: the second time there is nothing left to take over.
    """
    own = HoursAccount.objects.filter(neighbour=neighbour).first()
    if own is None:
        return None
    common = open_common()
    balances = _held([own.pk, common.pk])
    said = written_off(own.pk, balances[own.pk], common=common.pk)
    if said is None:
        return None
    return _post(HoursTransfer(kind=Kind.LEAVING), said, POST_OF_ACCOUNTS, by=None)


def _held(accounts: Collection[int]) -> dict[int, int]:
    """Lock accounts in the order of their neighbours, nobody last; return balances."""
    rows = HoursAccount.objects.select_for_update(no_key=True).filter(pk__in=accounts)
    return dict(rows.order_by("neighbour_id").values_list("pk", "balance"))


def _post(
    row: HoursTransfer, said: Transfer[int], statement: str, *, by: Neighbour | None
) -> HoursTransfer:
    """Write a transfer and its legs, which move the balances; return it.

    Raises:
        BeyondLimit: the database refused it.
    """
    row.uuid, row.made_at = uuid4(), timezone.now()
    whose, minutes = zip(*said.legs(), strict=True)
    values = {
        "tenant": current_tenant_id(),
        "uuid": row.uuid,
        "kind": str(row.kind),
        "mirror_of": row.mirror_of_id,
        "exchange": row.exchange_id,
        "made_at": row.made_at,
        "whose": list(whose),
        "minutes": list(minutes),
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            [row.pk], _other = cursor.fetchall()
    except IntegrityError as error:
        refused = error.__cause__.diag
        if refused.constraint_name != WITHIN_LIMITS:
            raise
        whom = int(refused.message_detail)
        raise BeyondLimit(
            neighbour_id=whom, is_own=by is not None and whom == by.pk
        ) from error
    row._state.adding = False
    return row
