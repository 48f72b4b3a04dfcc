"""The nightly check trusts no trigger: the owner switches them off and tampers."""

import pytest

from community.models import HoursAccount, HoursTransfer
from community.queries.hours.integrity import verify
from community.services.hours import ledger
from koprogo.ledger.queries import integrity
from tests.community import making as neighbours
from tests.community.hours import making
from tests.sql import owner_of

LEG = "community_hoursleg"
ACCOUNT = "community_hoursaccount"
EXCHANGE = "community_hoursexchange"
OTHERS = "(SELECT id FROM community_neighbour WHERE name = 'Clara')"
TAMPERED = {
    f"UPDATE {ACCOUNT} SET balance = balance + 1 WHERE id = {{account}}": {
        "hours-account"
    },
    f"DELETE FROM {LEG} WHERE transfer_id = {{first}} AND minutes > 0": {
        *("hours-balance", "hours-account", "hours-exchange")
    },
    f"UPDATE {LEG} SET minutes = 2 * minutes WHERE transfer_id = {{first}}": {
        *("hours-account", "hours-exchange")
    },
    f"UPDATE {LEG} SET minutes = minutes + 1 WHERE transfer_id = {{mirror}}": {
        *("hours-balance", "hours-account", "hours-mirror")
    },
    "UPDATE community_hourstransfer SET mirror_of_id = {mirror}, kind = 'mirror'"
    " WHERE id = {first}": {"hours-mirror", "hours-exchange"},
    f"UPDATE {EXCHANGE} SET minutes = minutes + 1": {"hours-exchange"},
    f"UPDATE {EXCHANGE} SET receiver_id = {OTHERS}": {"hours-exchange"},
    f"UPDATE {EXCHANGE} SET state = 'withdrawn'": {"hours-exchange"},
}


@pytest.fixture
def rows(own_database):
    """Two exchanges of an hour between Omar and Otto; the second is undone."""
    with making.inside():
        neighbours.switched_on()
        omar, otto, _clara = map(neighbours.joined, ("omar", "otto", "clara"))
        making.confirmed(omar, otto)
        making.confirmed(omar, otto)
        first, second = HoursTransfer.objects.order_by("pk")
        mirror = ledger.mirror_transfer(second, by=None)
        assert verify() == []
        account = HoursAccount.objects.get(neighbour=omar)
        return {"first": first.pk, "mirror": mirror.pk, "account": account.pk}


@pytest.mark.parametrize("statement", TAMPERED)
def test_each_tampering_is_found(own_database, rows, statement):
    with owner_of(own_database) as owner:
        for table in (LEG, ACCOUNT, EXCHANGE, "community_hourstransfer"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(
            f"ALTER TABLE {EXCHANGE} DROP CONSTRAINT IF EXISTS exchange_between_two"
        )
        owner.execute(statement.format(**rows))
    with making.inside():
        assert {found.rule for found in verify()} == TAMPERED[statement]
        assert {found.rule for found in integrity.findings()} == TAMPERED[statement]
