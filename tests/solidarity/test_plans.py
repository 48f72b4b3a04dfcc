from decimal import Decimal

from django.utils import timezone

from finance.months import add_months
from tests.solidarity import making


def test_the_first_plan_begins_a_month_after_the_payment(fund):
    aid = making.running()
    plan = aid.plans.get()
    lines = list(plan.lines.all())
    assert (plan.number, plan.principal, aid.state) == (
        1,
        Decimal("3200.00"),
        "running",
    )
    assert [line.amount for line in lines] == [Decimal("133.33")] * 23 + [
        Decimal("133.41")
    ]
    assert lines[0].due == add_months(timezone.localdate(), 1)
