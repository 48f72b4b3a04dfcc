"""Who is late and since when, as the committee sees it: by code, never by name."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from solidarity import repaying
from solidarity.models import (
    Aid,
    Contact,
    DisputeEnd,
    PlanChange,
    Recusal,
    Request,
    WriteOff,
)
from solidarity.queries.loans import Standing, standings

__all__ = [
    "Running",
    "contacts_since",
    "is_concerned",
    "running_loans",
    "settling_cases",
    "waiting_changes",
    "waiting_write_offs",
    "words_of",
]


@dataclass(frozen=True, slots=True)
class Running:
    """A loan that comes back; ``late`` is EUR.

    ``contacts``: how often somebody spoke with the person since he is late.
    """

    standing: Standing
    late: Decimal
    since: date | None
    days: int
    contacts: int
    last_contact: date | None

    @property
    def aid(self) -> Aid:
        return self.standing.aid

    @property
    def can_be_written_off(self) -> bool:
        return self.days >= repaying.WRITE_OFF_DAYS and (
            self.contacts >= repaying.WRITE_OFF_CONTACTS
        )


def running_loans(*, on: date, only_late: bool = False) -> list[Running]:
    """Return what comes back, the latest payers first: five statements."""
    aids = list(
        Aid.objects.filter(state=Aid.State.RUNNING).select_related("request__applicant")
    )
    found = standings(aids)
    spoken: dict[int, list[date]] = defaultdict(list)
    days = Contact.objects.filter(aid__in=found).order_by("day")
    for pk, day in days.values_list("aid", "day"):
        spoken[pk].append(day)
    rows = [_running(one, spoken[pk], on) for pk, one in found.items()]
    rows.sort(key=lambda row: (-row.days, row.aid.code))
    return [row for row in rows if row.days] if only_late else rows


def _running(one: Standing, spoken: list[date], on: date) -> Running:
    since = one.late_since(on)
    return Running(
        standing=one,
        late=one.late(on),
        since=since,
        days=one.late_days(on),
        contacts=sum(1 for day in spoken if since and day >= since),
        last_contact=spoken[-1] if spoken else None,
    )


def contacts_since(aid: Aid, since: date) -> int:
    """Return how often somebody spoke with the person since a day."""
    return aid.contacts.filter(day__gte=since).count()


def is_concerned(request: Request, user) -> bool:
    """Tell whether a member takes no part: his own request, or he is recused."""
    if request.applicant_id == user.pk:
        return True
    return Recusal.objects.filter(request=request, user=user.pk).exists()


# What waits for the committee


def waiting_changes() -> list[PlanChange]:
    """Return what people ask the committee to change, the oldest first."""
    rows = PlanChange.objects.filter(answer="", is_proposed=False)
    return list(
        rows.exclude(kind=PlanChange.Kind.EARLY)
        .select_related("aid__request")
        .order_by("asked_at")
    )


def waiting_write_offs() -> list[WriteOff]:
    rows = WriteOff.objects.filter(is_confirmed=None)
    return list(rows.select_related("aid__request").order_by("proposed_at"))


def settling_cases() -> list[DisputeEnd]:
    """Return cases that were won with damages, whose months are not agreed yet."""
    rows = DisputeEnd.objects.filter(settled_at=None)
    return list(rows.select_related("aid__request").order_by("told_at"))


# What was said


def words_of(aid: Aid) -> Iterator[tuple[str, datetime, str, str]]:
    """Yield what was said about a loan: title, moment, token and place of each."""
    for talk in aid.contacts.all():
        place = f"solidarity_contact.words.{talk.uuid}"
        yield _("Talk"), talk.recorded_at, talk.words, place
    for change in aid.changes.all():
        place = f"solidarity_planchange.{{}}.{change.uuid}".format
        yield _("Change of the plan"), change.asked_at, change.words, place("words")
        if change.decided_at:
            yield _("Answer"), change.decided_at, change.reasons, place("reasons")
    for row in aid.write_offs.all():
        place = f"solidarity_writeoff.reasons.{row.uuid}"
        yield _("Write-off"), row.proposed_at, row.reasons, place
    for end in DisputeEnd.objects.filter(aid=aid):
        place = f"solidarity_disputeend.words.{end.uuid}"
        yield _("End of the case"), end.told_at, end.words, place
