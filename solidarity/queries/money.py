"""The money of the fund: what is there, promised and lent. Nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth

from finance.months import add_months
from koprogo.ledger.models import Line
from koprogo.ledger.queries import account_balances
from solidarity import chart
from solidarity.capital import Assumptions, available, provision
from solidarity.models import Aid, FundAccount, FundMovement, Plan, PlanLine

NOTHING = Decimal("0.00")
OPEN = (Aid.State.PROMISED, Aid.State.SIGNED, Aid.State.RUNNING)
LENT = (chart.LOANS, chart.CREDITS, chart.LOANS_BACK, chart.CREDITS_BACK)
NET = Sum(F("debit") - F("credit"), default=NOTHING)


def account_of_fund() -> FundAccount | None:
    """Return the bank account that holds now."""
    return FundAccount.objects.first()


def shown(code: str) -> str:
    """Return the number of an account as the spec has it: 5511 is 55.1.1, 554 is 55.4."""
    if not code.startswith("55") or code == chart.BANK:
        return code
    return ".".join(["55", *code[2:]])


# What is there


@dataclass(frozen=True, slots=True)
class Capital:
    """EUR. ``held``: in the bank, less what is to be given back; ``promised`` and not
    paid; ``outstanding``: what borrowers owe; ``set_aside``: the provision as booked.
    """

    bank: Decimal
    held: Decimal
    promised: Decimal
    outstanding: Decimal
    set_aside: Decimal

    @property
    def available(self) -> Decimal:
        return available(bank=self.held, promised=self.promised)

    @property
    def wanted(self) -> Decimal:
        """What should be set aside."""
        return provision(self.outstanding)

    @property
    def missing(self) -> Decimal:
        """What the provision lacks; below 0: it is too large."""
        return self.wanted - self.set_aside


def capital() -> Capital:
    """Return how the fund stands: two statements.

    What is promised is read first: money that leaves meanwhile makes less of both, and
    never more available than there is.
    """
    promised = promised_now()
    codes = (chart.BANK, chart.TO_RETURN, chart.PROVISION, *LENT)
    net = account_balances(*codes)
    return Capital(
        bank=_of(net, chart.BANK),
        held=_of(net, chart.BANK, chart.TO_RETURN),
        promised=promised,
        outstanding=_of(net, *LENT),
        set_aside=-_of(net, chart.PROVISION),
    )


def promised_now() -> Decimal:
    """Return what is promised and not paid."""
    rows = Aid.objects.filter(state__in=OPEN)
    return rows.aggregate(sum=Sum(F("amount") - F("paid"), default=NOTHING))["sum"]


def _of(net: dict[str, Decimal], *codes: str) -> Decimal:
    return sum((net.get(code, NOTHING) for code in codes), NOTHING)


@dataclass(frozen=True, slots=True)
class Balance:
    """An account of the books; ``net``: debit minus credit, EUR."""

    code: str
    name: str
    net: Decimal

    @property
    def debit(self) -> Decimal:
        """Return the balance of an account that has more on its debit side, else 0."""
        return max(self.net, NOTHING)

    @property
    def credit(self) -> Decimal:
        return max(-self.net, NOTHING)


def balances() -> list[Balance]:
    """Return all accounts of the fund with their balance: one statement."""
    net = account_balances(*chart.ACCOUNTS)
    return [
        Balance(shown(code), str(name), net.get(code, NOTHING))
        for code, name in chart.ACCOUNTS.items()
    ]


def lines() -> QuerySet[Line]:
    """Return what was booked, the latest first, by codes only."""
    rows = Line.objects.filter(entry__posted_at__isnull=False)
    return rows.select_related("entry__journal", "account").order_by(
        "-entry__date", "-entry_id", "pk"
    )


def movements() -> QuerySet[FundMovement]:
    """Return endowments and running costs, the latest first."""
    return FundMovement.objects.order_by("-on", "-pk")


# Where it leads


@dataclass(frozen=True, slots=True)
class Measured:
    """``assumptions``: from the last twelve months; ``due``: capital that comes back in
    the months ahead, by the plans that run.
    """

    assumptions: Assumptions
    due: Sequence[Decimal]


USUAL_MONTHS = 24
YEAR = 12


def measured(on: date) -> Measured:
    """Return what the last twelve months were like: five statements."""
    since = add_months(on, -YEAR)
    booked = _booked(since, on)
    granted = _of(booked, chart.DISPUTES, chart.EMERGENCIES)
    lent = _of(booked, chart.LOANS, chart.CREDITS)
    lost = _of(booked, chart.LOST)
    endowed = FundMovement.objects.filter(
        kind=FundMovement.Kind.ENDOWMENT, mirror=None, on__gt=since
    ).aggregate(sum=Sum("amount", default=NOTHING))["sum"]
    came = -_of(booked, chart.LOANS_BACK, chart.CREDITS_BACK)
    ended = came + lost
    return Measured(
        Assumptions(
            start=capital().available,
            endowment=endowed,
            grants=_a_month(granted),
            loans=_a_month(lent + lost),
            costs=_a_month(_of(booked, chart.COSTS)),
            months=_usual_months(),
            lost=(lost / ended).quantize(Decimal("0.001")) if ended > 0 else NOTHING,
        ),
        months_ahead(on),
    )


def _booked(since: date, until: date) -> dict[str, Decimal]:
    """Return, by code, debit minus credit in (since, until]."""
    rows = Line.objects.filter(
        entry__posted_at__isnull=False,
        entry__date__gt=since,
        entry__date__lte=until,
        account__code__in=chart.ACCOUNTS,
    )
    return dict(rows.values_list("account__code").annotate(net=NET).order_by())


def _a_month(amount: Decimal) -> Decimal:
    return max((amount / YEAR).quantize(Decimal("0.01")), NOTHING)


def _usual_months() -> int:
    """Return in how many months the loans come back that run, on average."""
    rows = Aid.objects.filter(state=Aid.State.RUNNING, months__isnull=False)
    found = rows.aggregate(sum=Sum("months"), count=Count("pk"))
    return round(found["sum"] / found["count"]) if found["count"] else USUAL_MONTHS


def months_ahead(on: date) -> list[Decimal]:
    """Return the capital that is due in each month from the next on."""
    latest = Plan.objects.filter(aid=OuterRef("aid")).order_by("-number").values("pk")
    rows = (
        PlanLine.objects.filter(
            plan__aid__state=Aid.State.RUNNING,
            plan__in=Plan.objects.filter(pk=Subquery(latest[:1])),
            due__gt=on,
        )
        .annotate(month=TruncMonth("due"))
        .values_list("month")
        .annotate(sum=Sum("capital"))
        .order_by("month")
    )
    found: list[Decimal] = []
    for month, amount in rows:
        place = max((month.year - on.year) * YEAR + month.month - on.month - 1, 0)
        found += [NOTHING] * (place + 1 - len(found))
        found[place] += amount
    return found


def uncovered() -> bool:
    """Tell whether more is promised than is there, which the database refuses."""
    found = capital()
    return found.promised > found.held
