"""Short ways to a call and a payment, through the services."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from buildings.models import AllocationKey
from finance import services
from finance.opening import Balances, OwnerBalance
from tests import cast


def item(amount, *, key="shares", purpose="provision", label="Provision"):
    return services.Item(
        label=label,
        purpose=purpose,
        amount=Decimal(amount),
        key=AllocationKey.objects.get(code=key),
    )


def draft(*items, title="Provision Q1", due_in=30):
    """A draft due in so many days; one item of 1,000.00 by shares by default."""
    return services.draft_call(
        title=title,
        due_on=timezone.localdate() + timedelta(days=due_in),
        items=items or [item("1000.00")],
        by=None,
    )


def issued(*items, **kwargs):
    return services.issue_call(draft(*items, **kwargs), by=None)


def late(amount="1000.00"):
    """A call that was due yesterday and is paid by nobody."""
    day = timezone.localdate() - timedelta(days=1)
    call = services.draft_call(title="Late", due_on=day, items=[item(amount)], by=None)
    return services.issue_call(call, by=None, on=day)


def payment(holding, amount, **kwargs):
    return services.record_payment(
        **{
            "uuid": uuid4(),
            "holding": cast.holding(holding),
            "date": timezone.localdate(),
            "amount": Decimal(amount),
            "by": None,
            **kwargs,
        }
    )


def opened(*, on=None, **owed):
    """Open the books with what holdings owe for charges; all of it was spent.

    An amount is EUR, or (working, reserve), or (0, 0, credit).
    """
    owners = []
    for code, amounts in owed.items():
        parts = [amounts] if isinstance(amounts, str) else amounts
        owners.append(OwnerBalance(cast.holding(code), *map(Decimal, parts)))
    missing = -Balances(owners=tuple(owners)).difference
    return services.open_balances(
        Balances({"499": missing}, tuple(owners)),
        date=on or timezone.localdate(),
        by=None,
    )
