"""How loans stand: what is left, what is due, what came back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from koprogo.ledger.queries import account_balances
from solidarity import chart, repaying
from solidarity.instalments import NOTHING, Instalment
from solidarity.models import Aid, Plan, PlanChange, PlanLine, Repayment
from solidarity.terms import Kind
from solidarity.vault import Forgotten, Vault, open_vault

__all__ = [
    "Standing",
    "Told",
    "change_of",
    "changes_of",
    "history",
    "latest_change",
    "loans_of",
    "outstanding",
    "plans_of",
    "rates",
    "repays_regularly",
    "standing_of",
    "standings",
    "waiting_change",
]

#: where a loan is that was paid out, and where it is when it came back
BOOKED = {
    Kind.LOAN: (chart.LOANS, chart.LOANS_BACK),
    Kind.WORKS: (chart.CREDITS, chart.CREDITS_BACK),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a loan still owes by its latest plan, EUR.

    ``left``: what is open of each instalment; ``remaining``: the capital that is left.
    ``lines``: the rows of the plan by their number.
    """

    aid: Aid
    plan: Plan
    lines: dict[int, PlanLine]
    left: list[Instalment]
    remaining: Decimal

    @property
    def next(self) -> Instalment | None:
        return self.left[0] if self.left else None

    @property
    def interest(self) -> Decimal:
        return sum((one.interest for one in self.left), start=NOTHING)

    def late(self, on: date) -> Decimal:
        """Return what passed its day without being paid."""
        return sum((one.amount for one in self.left if one.due < on), start=NOTHING)

    def late_since(self, on: date) -> date | None:
        return repaying.late_since(self.left, on)

    def late_days(self, on: date) -> int:
        return repaying.late_days(self.left, on)


def standing_of(aid: Aid) -> Standing | None:
    """Return how a loan stands; None: it has no plan, nothing of it comes back."""
    return standings([aid]).get(aid.pk)


def standings(aids: Collection[Aid]) -> dict[int, Standing]:
    """Return how loans stand, by primary key, those with a plan: three statements."""
    plans = list(
        Plan.objects.filter(aid__in=[aid.pk for aid in aids])
        .order_by("aid_id", "-number")
        .distinct("aid_id")
        .prefetch_related("lines")
    )
    came = {
        plan: (capital, interest)
        for plan, capital, interest in Repayment.objects.filter(
            plan__in=[plan.pk for plan in plans], mirror=None
        )
        .order_by()
        .values_list("plan")
        .annotate(Sum("capital"), Sum("interest"))
    }
    known = {aid.pk: aid for aid in aids}
    return {
        plan.aid_id: _standing(
            known[plan.aid_id], plan, *came.get(plan.pk, (NOTHING, NOTHING))
        )
        for plan in plans
    }


def _standing(aid: Aid, plan: Plan, capital: Decimal, interest: Decimal) -> Standing:
    lines = list(plan.lines.all())
    remaining = plan.principal - capital
    left = (
        repaying.still_open(instalments(plan, lines), capital + interest)
        if remaining
        else []
    )
    return Standing(aid, plan, {line.number: line for line in lines}, left, remaining)


def instalments(plan: Plan, lines: Iterable[PlanLine]) -> list[Instalment]:
    """Return the rows of a plan as the rules know them."""
    remaining, found = plan.principal, []
    for line in lines:
        remaining -= line.capital
        found.append(
            Instalment(
                line.number,
                line.due,
                line.capital,
                line.interest,
                line.amount,
                remaining,
            )
        )
    return found


# One loan


def plans_of(aid: Aid) -> list[Plan]:
    """Return all versions of the plan, the latest first: two statements."""
    return list(aid.plans.order_by("-number").prefetch_related("lines"))


def history(aid: Aid) -> list[Repayment]:
    """Return what came back, the latest first: one statement."""
    return list(aid.repayments.select_related("mirror").all())


def waiting_change(aid: Aid) -> PlanChange | None:
    """Return the change of the plan that waits for an answer."""
    return aid.changes.filter(answer="").first()


# What the person and the committee said about changes


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A change with its words, opened; they are empty once they are forgotten."""

    row: PlanChange
    words: str
    reasons: str


def changes_of(aid: Aid) -> list[Told]:
    """Return all changes of a plan, the latest first: two statements."""
    vault = open_vault(aid.request)
    return [_told(one, vault) for one in aid.changes.all()]


def latest_change(aid: Aid) -> Told | None:
    """Return the change that was asked for or proposed last."""
    found = aid.changes.first()
    return _told(found, open_vault(aid.request)) if found else None


def change_of(aid: Aid, change: PlanChange) -> Told:
    """Return a change as it stands now: two statements."""
    return _told(aid.changes.get(pk=change.pk), open_vault(aid.request))


def _told(change: PlanChange, vault: Vault) -> Told:
    place = f"solidarity_planchange.{{}}.{change.uuid}".format
    try:
        return Told(
            change,
            vault.open(change.words, place=place("words")),
            vault.open(change.reasons, place=place("reasons")),
        )
    except Forgotten:
        return Told(change, "", "")


# Of a person


def loans_of(user) -> QuerySet[Aid]:
    """Return what a person pays back now."""
    return Aid.objects.filter(request__applicant=user.pk, state=Aid.State.RUNNING)


def repays_regularly(user, on: date) -> bool:
    """Tell whether no instalment of his loans is late by more than 30 days.

    Four statements, however many loans.
    """
    found = standings(list(loans_of(user))).values()
    return all(repaying.is_regular(one.left, on) for one in found)


# Of all


def outstanding(on: date | None = None) -> dict[Kind, Decimal]:
    """Return what borrowers owe by the books, by kind, EUR: one statement."""
    codes = [code for pair in BOOKED.values() for code in pair]
    booked = account_balances(*codes, on=on)
    return {kind: booked[out] + booked[back] for kind, (out, back) in BOOKED.items()}


def rates(on: date) -> dict[Kind, Decimal | None]:
    """Return, by kind, which part came of what was due by the agreed plans.

    What was deferred or rescheduled is due by its new plan only; what was written off
    counts as due. None: nothing was due. Five statements.
    """
    loans = Aid.objects.filter(kind__in=BOOKED, state__in=["running", "written_off"])
    found = standings(list(loans))
    came = dict(
        Repayment.objects.filter(aid__kind__in=BOOKED, mirror=None, received_on__lte=on)
        .order_by()
        .values_list("aid__kind")
        .annotate(came=Sum(F("capital") + F("interest")))
    )
    late = dict.fromkeys(BOOKED, NOTHING)
    lost = dict.fromkeys(BOOKED, NOTHING)
    for one in found.values():
        kind = Kind(one.aid.kind)
        if one.aid.state == Aid.State.WRITTEN_OFF:
            lost[kind] += one.remaining
        else:
            late[kind] += one.late(on)
    return {
        kind: repaying.rate(came.get(kind, NOTHING), late[kind], lost[kind])
        for kind in BOOKED
    }
