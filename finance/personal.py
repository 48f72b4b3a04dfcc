"""What the books of a building know about the person who asks."""

from collections.abc import Iterator
from functools import partial

from django.db.models import F, Q

from buildings.models import HoldingMember, Owner
from finance.models import (
    AccountCharge,
    CallDocument,
    CallLetter,
    CallLine,
    ChargeDocument,
    ChargeLetter,
    CollectedAmount,
    Contest,
    ContestAnswer,
    DebitMandate,
    OpeningBalance,
    Payment,
    PlanInstalment,
    Reminder,
    ReminderLetter,
    ReminderPause,
)
from koprogo.documents import services as documents
from koprogo.slots import Personal, PersonalData, PersonalFile, PersonalTable

__all__ = ["DATA"]


def here(user) -> Iterator[Personal]:
    owners = Owner.objects.filter(user=user)
    mine = HoldingMember.objects.filter(owner__in=owners).values("holding")
    calls = CallDocument.objects.filter(holding__in=mine)
    yield PersonalTable(
        "calls",
        calls.order_by("pk").values(
            "working",
            "reserve",
            "total",
            title=F("call__title"),
            date=F("call__date"),
            due_on=F("call__due_on"),
        ),
    )
    yield PersonalTable(
        "call_lines",
        CallLine.objects.filter(document__in=calls)
        .order_by("pk")
        .values(
            "parts",
            "amount",
            title=F("document__call__title"),
            label=F("item__label"),
            lot_code=F("lot__code"),
        ),
    )
    yield PersonalTable(
        "payments",
        Payment.objects.filter(holding__in=mine)
        .order_by("pk")
        .values("date", "amount", "communication", "working", "reserve"),
    )
    yield PersonalTable(
        "opening_balances",
        OpeningBalance.objects.filter(holding__in=mine)
        .order_by("pk")
        .values("working", "reserve", "credit", date=F("opening__date")),
    )
    yield PersonalTable(
        "account_charges",
        AccountCharge.objects.filter(holding__in=mine)
        .order_by("pk")
        .values("kind", "text", "date", "due_on", "working", "reserve"),
    )
    yield PersonalTable(
        "debit_mandates",
        DebitMandate.objects.filter(holding__in=mine)
        .order_by("pk")
        .values("reference", "debtor", "iban", "signed_on", "revoked_on"),
    )
    yield PersonalTable(
        "direct_debits",
        CollectedAmount.objects.filter(mandate__holding__in=mine)
        .order_by("pk")
        .values("amount", "mandate__reference", date=F("collection__date")),
    )
    yield from _letters(owners, calls)
    yield from _statements(owners, mine)
    yield from _reminders(owners, mine)
    yield from _contests(owners)


def _contests(owners) -> Iterator[Personal]:
    """What he contested and why, and all that was written about it."""
    contests = Contest.objects.filter(owner__in=owners)
    yield PersonalTable(
        "contests",
        contests.order_by("pk").values(
            "text",
            "opened_at",
            "closed_at",
            "outcome",
            call=F("call_line__document__call__title"),
            item=F("call_line__item__label"),
            lot_code=F("call_line__lot__code"),
            statement=F("document__statement__title"),
            cost_label=F("cost__label"),
        ),
    )
    answers = ContestAnswer.objects.filter(contest__in=contests).order_by("pk")
    yield PersonalTable(
        "contest_answers",
        answers.values("text", "written_at", "by_syndic", about=F("contest__text")),
    )


def _statements(owners, mine) -> Iterator[Personal]:
    """His statements of charges, with their letters and the annexes for his occupant."""
    documents_of = ChargeDocument.objects.filter(
        holding__in=mine, statement__posted_at__isnull=False
    )
    yield PersonalTable(
        "charge_statements",
        documents_of.order_by("pk").values(
            "costs",
            "private",
            "occupant",
            "provisions",
            "balance",
            title=F("statement__title"),
            since=F("statement__since"),
            until=F("statement__until"),
        ),
    )
    letters = ChargeLetter.objects.filter(
        Q(addressee__in=owners) | Q(addressee=None), document__in=documents_of
    )
    for letter in letters.select_related("file", "annex").order_by("pk"):
        for file in filter(None, (letter.file, letter.annex)):
            yield PersonalFile(file.name, partial(documents.read, file))


def _reminders(owners, mine) -> Iterator[Personal]:
    """What was sent to him, what kept reminders back and why, and what he agreed."""
    sent = Reminder.objects.filter(holding__in=mine, sent_at__isnull=False)
    amounts = ("level", "date", "arrears_since", "overdue", "interest", "cost", "state")
    yield PersonalTable("reminders", sent.order_by("pk").values(*amounts))
    pauses = ReminderPause.objects.filter(holding__in=mine).order_by("pk")
    yield PersonalTable("reminder_pauses", pauses.values("since", "until", "reason"))
    parts = PlanInstalment.objects.filter(plan__holding__in=mine).order_by("pk")
    yield PersonalTable(
        "instalment_plans",
        parts.values("due_on", "amount", agreed_on=F("plan__agreed_on")),
    )
    letters = ReminderLetter.objects.filter(
        Q(addressee__in=owners) | Q(addressee=None), reminder__in=sent
    )
    for letter in letters.select_related("file").order_by("pk"):
        yield PersonalFile(letter.file.name, partial(documents.read, letter.file))


def _letters(owners, calls) -> Iterator[Personal]:
    """Letters to him, and to several holders without a representative.

    A co-holder's own letter shows a co-holder's address: it is not his.
    """
    letters = (
        CallLetter.objects.filter(Q(addressee__in=owners) | Q(addressee=None))
        .filter(document__in=calls)
        .select_related("file")
        .order_by("pk")
    )
    yield PersonalTable(
        "letters",
        letters.values(
            "name",
            "address",
            "to_pay",
            "made_at",
            file_name=F("file__name"),
            sent_by=F("delivery__channel"),
            sent_at=F("delivery__sent_at"),
        ),
    )
    for letter in letters:
        yield PersonalFile(letter.file.name, partial(documents.read, letter.file))


DATA = PersonalData(here=here)
