"""Works credits and dispute grants that were paid."""

from django.utils import timezone

from koprogo.ledger.services import credit as credited
from koprogo.ledger.services import debit, post
from solidarity import chart
from solidarity.terms import Kind
from tests.solidarity.loans.making import eur
from tests.solidarity.making import decided, running, sent


def credit(applicant="omar", *, months_ago=0):
    """A works credit of 6,800 € over 60 months at 1 %."""
    from tests.solidarity import making

    original = making.sent
    making.sent = lambda name: original(
        name, kind=Kind.WORKS, amount=eur("6800.00"), months=60
    )
    try:
        return running(
            applicant,
            months_ago=months_ago,
            amount=eur("6800.00"),
            months=60,
            percent=eur("1.00"),
        )
    finally:
        making.sent = original


def grant(applicant="omar", kind=Kind.DISPUTE, amount="1500.00"):
    """A grant that was paid whole."""
    request = sent(applicant, kind=kind, amount=eur(amount), months=None)
    part = eur("0.50") if kind == Kind.DISPUTE else None
    aid = decided(request, amount=eur(amount), months=None, won_part=part).aid
    today = timezone.localdate()
    aid.signed_at, aid.pay_by, aid.state = timezone.now(), today, "signed"
    aid.paid = aid.amount
    aid.save()
    post(
        journal="bank",
        year=today.year,
        date=today,
        text=aid.code,
        lines=[
            debit(chart.PAID[aid.kind], aid.amount),
            credited(chart.BANK, aid.amount),
        ],
        by=None,
        source=f"aid-paid:{aid.uuid}",
    )
    return aid
