"""What of a statement is new here, and whether it may be booked."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from finance.bank import chain
from finance.bank.leaves import Leaf, NotBookable, checked_amount, digest, leaves
from finance.bank.statement import BankStatement as Statement
from finance.errors.bank import (
    StatementInTheFuture,
    StatementInTheWay,
    StatementKnown,
    UnbookableStatement,
)
from finance.models import BankMovement, BankStatement
from finance.services.opening import refuse_before_opening
from koprogo.ledger.errors import YearClosed
from koprogo.ledger.models import FiscalYear

ZERO = Decimal("0.00")
NONE: Mapping[Leaf, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Taken:
    """The part of a statement that is new, and the fingerprint of each movement.

    ``missing``: EUR that moved since the last statement without a statement.
    """

    run: chain.Run
    fingerprints: Sequence[str]
    closed_on: date
    missing: Decimal = ZERO


def take(statement: Statement) -> Taken:
    """Return what is to be booked of a statement of the building entered.

    Movements that came with another statement are not taken twice; what is left must
    be one piece, with the balances before and after it.

    Raises:
        UnbookableStatement: it does not balance, or is not in whole cents of EUR.
        StatementInTheFuture: some of its days have not come yet.
        BeforeOpening: the opening balances hold what was before them.
        YearClosed: of ``koprogo.ledger``: a day of it lies in a closed year.
        StatementKnown: nothing of it is new.
        StatementInTheWay: statements that are here tell of its days.
    """
    whole = _whole(statement)
    account, closed_on = statement.account, statement.closing_date
    # First: what is here was booked before its year was closed.
    if BankStatement.objects.filter(fingerprint=fingerprint_of(statement)).exists():
        raise StatementKnown(account)
    _refuse_days({closed_on, *(leaf.booked_on for leaf in whole.leaves)})
    fingerprints = _fingerprints(account, whole.leaves)
    known = _known(fingerprints)
    # The references of a bank are its own: two movements never share one.
    surely = any(
        leaf.bank_reference and one in known
        for leaf, one in zip(whole.leaves, fingerprints, strict=True)
    )
    last = _last_link(account)
    if not surely and chain.continues(_link(whole, closed_on), last):
        fresh = _unused(account, whole.leaves, known)
        return Taken(whole, fresh, closed_on)
    if whole.leaves and len(known) == len(whole.leaves):
        raise StatementKnown(account)
    new = whole
    if known:
        new, closed_on = _rest(whole, fingerprints, known)
    _refuse_overlap(new, closed_on, account)
    fresh = [one for one in fingerprints if one not in known]
    return Taken(new, fresh, closed_on, chain.missing(_link(new, closed_on), last))


def fingerprint_of(statement: Statement) -> str:
    """Return what tells a statement from all others: everything that it says."""
    said = [
        statement.account,
        statement.number,
        statement.reference,
        str(statement.opening_balance),
        str(statement.closing_balance),
        str(statement.opening_date),
        str(statement.closing_date),
    ]
    return digest([*said, *_fingerprints(statement.account, leaves(statement))])


def _whole(statement: Statement) -> chain.Run:
    """Return all of a statement that can be booked."""
    try:
        found = tuple(leaves(statement))
    except NotBookable as error:
        raise UnbookableStatement(error, statement) from None
    return chain.Run(
        found,
        checked_amount(statement.opening_balance, None),
        checked_amount(statement.closing_balance, None),
    )


def _refuse_days(days: Collection[date]) -> None:
    if max(days) > timezone.localdate():
        raise StatementInTheFuture(max(days))
    refuse_before_opening(min(days))
    for year in FiscalYear.objects.filter(closed_at__isnull=False):
        if any(year.since <= day < year.until for day in days):
            raise YearClosed(year.year)


# Movements that are here


def _fingerprints(
    account: str, found: Iterable[Leaf], after: Mapping[Leaf, int] = NONE
) -> list[str]:
    """Return those of movements; what looks the same is counted through.

    ``after``: how many that look the same came before.
    """
    counted = Counter(after)
    told = []
    for leaf in found:
        counted[leaf] += 1
        told.append(leaf.fingerprint(account, counted[leaf]))
    return told


def _known(fingerprints: Collection[str]) -> set[str]:
    here = BankMovement.objects.filter(fingerprint__in=list(fingerprints))
    return set(here.values_list("fingerprint", flat=True))


def _unused(account: str, found: Sequence[Leaf], known: set[str]) -> list[str]:
    """Return fingerprints for movements that are all new.

    What looks like a movement that is here is the next one of its kind.
    """
    before: Counter[Leaf] = Counter()
    fingerprints = _fingerprints(account, found)
    while known:
        pairs = zip(found, fingerprints, strict=True)
        before.update({leaf for leaf, one in pairs if one in known})
        fingerprints = _fingerprints(account, found, before)
        known = _known(fingerprints)
    return fingerprints


# Statements that are here


def _link(run: chain.Run, closed_on: date) -> chain.Link:
    first = min((leaf.booked_on for leaf in run.leaves), default=closed_on)
    return chain.Link(first, closed_on, run.opening, run.closing)


def _refuse_overlap(run: chain.Run, closed_on: date, account: str) -> None:
    """Refuse movements of days that other statements tell of."""
    link = _link(run, closed_on)
    near = _links(account).filter(closed_on__gte=link.first_day)
    if run.leaves and chain.is_in_the_way(link, near):
        raise StatementInTheWay(account)


def _links(account: str) -> QuerySet[BankStatement]:
    """Return the statements of an account, with the first day of their movements."""
    movements = BankMovement.objects.filter(statement=OuterRef("pk")).order_by()
    first = movements.values("statement").annotate(first=Min("booked_on"))
    return BankStatement.objects.filter(iban=account).annotate(
        first_day=Coalesce(Subquery(first.values("first")), "closed_on")
    )


def _last_link(account: str) -> BankStatement | None:
    """Return the last statement of the last day that there is."""
    found = _links(account)
    last_day = found.aggregate(day=Max("closed_on"))["day"]
    same_day = list(found.filter(closed_on=last_day).order_by("pk"))
    return chain.in_order(same_day)[-1] if same_day else None


def _rest(
    whole: chain.Run, fingerprints: Sequence[str], known: set[str]
) -> tuple[chain.Run, date]:
    """Return what is new of a statement that is known in part, and its last day."""
    try:
        run = chain.new_run(
            whole.leaves, [one in known for one in fingerprints], opening=whole.opening
        )
    except chain.Interleaved:
        raise StatementInTheWay from None
    return run, max(leaf.booked_on for leaf in run.leaves)
