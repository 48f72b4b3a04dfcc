"""What participations owe and paid: the lines of their parties, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from buildings.models import AddOnUse, Participation
from finance.epc_qr import InvalidTransfer, epc_payload
from finance.structured_reference import format_reference
from koprogo.fields import MoneyField
from koprogo.ledger.models import Line
from koprogo.ledger.queries import party_balances
from transparency.chart import MEMBERS
from transparency.models import Contribution, ContributionDocument, Receipt
from transparency.months import add_months
from transparency.queries.tariffs import TariffToday, tariff_today

ZERO = Decimal("0.00")
NET = Sum(F("debit") - F("credit"))


def reference_of(participation: Participation) -> str:
    """Return its permanent structured communication."""
    return format_reference(participation.party.reference_base)


# One participation


@dataclass(frozen=True, slots=True)
class Account:
    """What a participation was asked and paid, the latest first, and what is left.

    ``balance``: EUR owed; below 0 it is a credit. ``overdue``: what of it should have
    been paid by now.
    """

    participation: Participation
    contributions: Sequence[Contribution]
    receipts: Sequence[Receipt]
    balance: Decimal
    overdue: Decimal

    @property
    def reference(self) -> str:
        return reference_of(self.participation)

    @property
    def years(self) -> list[int]:
        """Return the years of which there is something to sum up, the latest first."""
        days = [one.month for one in self.contributions]
        days += [one.received_on for one in self.receipts if one.mirror_id is None]
        return sorted({day.year for day in days}, reverse=True)


def balance_of(participation: Participation) -> Decimal:
    """Return what it owes, EUR; below 0 it is a credit."""
    party = participation.party_id
    return party_balances([MEMBERS], parties=[party]).get(party, ZERO)


def account_of(participation: Participation, *, on: date) -> Account:
    """Return its account: five statements, however much there is."""
    contributions = list(
        participation.contributions.select_related("document__file").all()
    )
    owed = balance_of(participation)
    not_due = sum((one.due for one in contributions if one.due_on >= on), ZERO)
    return Account(
        participation=participation,
        contributions=contributions,
        receipts=list(participation.receipts.select_related("mirror", "entry")),
        balance=owed,
        overdue=max(owed - not_due, ZERO),
    )


def own_participations(owners: QuerySet) -> QuerySet[Participation]:
    """Return those for which these people of the register vote, by name."""
    return Participation.objects.filter(voter__in=owners).select_related("party")


# All of them


def balances(*, on: date, search: str = "", only: str = "") -> QuerySet[Participation]:
    """Return all participations with ``balance`` and ``overdue`` (EUR), by name.

    ``only``: ``open`` for what is owed, ``overdue`` for what is late, ``credit``.
    """
    lines = Line.objects.filter(party=OuterRef("party"), account__code=MEMBERS)
    later = Contribution.objects.filter(participation=OuterRef("pk"), due_on__gte=on)
    found = Participation.objects.select_related("party", "voter").annotate(
        balance=_sum(lines.order_by().values("party").annotate(sum=NET)),
        not_due=_sum(later.order_by().values("participation").annotate(sum=Sum("due"))),
    )
    found = found.annotate(
        overdue=Greatest(
            F("balance") - F("not_due"), Value(ZERO), output_field=MoneyField()
        )
    )
    if search:
        digits = "".join(sign for sign in search if sign.isdigit())
        base = Q(party__reference_base=int(digits[:10])) if len(digits) == 12 else Q()
        found = found.filter(Q(name__icontains=search) | base)
    wanted = {
        "open": Q(balance__gt=0),
        "overdue": Q(overdue__gt=0),
        "credit": Q(balance__lt=0),
    }
    return found.filter(wanted.get(only, Q())).order_by("name", "pk")


def _sum(rows: QuerySet) -> Coalesce:
    amount = Subquery(rows.values("sum"), output_field=MoneyField())
    return Coalesce(amount, Value(ZERO), output_field=MoneyField())


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all participations, EUR: what is owed, what of it is late, what is in credit."""

    owed: Decimal
    overdue: Decimal
    credit: Decimal


def totals(*, on: date) -> Totals:
    """Return the sums of ``balances``: one statement."""
    found = balances(on=on).aggregate(
        owed=Sum("balance", filter=Q(balance__gt=0), default=ZERO),
        late=Sum("overdue", default=ZERO),
        credit=Sum("balance", filter=Q(balance__lt=0), default=ZERO),
    )
    return Totals(found["owed"], found["late"], -found["credit"])


