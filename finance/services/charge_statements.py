"""Statements of charges: draft → computed → posted → perhaps cancelled by a mirror."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buildings.mailings import letter_event
from buildings.models import Holding
from finance import chart
from finance.errors import DraftGone
from finance.errors.charge_statements import (
    NotComputed,
    NothingToSettle,
    PeriodNotOver,
    PeriodSettled,
    StatementCancelled,
    StatementDueInThePast,
    StatementNotPosted,
    StatementOfYearClosed,
    StatementOutdated,
    StatementPosted,
)
from finance.models import (
    AccountCharge,
    ChargeStatement,
    MeterGroup,
)
from finance.queries.charging import ByLots, Computed, compute
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.charge_rows import (
    delete_rows,
    is_stored,
    link_charges,
    write_rows,
)
from finance.services.deferrals import release_deferrals
from finance.services.opening import refuse_before_opening
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import YearClosed
from koprogo.ledger.models import Entry, Journal
from koprogo.notifications import services as notifications

BATCH = 5_000
ZERO = Decimal("0.00")
ONE_DAY = timedelta(days=1)


@transaction.atomic
def draft_statement(
    *, title: str, since: date, until: date, due_on: date, by
) -> ChargeStatement:
    """Prepare the statement of [since, until). Nothing is owed before it is posted.

    Raises:
        PeriodSettled: a statement that stands settles some of these days.
    """
    _refuse_settled(since, until)
    statement = ChargeStatement.objects.create(
        title=title, since=since, until=until, due_on=due_on, created_by=by
    )
    record("charges.drafted", target=statement, by=by, **_period(statement))
    return statement


@transaction.atomic
def redraft_statement(
    statement: ChargeStatement,
    *,
    title: str,
    since: date,
    until: date,
    due_on: date,
    by,
) -> ChargeStatement:
    """Change a draft; what was computed for other days is deleted.

    Raises:
        StatementPosted: it is a draft no more.
        PeriodSettled: a statement that stands settles some of these days.
    """
    statement = _locked_draft(statement)
    _refuse_settled(since, until)
    if (statement.since, statement.until) != (since, until):
        delete_rows(statement)
        statement.computed_at = None
    statement.title, statement.due_on = title, due_on
    statement.since, statement.until = since, until
    statement.save()
    record("charges.redrafted", target=statement, by=by, **_period(statement))
    return statement


@transaction.atomic
def discard_statement(statement: ChargeStatement, *, by) -> None:
    """Delete a draft; a posted statement stays for ever.

    Raises:
        StatementPosted: it is a draft no more.
    """
    statement = _locked_draft(statement)
    record("charges.discarded", target=statement, by=by, **_period(statement))
    delete_rows(statement)
    statement.delete()


@transaction.atomic
def compute_statement(statement: ChargeStatement, *, by) -> ChargeStatement:
    """Divide the costs of the period as the books are now, and keep every part.

    What was deferred to days that have passed comes into the books first. The number
    of statements depends neither on the lots nor on the costs, up to batches of 5,000
    rows.

    Raises:
        StatementPosted: it is a draft no more.
        PeriodSettled: a statement that stands settles some of these days.
        CannotDivide, MeterUnread, CostsUnexplained, ProvisionsUnexplained: see
            ``queries.charging.compute``.
    """
    statement = _locked_draft(statement)
    _refuse_settled(statement.since, statement.until)
    _release(statement, by=by)
    computed = compute(statement)
    delete_rows(statement)
    write_rows(statement, computed)
    statement.computed_at = timezone.now()
    statement.save(update_fields=["computed_at"])
    record("charges.computed", target=statement, by=by, costs=len(computed.costs))
    return statement


@transaction.atomic
def post_statement(
    statement: ChargeStatement, *, by, on: date | None = None
) -> ChargeStatement:
    """Charge everybody what he bears, give back what he was called, and freeze it all.

    One entry of the last day of the period; the ordinary result of the period is zero
    afterwards. ``on`` takes over what was sent out on an earlier day. Nobody posts
    meanwhile: what was computed is computed again, and must be the same.

    Raises:
        StatementPosted: somebody posted it before, perhaps at this very moment.
        NotComputed: there is nothing to post.
        PeriodNotOver: costs may still come.
        StatementDueInThePast: the due date lies before the day of posting.
        PeriodSettled: a statement that stands settles some of these days.
        StatementOutdated: it has to be computed again.
        NothingToSettle: no cost and no provision.
        StatementOfYearClosed: the year of its last day is closed.
        BeforeOpening: the opening balances hold what was settled until then.
        CannotDivide …: see ``compute_statement``.
    """
    statement = _locked_draft(statement)
    day = on or timezone.localdate()
    _refuse_to_post(statement, day)
    _lock_the_books()
    _refuse_settled(statement.since, statement.until)
    _release(statement, by=by)
    computed = compute(statement)
    if not is_stored(statement, computed):
        raise StatementOutdated(statement)
    statement.entry = _post(statement, computed, by=by)
    charged = _charge(statement)
    statement.posted_at = timezone.now()
    statement.save(update_fields=["entry", "posted_at"])
    align_reserve(charged, year=year_of(day), date=day, text=statement.title, by=by)
    record("charges.posted", target=statement, by=by, entry=str(statement.entry))
    return statement


@transaction.atomic
def cancel_statement(statement: ChargeStatement, *, by) -> ChargeStatement:
    """Cancel a posted statement by the mirror of its entry; its period is open again.

    The mirror has the day of the statement, so that a new one of the same period leaves
    the result of that period at zero. Payments become credits. Letters that are not on
    their way yet stay here.

    Raises:
        StatementNotPosted: a draft is discarded, not cancelled.
        StatementCancelled: it has its mirror.
        StatementOfYearClosed: the year of its last day is closed.
    """
    statement = ChargeStatement.objects.select_for_update(of=("self",)).get(
        pk=statement.pk
    )
    if not statement.is_posted:
        raise StatementNotPosted(statement)
    if statement.is_cancelled:
        raise StatementCancelled(statement)
    _lock_the_books()
    statement.cancelled_at = timezone.now()
    statement.save(update_fields=["cancelled_at"])
    entry = Entry.objects.get(pk=statement.entry_id)
    try:
        ledger.mirror(
            entry, year=entry.year, date=entry.date, text=statement.title, by=by
        )
    except YearClosed as closed:
        raise StatementOfYearClosed(closed.year) from None
    holdings = list(statement.documents.values_list("holding_id", flat=True))
    today = timezone.localdate()
    align_reserve(
        holdings, year=year_of(today), date=today, text=statement.title, by=by
    )
    notifications.withdraw(event=letter_event(statement))
    record("charges.cancelled", target=statement, by=by)
    return statement


def _locked_draft(statement: ChargeStatement) -> ChargeStatement:
    drafts = ChargeStatement.objects.select_for_update()
    found = drafts.filter(pk=statement.pk).first()
    if found is None:
        raise DraftGone(statement)
    if found.is_posted:
        raise StatementPosted(found)
    return found


def _period(statement: ChargeStatement) -> dict[str, str]:
    last_day = statement.until - ONE_DAY
    return {"since": str(statement.since), "last_day": str(last_day)}


def _refuse_settled(since: date, until: date) -> None:
    standing = ChargeStatement.objects.standing()
    overlapping = standing.filter(since__lt=until, until__gt=since).first()
    if overlapping is not None:
        raise PeriodSettled(overlapping)


def _refuse_to_post(statement: ChargeStatement, day: date) -> None:
    if statement.computed_at is None:
        raise NotComputed(statement)
    if not statement.until <= day <= timezone.localdate():
        raise PeriodNotOver(statement)
    if statement.due_on < day:
        raise StatementDueInThePast(statement)
    refuse_before_opening(statement.until - ONE_DAY)


def _lock_the_books() -> None:
    """Let nobody pay, read a meter or post until the commit, always in this order.

    Holdings without the lock of their keys: who already posts may still refer to them.
    """
    holdings = Holding.objects.order_by("pk").select_for_update(no_key=True)
    list(holdings.values_list("pk"))
    list(MeterGroup.objects.order_by("pk").select_for_update().values_list("pk"))
    list(Journal.objects.order_by("pk").select_for_update().values_list("pk"))


def _post(statement: ChargeStatement, computed: Computed, *, by) -> Entry:
    lines = _postings(computed)
    if not lines:
        raise NothingToSettle(statement)
    last_day = statement.until - ONE_DAY
    try:
        return ledger.post(
            journal=Journal.Code.MISC,
            year=year_of(last_day),
            date=last_day,
            text=statement.title,
            lines=lines,
            by=by,
            source=f"statement:{statement.uuid}",
        )
    except YearClosed as closed:
        raise StatementOfYearClosed(closed.year) from None


def _postings(computed: Computed) -> list[ledger.Draft]:
    """4101 to 701 what is borne, by holding and lot, and 701 to 4101 what was called."""
    parties = dict(
        Holding.objects.filter(pk__in=computed.documents).values_list("pk", "party_id")
    )
    given_back = {key: -amount for key, amount in computed.provisions.items()}
    return [
        *_against_provisions(computed.charged, parties),
        *_against_provisions(given_back, parties),
    ]


def _against_provisions(amounts: ByLots, parties: dict[int, int]) -> list[ledger.Draft]:
    """Book what each holder owes for each lot, below zero what he gets, against 701."""
    lines = [
        _line(chart.OWNERS_WORKING, owed, party_id=parties[holding_id], unit_id=lot_id)
        for (holding_id, lot_id), owed in amounts.items()
        if owed
    ]
    total = sum(amounts.values(), ZERO)
    return [*lines, _line(chart.PROVISIONS_CALLED, -total)] if total else lines


def _line(account: str, net: Decimal, **whose) -> ledger.Draft:
    side = ledger.debit if net > 0 else ledger.credit
    return side(account, abs(net), **whose)


def _charge(statement: ChargeStatement) -> list[int]:
    """Put each balance on the account of its holding; return those holdings."""
    rows = list(
        statement.documents.exclude(balance=0)
        .order_by("pk")
        .values_list("pk", "holding_id", "balance")
    )
    charges = AccountCharge.objects.bulk_create(
        (
            AccountCharge(
                holding_id=holding_id,
                kind=AccountCharge.Kind.STATEMENT,
                text=statement.title,
                date=statement.until - ONE_DAY,
                due_on=statement.due_on,
                working=balance,
                entry=statement.entry,
            )
            for _document_id, holding_id, balance in rows
        ),
        batch_size=BATCH,
    )
    link_charges([row[0] for row in rows], [charge.pk for charge in charges])
    return [charge.holding_id for charge in charges]


def _release(statement: ChargeStatement, *, by) -> None:
    """Bring back from 490 what was deferred to days of the period that have come."""
    tomorrow = timezone.localdate() + ONE_DAY
    release_deferrals(until=min(statement.until, tomorrow), by=by)
