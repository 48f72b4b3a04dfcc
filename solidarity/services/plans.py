"""Plans of instalments: each change is a new one, the old ones stay."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from finance.months import add_months
from koprogo.audit.services import record
from solidarity.instalments import Instalment, schedule
from solidarity.models import Aid, Plan, PlanLine

__all__ = ["begin", "write_plan"]


@transaction.atomic
def begin(aid: Aid, *, on: date, by) -> Plan:
    """Make the first plan of a loan that is paid out, and let it run.

    The first instalment is due a month after the last payment. The caller holds the
    row of the aid.
    """
    plan = schedule(
        aid.paid,
        annual_percent=aid.percent,
        months=aid.months,
        first_due=add_months(on, 1),
    )
    aid.state = Aid.State.RUNNING
    aid.save(update_fields=["state"])
    return write_plan(aid, plan, reason=Plan.Reason.FIRST, by=by)


def write_plan(aid: Aid, instalments: Sequence[Instalment], *, reason: str, by) -> Plan:
    """Write a plan that takes the place of the one before; the caller holds the aid."""
    before = aid.plans.last()
    plan = Plan.objects.create(
        aid=aid,
        number=before.number + 1 if before else 1,
        reason=reason,
        principal=sum(one.capital for one in instalments),
        made_by=by,
    )
    PlanLine.objects.bulk_create(
        PlanLine(
            plan=plan,
            number=one.number,
            due=one.due,
            capital=one.capital,
            interest=one.interest,
        )
        for one in instalments
    )
    record("plan.made", target=aid, by=by, reason=reason)
    return plan
