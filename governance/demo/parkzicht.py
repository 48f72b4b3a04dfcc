"""Parkzicht: an extraordinary assembly that votes at this very moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from buildings.models import AllocationKey, Holding
from finance.demo.stage import Stage
from governance.demo import mandates
from governance.demo.sitting import Sitting, convene
from governance.meeting.events import Way
from governance.models import AgendaItem, Assembly
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.services.agenda import add_item, note_conflict
from governance.services.assemblies import prepare_assembly
from governance.subjects import Subject

NOTICE, BEGUN = timedelta(days=20), timedelta(minutes=50)
QUARTER = 15
# Segers has three proxies, and would have more than a tenth with the fourth one.
PROXIES = (
    ("lambrechts-rosa", "segers-filip", ""),
    ("huybrechts", "segers-filip", "Voor de zonnepanelen, tegen de antenne."),
    ("lacroix-mireille", "segers-filip", ""),
    ("vastgoed-ninove-bv", "segers-filip", ""),
    (
        "taylor-brian",
        "ozdemir-selin",
        "For the charging points, if the cost is shared.",
    ),
)
IN_THE_ROOM = (
    *("segers-filip", "vandenbossche-karel", "baeten-van-gils", "desmedt-patrick"),
    *("ozdemir-selin", "van-looy"),
)
FROM_AFAR, LATE = "michiels-lotte", "poncelet-alain"
CONFLICT = "Zijn firma diende een offerte in voor de laadpunten."


def play(stage: Stage) -> None:
    """Hold it as far as it is: two points are closed, and half voted on the third."""
    mandates.note(stage, decided="Algemene vergadering, punt 7")
    assembly = _prepare(stage)
    sitting = Sitting(
        assembly,
        now=assembly.starts_at,
        operator=stage.assistant,
        origin=stage.origin,
    )
    signed_on = timezone.localdate() - timedelta(days=2)
    for principal, holder, instructions in PROXIES:
        sitting.give_proxy(
            principal, holder, signed_on=signed_on, instructions=instructions
        )
    sitting.take_roll()
    sitting.arrive(*IN_THE_ROOM)
    sitting.arrive(FROM_AFAR, way=Way.REMOTE)
    sitting.open(chair="segers-filip", secretary="Jonas Peeters")
    _vote(sitting, list(assembly.items.all()))


def _vote(sitting: Sitting, items: Sequence[AgendaItem]) -> None:
    panels, antenna, charging, _election = items
    sitting.decide(
        panels, {"desmedt-patrick": "against", "van-looy": "abstain"}, minutes=8
    )
    sitting.arrive(LATE)
    against = ("vandenbossche-karel", "baeten-van-gils", "ozdemir-selin", "huybrechts")
    sitting.decide(
        antenna,
        dict.fromkeys(against, "against") | {"michiels-lotte": "abstain"},
        minutes=6,
    )
    sitting.begin(charging)
    sitting.type_in(
        charging, {"vandenbossche-karel": "for", "baeten-van-gils": "against"}
    )
    sitting.type_in(charging, {"michiels-lotte": "for", "segers-filip": "for"})


def _prepare(stage: Stage) -> Assembly:
    starts_at = _begun()
    assembly = prepare_assembly(
        AssemblyDraft(
            starts_at=starts_at,
            place="Parochiezaal Sint-Ambrosius, Kerkplein 2, 1700 Dilbeek",
            is_remote=True,
            remote_access="https://video.example/parkzicht",
            consulting="In de bibliotheek van het gebouw, of op kantoor bij de syndicus.",
        ),
        kind=Assembly.Kind.EXTRAORDINARY,
        languages=["nl"],
        budget=None,
        by=stage.assistant,
    )
    for draft in _agenda():
        add_item(assembly, draft, by=stage.assistant)
    charging = assembly.items.get(key__code="garages")
    holding = Holding.objects.get(code="desmedt-patrick")
    note_conflict(charging, holding, reason=CONFLICT, by=stage.assistant)
    convene(assembly, at=starts_at - NOTICE, by=stage.manager)
    return assembly


def _begun() -> datetime:
    """Return when it began: most of an hour ago, at a quarter of the hour."""
    begun = timezone.localtime() - BEGUN
    return begun.replace(
        minute=begun.minute - begun.minute % QUARTER, second=0, microsecond=0
    )


def _agenda() -> list[ItemDraft]:
    return [
        ItemDraft(
            subject=Subject.WORKS,
            title={"nl": "Zonnepanelen op het dak"},
            text={
                "nl": "Na de isolatie van het dak blijft er plaats voor 48 panelen. De "
                "stroom gaat naar de lift, de verlichting en de laadpunten."
            },
            motion={
                "nl": "De vergadering beslist 48 zonnepanelen te laten plaatsen, voor "
                "hoogstens 24 600 €, te betalen uit het reservefonds."
            },
            amount=Decimal("24600.00"),
        ),
        ItemDraft(
            subject=Subject.STATUTES_USE,
            title={"nl": "Antenne van een telecomoperator op het dak"},
            text={"nl": "De operator biedt 3 200 € per jaar, voor negen jaar."},
            motion={
                "nl": "De vergadering verhuurt 12 m² van het dak voor een antenne, voor "
                "negen jaar."
            },
        ),
        ItemDraft(
            subject=Subject.WORKS,
            title={"nl": "Laadpunten in de garages"},
            text={
                "nl": "Een gemeenschappelijke leiding naar de acht garages; elk laadpunt "
                "krijgt zijn eigen teller. De kavels met een garage stemmen."
            },
            motion={
                "nl": "De vergadering beslist een leiding voor acht laadpunten te laten "
                "leggen, voor hoogstens 9 800 €, volgens de sleutel van de garages."
            },
            key=AllocationKey.objects.get(code="garages"),
            amount=Decimal("9800.00"),
        ),
        ItemDraft(
            subject=Subject.COUNCIL_MEMBER,
            title={"nl": "Een lid van de raad van mede-eigendom"},
            text={
                "nl": "De raad is hier niet verplicht; de vergadering mag er een "
                "oprichten. De stemming over personen is geheim."
            },
            motion={"nl": "De vergadering verkiest Lotte Michiels in de raad."},
            candidate="Lotte Michiels",
            is_secret=True,
        ),
    ]
