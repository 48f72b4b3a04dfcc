"""Bellevue's last ordinary assembly, from its convocation to its signed minutes."""

from datetime import timedelta

from buildings.models import Holding, LibraryVersion
from finance.demo.bellevue.assemblies import held_on
from finance.demo.stage import Stage
from finance.queries.budgets import budget_in_force
from governance.demo.bellevue.agenda import (
    ACCOUNTS,
    BUDGET,
    CONTRACTS,
    FACADE,
    Point,
    points,
)
from governance.demo.sitting import Sitting, at_hour, convene
from governance.meeting.events import Way
from governance.models import AgendaItem, Assembly, Minutes, Signature
from governance.queries.settings import assembly_settings, ordinary_period
from governance.queries.signing import Signer, signers_of
from governance.services.agenda import add_item, attach_document, note_conflict
from governance.services.log import add_event
from governance.services.minutes import draft_minutes, finish_minutes, write_notes
from governance.timetable import nearest_period
from koprogo.documents import services as documents
from koprogo.ledger.models import FiscalYear

SECRETARY = "Sophie Lambert"
# Three weeks: a little more than the law asks.
NOTICE = timedelta(days=21)
ABSENT = (
    *("cabinet-dentaire-bellevue-srl", "immo-zuidpoort-bv", "el-amrani-haddad"),
    *("mukendi-grace", "lejeune-collin", "van-den-broeck-jef", "smets-ilse"),
    *("kaya-emre", "jacobs", "petit-nicolas", "benali-samira", "gerard-monique"),
    *("leclercq-damien", "moens-rik", "van-hove-wim", "saidi-karim", "muller-jurgen"),
    *("diallo-mariama", "noirhomme-jacqueline", "antoine-sebastien", "sergeant-alain"),
)
# principal → holder; the last one is the syndic's, whom nobody can empower.
PROXIES = {
    "lemaire": "charlier-benoit",
    "bouchard-henri": "charlier-benoit",
    "heinen-ingrid": "dewulf-frank",
    "oconnor-fiona": "popescu-andrei",
    "stevens-mark": "coppens-tom",
    "schmitz-karin": "Anne Schmitz",
}
FOR_THE_SYNDIC = "henrard-josette"
FROM_AFAR = ("fischer-anna", "lambotte", "delvigne-arnaud", "gilles-aurelie")
LATE, LEFT_EARLY = "dumont-michel", "broodhuys-bv"
CONFLICT = "Son beau-frère est associé de Net & Clair SRL."
REMARK = "Je demande que le chantier ne commence pas avant les vacances scolaires."
NOTES = (
    "Le syndic rappelle que les quotes-parts de la façade suivent les quotités. Une "
    "séance d’information est prévue avec l’architecte avant le choix de l’entreprise."
)


def hold(stage: Stage, *, place: str) -> Assembly:
    """Hold it on the day that the books quote; return it, closed."""
    assembly, agenda = _prepare(stage, place), points()
    sitting = Sitting(
        assembly,
        now=assembly.starts_at - timedelta(minutes=35),
        operator=stage.assistant,
        origin=stage.origin,
    )
    _receive(sitting, stage)
    sitting.open(chair="dubois-marc", secretary=SECRETARY)
    for item, point in zip(assembly.items.all(), agenda, strict=True):
        _treat(sitting, item, point)
    sitting.close()
    return sitting.assembly


def _prepare(stage: Stage, place: str) -> Assembly:
    day = held_on(stage.quarters[4])
    period = ordinary_period(assembly_settings())
    assembly = Assembly.objects.create(
        kind=Assembly.Kind.ORDINARY,
        starts_at=at_hour(day, 19),
        place=place,
        is_remote=True,
        remote_access="https://visio.example/bellevue, code 1190",
        consulting="Dans la bibliothèque de l’immeuble, ou au bureau du syndic.",
        period_since=period and nearest_period(period, day).first,
        created_by=stage.assistant,
    )
    for point in points():
        add_item(assembly, point.draft, by=stage.assistant)
    _attach(assembly, stage)
    convene(assembly, at=at_hour(day - NOTICE, 10), by=stage.manager)
    return assembly


