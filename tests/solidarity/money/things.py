"""What the addresses of these pages name: each row as its page wants it."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from solidarity.models import FundMovement
from solidarity.services.fund_account import set_account
from solidarity.services.movements import note_movement
from tests.solidarity import making
from tests.solidarity.money import making as money


def things() -> dict:
    """Return the arguments; the fund is entered, as the system.

    ``aid_id``: Omar's loan, accepted and with its agreement made. ``payout_id``: a
    payment that is with the bank, of a help of Jean's. ``transfer_id``: its list.
    """
    making.endowed()
    set_account(holder="KoproGo", iban="BE62510007547061", kbo="0451899343", by=None)
    aid = money.prepared(money.promised())
    payout = money.approved(money.signed("jean"), "3200.00")
    batch = money.batch(timezone.localdate() + timedelta(days=1))
    movement = note_movement(
        FundMovement.Kind.ENDOWMENT,
        uuid=uuid4(),
        amount=Decimal("1000.00"),
        on=timezone.localdate(),
        reference="Decision of 12 June",
        by=making.person("tess"),
    )
    return {
        "aid_id": aid.uuid,
        "payout_id": payout.uuid,
        "transfer_id": batch.uuid,
        "fund_movement_id": movement.uuid,
    }
