"""Lines that co-owners contest: who reads which file, and which lines may have one."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject, TruncDate
from django.utils.translation import gettext_lazy as _

from buildings.access import Access, Permission
from buildings.models import Owner
from finance.models import (
    CallDocument,
    CallLine,
    ChargeDocument,
    Contest,
    ContestAnswer,
    Cost,
)
from finance.queries.accounts import holdings_of

Outcome = Contest.Outcome


class Status(TextChoices):
    """Where a file is: who writes next, or how it ended."""

    WAITING = "waiting", _("Waits for the syndic")
    ANSWERED = "answered", _("Answered")
    ACCEPTED = Outcome.ACCEPTED.value, _("Accepted")
    EXPLAINED = Outcome.EXPLAINED.value, _("Explained")
    WITHDRAWN = Outcome.WITHDRAWN.value, _("Withdrawn")


def contest_list() -> QuerySet[Contest]:
    """Return the files, latest first, each with its ``Status`` and what it is about."""
    answers = ContestAnswer.objects.filter(contest=OuterRef("pk")).order_by("-pk")
    answered = Coalesce(
        Subquery(answers.values("by_syndic")[:1]),
        Value(False),
        output_field=BooleanField(),
    )
    status = Case(
        When(closed_at__isnull=False, then=F("outcome")),
        When(answered=True, then=Value(Status.ANSWERED)),
        default=Value(Status.WAITING),
    )
    return (
        Contest.objects.annotate(answered=answered)
        .annotate(status=status)
        .select_related(
            "owner",
            "holding",
            "call_line__item__key",
            "call_line__item__version",
            "call_line__lot",
            "call_line__document__call",
            "document__statement",
            "cost",
        )
    )


def visible_contests(access: Access) -> QuerySet[Contest]:
    """Return the files this person may read: those of his accounts.

    The office and the auditor read all of them.
    """
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        return contest_list()
    return own_contests(access)


def own_contests(access: Access) -> QuerySet[Contest]:
    """Return the files about the accounts in which this person has a right."""
    return contest_list().filter(holding__in=holdings_of(access))


def chosen(contests: QuerySet[Contest], state: str = "") -> QuerySet[Contest]:
    """Narrow to those that are ``open`` or ``closed``."""
    if not state:
        return contests
    return contests.filter(closed_at__isnull=state == "open")


# Lines


def own_owner(access: Access) -> Owner | None:
    """Return whoever of the register contests when this person does."""
    return access.own_owners.first()


def own_call_line(
    access: Access, *, document: UUID, position: int, lot: UUID
) -> CallLine | None:
    """Return a line of an issued call to this person, with all that explains it."""
    return (
        CallLine.objects.filter(
            document__holding__in=holdings_of(access),
            document__uuid=document,
            item__position=position,
            lot__uuid=lot,
        )
        .select_related(
            "item__version",
            "item__key",
            "item__works",
            "lot",
            "document__holding",
            "document__call__budget",
            "document__call__entry__journal",
        )
        .first()
    )


def own_charge_documents(access: Access) -> QuerySet[ChargeDocument]:
    """Return the posted statements of charges of this person."""
    return ChargeDocument.objects.filter(
        holding__in=holdings_of(access), statement__posted_at__isnull=False
    ).select_related("statement", "holding")


def open_contest(
    *, call_line: CallLine | None = None, document=None, cost: Cost | None = None
) -> Contest | None:
    """Return the open file of a line of a call, or of a cost in a statement."""
    found = Contest.objects.filter(
        call_line=call_line, document=document, cost=cost, closed_at=None
    )
    return found.first()


class Filed(NamedTuple):
    """The file of a line, as its document tells of it."""

    uuid: str
    opened_on: date
    is_open: bool


class Contested(NamedTuple):
    """The latest file of each line of a document, by call line or cost (primary keys).

    ``allowed``: the reader may open one, where none is open.
    """

    files: dict[int, Filed]
    allowed: bool


def with_files(documents: QuerySet, access: Access) -> QuerySet:
    """Add to documents of either kind what ``contested`` tells: no statement more."""
    of_calls = documents.model is CallDocument
    about = "call_line__document" if of_calls else "document"
    rows = Contest.objects.filter(**{about: OuterRef("pk")}).order_by("pk")
    told = JSONObject(
        line="call_line_id" if of_calls else "cost_id",
        uuid="uuid",
        opened_on=TruncDate("opened_at"),
        is_open=Q(closed_at=None),
    )
    own = holdings_of(access).filter(pk=OuterRef("holding_id"))
    return documents.annotate(
        files=ArraySubquery(rows.values(told=told)), is_own=Exists(own)
    )


def contested(document: CallDocument | ChargeDocument, access: Access) -> Contested:
    """Return what is contested in a document of ``with_files`` that this person reads.

    Whoever else reads it is of the office or the auditor: they may read every file.
    """
    if isinstance(document, CallDocument):
        stands = not document.call.is_cancelled
    else:
        statement = document.statement
        stands = statement.is_posted and not statement.is_cancelled
    files = {
        told["line"]: Filed(
            told["uuid"], date.fromisoformat(told["opened_on"]), told["is_open"]
        )
        for told in document.files
    }
    allowed = stands and document.is_own and access.allows(Permission.CONTEST)
    return Contested(files, allowed)