def _attach(assembly: Assembly, stage: Stage) -> None:
    """Tie the points to their papers, and that on the budget to what it adopted."""
    items = {item.position: item for item in assembly.items.all()}
    found = {ACCOUNTS: f"Comptes {assembly.day.year - 1}", BUDGET: "Budget de quatre"}
    for position, title in found.items():
        version = LibraryVersion.objects.get(document__title__startswith=title)
        attach_document(items[position], version, by=stage.assistant)
    year = FiscalYear.objects.latest("since")
    items[BUDGET].effect = "budget-adopted"
    items[BUDGET].effect_ref = budget_in_force(year).uuid
    items[BUDGET].save()
    holding = Holding.objects.get(code="dubois-marc")
    note_conflict(items[CONTRACTS], holding, reason=CONFLICT, by=stage.assistant)


def _receive(sitting: Sitting, stage: Stage) -> None:
    """Take the proxies, and let people come; one is late."""
    signed_on = sitting.assembly.day - timedelta(days=4)
    for principal, holder in PROXIES.items():
        sitting.give_proxy(principal, holder, signed_on=signed_on)
    sitting.give_proxy(FOR_THE_SYNDIC, SECRETARY, signed_on=signed_on, is_syndic=True)
    away = {*ABSENT, *PROXIES, FOR_THE_SYNDIC, LATE, *FROM_AFAR}
    sitting.arrive(*(code for code in sitting.take_roll() if code not in away))
    sitting.arrive(*FROM_AFAR, way=Way.REMOTE)
    sitting.arrive("Anne Schmitz")


def _treat(sitting: Sitting, item: AgendaItem, point: Point) -> None:
    if item.position == BUDGET:
        sitting.arrive(LATE)
    sitting.decide(item, point.but, minutes=point.minutes)
    if item.position == FACADE:
        sitting.remark(item, "janssens-lieve", REMARK)
        sitting.leave(LEFT_EARLY)


def sign(assembly: Assembly, *, stage: Stage) -> Minutes:
    """Finish the minutes that evening; they are signed in the room, and sent in time."""
    minutes = draft_minutes(assembly, by=stage.assistant)
    write_notes(minutes, notes=NOTES, by=stage.assistant)
    at = assembly.closed_at + timedelta(minutes=20)
    minutes = finish_minutes(minutes, by=stage.manager, at=at)
    document = minutes.documents.select_related("file").get(language="fr")
    scan = documents.store(
        documents.read(document.file),
        name="pv_signe.pdf",
        content_type="application/pdf",
        by=stage.assistant,
    )
    for number, signer in enumerate(signers_of(minutes)[:4], start=1):
        _sign(minutes, signer, document.file.sha256, scan, stage, minutes_later=number)
    minutes.signed_at = at + timedelta(minutes=2)
    minutes.sent_at = at + timedelta(days=9)
    minutes.save(update_fields=["signed_at", "sent_at"])
    return minutes


def _sign(
    minutes: Minutes,
    signer: Signer,
    sha256: str,
    scan,
    stage: Stage,
    *,
    minutes_later: int,
) -> None:
    """Write down who signed that evening: ``raw``, for the row bears its own moment."""
    way = Signature.Way.PAPER
    at = minutes.finished_at + timedelta(minutes=minutes_later)
    Signature(
        minutes=minutes,
        role=signer.role,
        name=signer.name,
        way=way,
        sha256=sha256,
        scan=scan,
        signed_at=at,
        signed_by=stage.assistant,
    ).save_base(raw=True, force_insert=True)
    body = {"name": signer.name, "role": str(signer.role), "person": signer.person}
    add_event(
        minutes.assembly, "signed", body | {"way": str(way)}, by=stage.assistant, at=at
    )
