"""What the books of a building know about the person who asks."""

from collections.abc import Iterator
from functools import partial

from django.db.models import F, Q

from buildings.models import HoldingMember, Owner
from finance.models import CallDocument, CallLetter, CallLine, OpeningBalance, Payment
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
    yield from _letters(owners, calls)


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
