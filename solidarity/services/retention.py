"""What the fund forgets, and when: a key that is thrown away is a file that is gone.

The file goes five years after the request ended, or its last aid did; agreement and
vouchers after seven (solidarity.md §7). The rows stay, for the totals and the books: they
say that they were forgotten, and when. What was sealed is emptied with its key, in
every model (``services.forgetting``).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import wraps

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from koprogo.notifications.models import Delivery
from koprogo.notifications.services import queue
from koprogo.privacy.terms import years_before
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.models import Aid, Request, RequestKey
from solidarity.notices_public import draft_mail
from solidarity.services.forgetting import delete_draft, forget

__all__ = [
    "forget_drafts",
    "forget_files",
    "forget_papers",
    "warn_of_drafts",
]

Life = RequestKey.Life
YEARS = {Life.FILE: 5, Life.PAPERS: 7}
DRAFT_DAYS = timedelta(days=90)
WARNED_BEFORE = timedelta(days=14)
LIVE = (Aid.State.PROMISED, Aid.State.SIGNED, Aid.State.RUNNING)


def _in_fund(rule: Callable[[datetime], int]) -> Callable[[datetime], int]:
    """Make a rule for the tenant entered one for the fund, where there is one."""

    @wraps(rule)
    def walk(now: datetime) -> int:
        many = 0
        for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
            with enter(tenant.pk, by=None):
                many += rule(now)
        return many

    return walk


@_in_fund
def forget_files(now: datetime) -> int:
    """Throw away the key of each file whose five years are over, and its bytes."""
    return _forget_all(Life.FILE, now)


@_in_fund
def forget_papers(now: datetime) -> int:
    """Throw away the key of agreements and vouchers whose seven years are over."""
    return _forget_all(Life.PAPERS, now)


def _forget_all(life: str, now: datetime) -> int:
    """Forget what is over: rows are locked, and looked at again, before it goes."""
    found = list(_over(life, now).values_list("pk", flat=True))
    locked = Request.objects.select_for_update(of=["self"]).order_by("pk")
    rows = list(locked.filter(pk__in=found))
    still = set(_over(life, now).filter(pk__in=found).values_list("pk", flat=True))
    # Also on a night without any: what lost its key in another way is emptied with them.
    forget([request for request in rows if request.pk in still], life, now=now)
    return len(still)


def _over(life: str, now: datetime):
    """Return the requests of which nothing of this life need be kept any more.

    Years run from the last thing that happened, also from money that came back for a
    loan that had been written off.
    """
    last = years_before(timezone.localdate(now), YEARS[life])
    live = Aid.objects.filter(request=OuterRef("pk"), state__in=LIVE)
    keys = RequestKey.objects.filter(request=OuterRef("pk"), life=life)
    ended = Greatest(
        "ended_at", Max("aids__ended_at"), Max("aids__repayments__recorded_at")
    )
    rows = Request.objects.filter(Exists(keys), ~Exists(live), state__in=Request.ENDED)
    return rows.annotate(over_at=ended).filter(over_at__date__lte=last)


# Drafts


@_in_fund
def warn_of_drafts(now: datetime) -> int:
    """Write to whoever left a draft alone: it goes in two weeks. Once for each rest."""
    rows = Request.objects.filter(
        state=Request.State.DRAFT, changed_at__lte=now - DRAFT_DAYS + WARNED_BEFORE
    )
    mails = [draft_mail(draft) for draft in rows.select_related("applicant")]
    known = Delivery.objects.filter(event__in=[mail.event for mail in mails])
    there = set(known.values_list("event", flat=True))
    queue([mail for mail in mails if mail.event not in there], by=None)
    return 0  # nothing is deleted


@_in_fund
def forget_drafts(now: datetime) -> int:
    """Delete the drafts that nobody touched for 90 days, 14 days after they were told.

    Where the mail came late, the draft waits for it.
    """
    rows = Request.objects.select_for_update(of=["self"]).filter(
        state=Request.State.DRAFT, changed_at__lte=now - DRAFT_DAYS
    )
    old = list(rows.select_related("applicant"))
    for draft in (gone := list(_warned(old, now))):
        delete_draft(draft)
    return len(gone)


def _warned(drafts: Iterable[Request], now: datetime) -> Iterator[Request]:
    events = {draft_mail(draft).event: draft for draft in drafts}
    told = Delivery.objects.filter(
        Q(event__in=events), created_at__lte=now - WARNED_BEFORE
    )
    for event in told.values_list("event", flat=True):
        yield events[event]
