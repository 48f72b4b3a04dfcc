"""Les Acacias as somebody finds it who reads a guide: a year of it, in English."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from buildings import services
from buildings.library import Audience
from buildings.models import Building, Firm, Mandate, Owner, Role
from buildings.services import invitations, refresh_summaries
from finance.models import Call
from finance.services import send_letters
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.documents import library_document
from tests.buildings.mailbox import CODE_ON_PAPER, ORIGIN, paper_invitation
from tests.finance import letters
from tests.finance.factories import draft, issued, item, payment

TEXT = "The roof was inspected in February; the flat part leaks near the lift shaft."


@dataclass(frozen=True, slots=True)
class Addresses:
    """What stands in the addresses of the pages."""

    firm: UUID
    call: UUID
    draft: UUID
    document: UUID
    letter: UUID
    holding: UUID
    lot: UUID
    owner: UUID
    library: UUID
    code: str = CODE_ON_PAPER


def lived_in() -> Addresses:
    """Write the year; a second building of the firm has just begun."""
    sophie, firm = cast.user("sophie"), Firm.objects.get(name="Lambert Syndic")
    with enter(cast.tenant().pk, by=sophie):
        Mandate.objects.update(since=date(2025, 7, 1), until=date(2028, 7, 1))
        Building.objects.update(public_page=True, documents_place="At the caretaker’s")
        letters.furnish()
        call, planned = _calls()
        _send(call, by=sophie)
        roof = _library()
        _suppliers()
        _invitations(by=sophie)
        document = call.documents.get(holding__code="H2")
        found = Addresses(
            firm=firm.uuid,
            call=call.uuid,
            draft=planned.uuid,
            document=document.uuid,
            letter=document.letter.uuid,
            holding=cast.holding("H2").uuid,
            lot=cast.lot("B").uuid,
            owner=Owner.objects.get(code="jean").uuid,
            library=roof.uuid,
        )
    today = timezone.localdate()
    services.take_on_building(
        name="Tilia",
        deed_total=1000,
        firm=firm,
        since=today,
        until=today + timedelta(days=365),
        by=sophie,
    )
    run_all()
    refresh_summaries()
    return found


def _calls() -> tuple[Call, Call]:
    """One call that is partly paid, and one that is being prepared."""
    call = issued(
        item("4500.00", label="Ordinary charges"),
        item("620.00", key="lift", label="Lift"),
        item("900.00", purpose="reserve", label="Reserve fund"),
        title="Provision Q1 2026",
    )
    payment("H1", "2700.00", communication="Provision Q1")
    payment("H2", "1000.00", communication="")
    planned = draft(
        item("12000.00", purpose="works", label="Renovation of the roof"),
        item("350.00", key="lift", label="Inspection of the lift"),
        title="Roof, first part",
        due_in=45,
    )
    return call, planned


def _send(call: Call, *, by) -> None:
    for code in ("omar", "clara"):
        letters.consent(code)
    letters.rows(call)
    send_letters(call, by=by)


def _library():
    roof = library_document("Report on the roof", TEXT, category="works")
    library_document("Basic deed and statutes", "The basic deed.", name="deed.txt")
    library_document(
        "Internal rules",
        "Quiet hours from 22 h.",
        name="house.txt",
        audience=Audience.EVERYBODY,
    )
    library_document(
        "Minutes of 12 June 2025",
        "The assembly approves the accounts.",
        name="minutes.txt",
        category="minutes",
    )
    library_document(
        "Three offers for the roof",
        "Offers of three roofers.",
        name="offers.txt",
        category="works",
        audience=Audience.COUNCIL,
    )
    return roof


def _suppliers() -> None:
    for name, fields in (
        ("Ascenseurs SA", {"kbo": "0403170701", "iban": "BE68539007547034"}),
        ("Nettoyage du Parc", {}),
        ("Toitures Hubert SRL", {}),
    ):
        services.create_supplier(name=name, by=None, **fields)


def _invitations(*, by) -> None:
    """Fatima by e-mail, Jean by a letter, a neighbour as a member of the council."""
    fatima = Owner.objects.get(code="fatima")
    invitations.invite_owners([fatima], origin=ORIGIN, by=by)
    paper_invitation(Owner.objects.get(code="jean"), CODE_ON_PAPER)
    invitations.invite_to_role(
        role=Role.COUNCIL,
        name="Paul Simon",
        email="paul@mail.example",
        language="fr",
        origin=ORIGIN,
        by=by,
    )