def receipts(*, search: str = "") -> QuerySet[Receipt]:
    """Return the payments received, the latest first."""
    found = Receipt.objects.select_related("participation__party", "mirror", "entry")
    return found.filter(participation__name__icontains=search) if search else found


# On paper


@dataclass(frozen=True, slots=True)
class StatementText:
    """What the statement of a month says, EUR.

    ``before``: owed on the morning of the month; ``paid``: received since; ``to_pay``:
    what is left of both and of this contribution, never below 0. ``payment``: the text
    of its QR code, or nothing. ``tariff``: what is in force now, and what comes next.
    """

    contribution: Contribution
    add_ons: Sequence[tuple[str, Decimal]]
    reference: str
    before: Decimal
    paid: Decimal
    left: Decimal
    payment: str
    tariff: TariffToday

    @property
    def to_pay(self) -> Decimal:
        return max(self.left, ZERO)

    @property
    def reduced_by(self) -> Decimal:
        """What the reduction takes off the price: below 0."""
        return self.contribution.base - self.contribution.price


def statement_text(
    contribution: Contribution, *, association, on: date
) -> StatementText:
    """Return what to write about a month (with participation, party and voter).

    What later months ask is on their own statements, and left out here.
    """
    participation, month = contribution.participation, contribution.month
    lines = Line.objects.filter(party=participation.party_id, account__code=MEMBERS)
    before = lines.filter(entry__date__lt=month).aggregate(sum=NET)["sum"] or ZERO
    everything = lines.aggregate(sum=NET)["sum"] or ZERO
    later = participation.contributions.filter(month__gt=month)
    left = everything - later.aggregate(sum=Sum("due", default=ZERO))["sum"]
    reference = reference_of(participation)
    return StatementText(
        contribution=contribution,
        add_ons=add_on_lines(contribution),
        reference=reference,
        before=before,
        paid=before + contribution.due - left,
        left=left,
        payment=_payment(association, left, reference),
        tariff=tariff_today(on),
    )


def add_on_lines(contribution: Contribution) -> list[tuple[str, Decimal]]:
    """Return the add-ons of a contribution in words, with their prices."""
    return [
        (AddOnUse.AddOn(line["add_on"]).label, Decimal(line["price"]))
        for line in contribution.lines
    ]


def _payment(association, amount: Decimal, reference: str) -> str:
    """Return the text of the QR code; nothing to pay, or no account, has none."""
    try:
        return epc_payload(
            name=association.name,
            iban=association.working_iban,
            amount=amount,
            message=reference,
        )
    except InvalidTransfer:
        return ""


@dataclass(frozen=True, slots=True)
class YearText:
    """What the summary of a calendar year says, EUR; the oldest first."""

    participation: Participation
    year: int
    reference: str
    before: Decimal
    contributions: Sequence[Contribution]
    receipts: Sequence[Receipt]
    after: Decimal

    @property
    def due(self) -> Decimal:
        return sum((one.due for one in self.contributions), ZERO)

    @property
    def paid(self) -> Decimal:
        return sum((one.amount for one in self.receipts), ZERO)


def year_text(participation: Participation, year: int) -> YearText:
    """Return what to write about a year; payments that were taken back are left out."""
    since = date(year, 1, 1)
    until = add_months(since, 12)
    asked = participation.contributions.filter(month__gte=since, month__lt=until)
    paid = participation.receipts.filter(
        entry__date__gte=since, entry__date__lt=until, mirror=None
    )
    party = participation.party_id
    return YearText(
        participation=participation,
        year=year,
        reference=reference_of(participation),
        before=_owed_before(party, since),
        contributions=list(asked.order_by("month")),
        receipts=list(paid.order_by("received_on", "pk")),
        after=_owed_before(party, until),
    )


def _owed_before(party: int, day: date) -> Decimal:
    on = date.fromordinal(day.toordinal() - 1)
    return party_balances([MEMBERS], parties=[party], on=on).get(party, ZERO)


def document_of(participation: Participation, year: int) -> ContributionDocument | None:
    """Return the summary of a year that was made, with its file."""
    found = participation.documents.select_related("file").filter(year=year)
    return found.first()
