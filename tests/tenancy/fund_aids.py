"""A row of every model of the fund's money and of what it publishes."""

from datetime import UTC, date, datetime
from decimal import Decimal

from koprogo.ledger.models import Account, Entry
from koprogo.ledger.services import credit, debit, post
from solidarity import models

DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
TEN = Decimal("10.00")
HASH = "0" * 64


def fill_aids(request, verdicts, user, file):
    """``verdicts``: two, of which the second is of an aid that nothing is done with."""
    granted, other = verdicts
    running = {"state": "running", "paid": TEN, "signed_at": MOMENT, "pay_by": DAY}
    aid = _aid(request, granted, agreement=file, **running)
    _aid(request, other, state="void", ended_at=MOMENT)
    models.AgreementSignature.objects.create(
        aid=aid, user=user, sha256=HASH, signed_at=MOMENT
    )
    models.DisputeEnd.objects.create(aid=aid, is_won=False, has_damages=False)
    _paid(aid, user, file)
    _back(aid, user)
    models.Exclusion.objects.create(
        user=user, request=request, reasons="sealed", salt="k", mark=HASH
    )


def _aid(request, verdict, **given):
    return models.Aid.objects.create(
        request=request,
        verdict=verdict,
        code=f"S-{verdict.pk}",
        kind="loan",
        amount=TEN,
        months=12,
        promised_at=MOMENT,
        **given,
    )


def _paid(aid, user, file):
    account = models.FundAccount.objects.create(
        holder="KoproGo", iban="BE62510007547061", kbo="0451899343"
    )
    batch = models.TransferBatch.objects.create(account=account, on=DAY, made_at=MOMENT)
    payout = models.Payout.objects.create(
        aid=aid,
        number=1,
        amount=TEN,
        payee="person",
        name="sealed",
        iban="sealed",
        voucher=file,
        prepared_by=user,
        prepared_at=MOMENT,
    )
    steps = (
        {"state": "approved", "approved_at": MOMENT, "approved_by_id": user.pk + 1},
        {"state": "ordered", "batch": batch},
        {"state": "booked", "booked_on": DAY, "entry": entry()},
        {"state": "returned", "returned_on": DAY, "mirror": entry()},
    )
    for step in steps:
        models.Payout.objects.filter(pk=payout.pk).update(**step)
    models.FundMovement.objects.create(
        kind="cost", amount=TEN, on=DAY, reference="Post", entry=entry(), mirror=entry()
    )


def _back(aid, user):
    plan, _spare = (
        models.Plan.objects.create(aid=aid, number=n, reason="first", principal=TEN)
        for n in (1, 2)
    )
    line = models.PlanLine.objects.create(
        plan=plan, number=1, due=DAY, capital=TEN, interest=0
    )
    repayment, surplus = (
        models.Repayment.objects.create(
            aid=aid,
            plan=plan,
            amount=TEN,
            capital=TEN - more,
            interest=0,
            surplus=more,
            received_on=DAY,
            way="debit",
            entry=entry(),
        )
        for more in (0, TEN)
    )
    models.Repayment.objects.filter(pk=repayment.pk).update(mirror=entry())
    models.Repayment.objects.filter(pk=surplus.pk).update(given_back=entry())
    batch = models.DebitBatch.objects.create(day=DAY)
    models.Debit.objects.create(
        batch=batch,
        aid=aid,
        line=line,
        amount=TEN,
        state="collected",
        ended_at=MOMENT,
        repayment=repayment,
    )
    change = models.PlanChange.objects.create(aid=aid, kind="defer", months=1)
    decided = {"answer": "yes", "decided_at": MOMENT, "plan": plan}
    models.PlanChange.objects.filter(pk=change.pk).update(**decided)
    models.Contact.objects.create(aid=aid, day=DAY, words="sealed")
    gone = models.WriteOff.objects.create(aid=aid, reasons="sealed", proposed_by=user)
    confirmed = {"is_confirmed": True, "decided_at": MOMENT, "amount": TEN}
    models.WriteOff.objects.filter(pk=gone.pk).update(**confirmed, entry=entry())


def fill_published(request, file):
    report = models.FundReport.objects.create(
        kind="period", year=2026, quarter=1, made_at=MOMENT
    )
    models.FundReportDocument.objects.create(report=report, language="fr", file=file)
    models.FundErratum.objects.create(report=report, text="A typo")
    models.FundGoal.objects.create(
        since=DAY, participants=100, helped=5, decision_text="Decision 1"
    )
    models.FundOutcome.objects.create(
        year=2026, disputes_avoided=1, evictions_avoided=1
    )
    models.Testimony.objects.create(
        request=request,
        language="fr",
        sealed="sealed",
        consent_at=MOMENT,
        changed_at=MOMENT,
    )
    models.RequestErasure.objects.create(request=request, life="papers", at=MOMENT)


def entry() -> Entry:
    """An entry that nothing else stands for yet."""
    one, other = Account.objects.values_list("code", flat=True)[:2]
    return post(
        journal="misc",
        year=2026,
        date=DAY,
        text="Paid",
        lines=[debit(one, TEN), credit(other, TEN)],
        by=None,
    )
