"""What the fund begins with: its tenant, its books and the founders' terms."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from koprogo.audit.services import record
from koprogo.ledger.services import open_books
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.chart import ACCOUNTS
from solidarity.models import FundTerms

__all__ = ["found_fund"]

SLUG = "fund"


@transaction.atomic
def found_fund(*, since: date, by, decision_text: str = "") -> Tenant:
    """Create the fund of the ASBL, with the founding terms from ``since``."""
    tenant = Tenant.objects.create(
        name=gettext("Solidarity fund"), slug=SLUG, kind=Tenant.Kind.FUND
    )
    with enter(tenant.pk, by=by):
        open_books(accounts=ACCOUNTS)
        terms = FundTerms.objects.create(
            since=since,
            decision_text=decision_text or gettext("Statutes of the founders"),
            recorded_by=by,
        )
        record("fund.founded", target=terms, by=by, since=since.isoformat())
    return tenant
