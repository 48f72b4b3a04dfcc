"""Payouts and transfers: codes and amounts; what is sealed only for who opens it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from koprogo.documents.services import read
from solidarity.answers import Payee
from solidarity.models import Aid, Opening, Payout, Plan, Recusal, TransferBatch
from solidarity.terms import Kind
from solidarity.vault import Life, Vault, open_vault

NOTHING = Decimal("0.00")
#: who is paid for which kind of help (solidarity.md §1), the usual one first
PAYEES: dict[str, tuple[str, ...]] = {
    Kind.DISPUTE: (Payee.LAWYER,),
    Kind.LOAN: (Payee.CREDITOR, Payee.PERSON, Payee.SYNDIC),
    Kind.WORKS: (Payee.CONTRACTOR, Payee.SYNDIC),
    Kind.EMERGENCY: (Payee.CREDITOR, Payee.PERSON, Payee.SYNDIC),
}
ON_INVOICE = (Payee.LAWYER, Payee.CONTRACTOR)


def needs_voucher(kind: str, payee: str) -> bool:
    """Tell whether a payment has its invoice: a lawyer's, and all of works."""
    return payee in ON_INVOICE or kind == Kind.WORKS


# Who takes part


def open_to(user) -> QuerySet[Aid]:
    """Return the help that a member of the committee pays out: not his own, not that of
    a request from which he is recused.
    """
    recused = Recusal.objects.filter(request=OuterRef("request"), user=user)
    rows = Aid.objects.exclude(request__applicant=user).filter(~Exists(recused))
    return rows.select_related("request")


def may_take_part(aid: Aid, user) -> bool:
    return open_to(user).filter(pk=aid.pk).exists()


# To pay


@dataclass(frozen=True, slots=True)
class ToPay:
    """An aid that is signed. ``left``: neither paid nor prepared yet, EUR."""

    aid: Aid
    under_way: Decimal
    left: Decimal
    is_late: bool


def to_pay(user, *, on: date) -> list[ToPay]:
    """Return what is signed and not wholly paid, the most urgent first: one statement."""
    under_way = Sum(
        "payouts__amount",
        filter=Q(payouts__state__in=Payout.UNDER_WAY),
        default=NOTHING,
    )
    rows = open_to(user).filter(state=Aid.State.SIGNED).annotate(moving=under_way)
    return [
        ToPay(
            aid=aid,
            under_way=aid.moving,
            left=aid.amount - aid.paid - aid.moving,
            # Of works the next stage waits for its invoice.
            is_late=aid.pay_by < on and (aid.kind != Kind.WORKS or not aid.paid),
        )
        for aid in rows.order_by("pay_by", "pk")
    ]


def payouts_open_to(user) -> QuerySet[Payout]:
    """Return the payouts of help that a member pays out, the latest first."""
    rows = Payout.objects.filter(aid__in=open_to(user))
    return rows.select_related("aid__request", "prepared_by", "approved_by")


def left_of(aid: Aid) -> Decimal:
    """Return what of an aid is neither paid nor prepared yet."""
    rows = aid.payouts.filter(state__in=Payout.COUNTED)
    return aid.amount - rows.aggregate(sum=Sum("amount", default=NOTHING))["sum"]


def is_under_way(aid: Aid) -> bool:
    return aid.payouts.filter(state__in=Payout.UNDER_WAY).exists()


# What is sealed


@dataclass(frozen=True, slots=True, repr=False)
class Details:
    """Who is paid, on which account, and what the bank writes."""

    name: str
    iban: str
    message: str
    voucher_name: str


def place_of(payout: Payout, column: str) -> str:
    return f"solidarity_payout.{column}.{payout.uuid}"


def details_of(payout: Payout, vault: Vault | None = None) -> Details:
    """Return what is sealed of a payout (with aid and request).

    Raises:
        Forgotten: the key is gone.
    """
    keys = vault or open_vault(payout.aid.request)
    keys.check(Life.PAPERS)
    columns = ("name", "iban", "message", "voucher_name")
    return Details(
        *(
            keys.open(
                getattr(payout, column),
                place=place_of(payout, column),
                life=Life.PAPERS,
            )
            for column in columns
        )
    )


def voucher_of(payout: Payout) -> bytes:
    """Return the invoice of a payout that has one."""
    vault, sealed = open_vault(payout.aid.request), read(payout.voucher)
    place = place_of(payout, "voucher")
    return vault.open_bytes(sealed, place=place, life=Life.PAPERS)


def has_opened(payout: Payout, user) -> bool:
    """Tell whether somebody looked at the payment after it was prepared."""
    rows = Opening.objects.filter(
        request=payout.aid.request_id, user=user, what=Opening.What.PAYMENT
    )
    return rows.filter(opened_at__gte=payout.prepared_at).exists()


# Transfers


def approved() -> QuerySet[Payout]:
    """Return the payouts that wait for a transfer, the oldest first."""
    rows = Payout.objects.filter(state=Payout.State.APPROVED)
    return rows.select_related("aid").order_by("approved_at", "pk")


def batches() -> QuerySet[TransferBatch]:
    """Return the lists of transfers with ``count`` and ``total`` (EUR), the latest first."""
    return TransferBatch.objects.annotate(
        count=Count("payouts"), total=Sum("payouts__amount", default=NOTHING)
    ).order_by("-made_at", "-pk")


def payouts_of(batch: TransferBatch) -> QuerySet[Payout]:
    """Return the payouts of a list of transfers by code, with what opens them."""
    rows = Payout.objects.filter(batch=batch).select_related("aid__request")
    return rows.order_by("aid__code", "number")


def total_of(payouts: Iterable[Payout]) -> Decimal:
    return sum((one.amount for one in payouts), NOTHING)


def first_due(aid: Aid) -> date | None:
    """Return when the first instalment of the latest plan is due, None without a plan."""
    plan = Plan.objects.filter(aid=aid).order_by("-number").first()
    return (
        plan.lines.order_by("number").values_list("due", flat=True).first()
        if plan
        else None
    )
