"""Assemblies of Les Acacias in every state, as somebody finds them who reads a guide."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from buildings.models import Building
from governance.models import Decision
from governance.services import quotes
from governance.services.assemblies import prepare_assembly
from governance.services.log import add_event
from governance.services.meeting import open_meeting
from governance.services.roll import take_roll
from governance.subjects import Subject
from koprogo.tenancy import enter
from tests import cast
from tests.finance import letters
from tests.governance.assemblies import making
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    arrive,
    decided,
    open_item,
    proxy,
    vote,
    voter,
)
from tests.governance.minutes.making import ended, finished
from tests.governance.tenders.making import offer, threshold
from tests.governance.tenders.making import tender as tender_of


def english(text):
    return {"en": text}


ROOF = {
    "title": english("Renewal of the roof"),
    "text": english("The flat part leaks near the lift shaft since February."),
    "motion": english("The roof is renewed by the firm with the best quote."),
}
LIFT = {
    "title": english("New control of the lift"),
    "text": english("The inspection of January asks for it."),
    "motion": english("The control of the lift is replaced."),
    "amount": Decimal("3600.00"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in the addresses of the pages."""

    planned: UUID
    point: UUID
    tender: UUID
    meeting: UUID
    over: UUID
    decision: UUID


def assemblies() -> Held:
    """One that is prepared, one in the middle of a vote, one with its minutes."""
    with enter(cast.tenant().pk, by=cast.user("sophie")):
        Building.objects.update(languages=["en"], documents_place="At the caretaker’s")
        letters.furnish()
        making.settle()
        over = _over()
        planned, point = _planned()
        return Held(
            planned=planned.uuid,
            point=point.uuid,
            tender=_quotes(point).uuid,
            meeting=_voting().uuid,
            over=over.uuid,
            decision=Decision.objects.get(number=1).uuid,
        )


def _planned():
    planned = prepare("ordinary", making.period_day())
    point = making.add(planned, **ROOF)
    return planned, point


def prepare(kind, day):
    return prepare_assembly(
        making.plan(day, place="Parish hall"),
        kind=kind,
        languages=["en"],
        budget=None,
        by=cast.user("sophie"),
    )


def _quotes(point):
    threshold()
    found = tender_of("Renewal of the roof", item=point)
    for name, amount, rate in (
        ("Toitures Hubert SRL", "9400.00", 6),
        ("Daken De Wolf", "9850.00", 6),
    ):
        given = offer(name, amount, vat_rate=rate)
        quotes.add_quote(found, given, by=cast.user("sophie"))
    return found


def _meeting():
    """Omar and Clara are there; Jean gave Clara a proxy."""
    assembly = prepare("extraordinary", timezone.localdate())
    points = [
        making.add(assembly, **LIFT),
        making.add(assembly, subject=Subject.OTHER, **ROOF),
    ]
    making.convene(assembly)
    proxy(
        assembly,
        JEAN,
        holder=CLARA,
        head_name="Jean Moreau & Fatima El Idrissi",
        instructions="For the lift",
    )
    assembly = take_roll(assembly, by=None)
    for who in (OMAR, CLARA):
        arrive(assembly, who)
    add_event(
        assembly, "bureau", {"chair": voter(OMAR), "secretary": "Sophie"}, by=None
    )
    open_meeting(assembly, by=None)
    assembly.refresh_from_db()
    return assembly, points


def _voting():
    assembly, (lift, _roof) = _meeting()
    open_item(lift)
    vote(lift, A="for")
    return assembly


def _over():
    assembly, points = _meeting()
    decided(points[0], A="for", B="against", C="for")
    decided(points[1], A="for", B="for", C="for")
    ended(assembly)
    finished(assembly)
    return assembly
