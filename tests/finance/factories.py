"""Short ways to a call and a payment, through the services."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from buildings.models import AllocationKey
from finance import services
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
