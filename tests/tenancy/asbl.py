"""A row of every model of the ASBL, in the tenant entered."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from buildings import models as buildings
from koprogo.documents.services import store
from koprogo.ledger.models import Account, Party
from koprogo.ledger.services import credit, debit, post
from transparency import models

DAY = date(2026, 1, 1)
END = date(2026, 4, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
TEN = Decimal("10.00")


def fill_asbl(owner):
    """``owner``: whoever of the register votes for a participation."""
    file = store(b"%PDF-", name="paper.pdf", content_type="application/pdf", by=None)
    participation = _participation(owner)
    _tariff()
    _contributions(participation, file)
    _books(file)
    _allocations(owner)
    models.Publication.objects.create(digest="0" * 64, as_of=MOMENT)
    models.CheckResult.objects.create(name="ledgers", sound=True, checked_at=MOMENT)
    models.Goal.objects.create(name="people", due=DAY, target=10)


def _entry():
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


def _participation(owner):
    row = buildings.Participation.objects.create(
        kind="person", name="Ann", voter=owner, party=Party.objects.create()
    )
    buildings.ParticipationPeriod.objects.create(
        participation=row, way="self_hosted", since=DAY
    )
    buildings.Reduction.objects.create(
        participation=row,
        kind="contributor",
        contributor="Ann",
        reason="Translates",
        since=DAY,
    )
    buildings.AddOnUse.objects.create(participation=row, add_on="ai", since=DAY)
    return row


def _tariff():
    schedule = models.Schedule.objects.create(
        audience="co_ownership", kind="grid", since=DAY
    )
    step = {"audience": "co_ownership", "since": DAY, "schedule": schedule}
    models.PriceStep.objects.create(price=TEN, participants=0, cause="founding", **step)
    # The second is one that no step has reached.
    reached, _open = (
        models.ScheduleTier.objects.create(
            schedule=schedule, from_participants=bound, price=5
        )
        for bound in (10, 20)
    )
    models.PriceStep.objects.create(
        price=5, participants=10, cause="crossing", tier=reached, **step
    )


def _contributions(participation, file):
    # The second is one without a document.
    contribution, _other = (
        models.Contribution.objects.create(
            participation=participation,
            month=month,
            price=TEN,
            reduction="none",
            base=TEN,
            due=TEN,
            due_on=DAY,
            entry=_entry(),
        )
        for month in (DAY, END)
    )
    models.ContributionDocument.objects.create(
        participation=participation,
        contribution=contribution,
        language="fr",
        file=file,
    )
    receipt = models.Receipt.objects.create(
        participation=participation, amount=TEN, received_on=DAY, entry=_entry()
    )
    receipt.mirror = _entry()
    receipt.save()


def _books(file):
    voucher = models.Voucher.objects.create(
        kind="servers",
        supplier="Hosting",
        description="Servers",
        amount=TEN,
        dated=DAY,
        since=DAY,
        until=END,
        paper=file,
    )
    models.VoucherEntry.objects.create(voucher=voucher, entry=_entry(), month=DAY)
    # The second is one that nobody was asked about.
    quarter, _other = (
        models.Quarter.objects.create(year=2026, number=number, since=DAY, until=END)
        for number in (1, 2)
    )
    models.SurplusQuestion.objects.create(quarter=quarter)
    report = models.Report.objects.create(kind="quarter", year=2026, quarter=1)
    models.ReportDocument.objects.create(report=report, language="fr", file=file)
    models.Report.objects.create(
        kind="quarter", year=2026, quarter=1, version=2, replaces=report, reason="Typo"
    )


def _allocations(owner):
    idea = models.Idea.objects.create(
        title="Meters", text="Read them", language="fr", author=owner
    )
    models.IdeaSupport.objects.create(idea=idea, owner=owner)
    allocation = models.Allocation.objects.create(title="2025", amount=TEN)
    # The second is one without an endowment.
    line, _other = (
        models.AllocationLine.objects.create(
            allocation=allocation,
            purpose="fund",
            percent=50,
            idea=idea,
            position=position,
        )
        for position in (0, 1)
    )
    models.Spending.objects.create(
        line=line, amount=TEN, spent_on=DAY, description="Given", entry=_entry()
    )
    models.Endowment.objects.create(
        line=line,
        amount=TEN,
        given_on=DAY,
        decision=uuid4(),
        decision_text="Decision 1",
        entry=_entry(),
    )
    models.Office.objects.create(
        owner=owner,
        role="board",
        since=DAY,
        until=END,
        decision=uuid4(),
        decision_text="Decision 2",
        decided_on=DAY,
    )
