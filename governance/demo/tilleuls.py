"""Les Tilleuls: an assembly is convened, its letters are on their way."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from buildings.models import Consent, Holding, Owner
from buildings.services.consents import give_consent
from buildings.services.letters import mark_posted, post_waiting
from finance.demo import people
from finance.demo.letters import work
from finance.demo.stage import Stage
from finance.working_days import is_working_day
from governance.demo import mandates
from governance.demo.sitting import at_hour
from governance.models import Assembly
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.services.agenda import add_item
from governance.services.assemblies import prepare_assembly
from governance.services.convocations import convene
from governance.services.proxies import give_proxy
from governance.subjects import Subject

DAY = timedelta(days=1)
NOTICE, SECOND = timedelta(days=18), timedelta(days=17)
POSTED = ("bodart-luc", "lefevre-benoit")
WORKER = (
    "governance.make_convocations",
    "notifications.send",
    "governance.bundle_convocations",
)
AGENDA = (
    ItemDraft(
        subject=Subject.INFORMATION,
        title={"fr": "Gouttières : état du chantier"},
        text={"fr": "Le couvreur commence la pose dès que l’appel de fonds est payé."},
    ),
    ItemDraft(
        subject=Subject.CONSERVATION_WORKS,
        title={"fr": "Réparation du mur mitoyen"},
        text={
            "fr": "Le mur du fond penche depuis les pluies de l’hiver. Deux offres sont "
            "arrivées, de 5 400 € et de 6 150 €."
        },
        motion={
            "fr": "L’assemblée confie la réparation du mur à l’entreprise la moins chère, "
            "pour 5 400 €."
        },
        amount=Decimal("5400.00"),
    ),
    ItemDraft(
        subject=Subject.QUOTES_THRESHOLD,
        title={"fr": "Montant à partir duquel plusieurs offres sont demandées"},
        motion={
            "fr": "Le syndic demande au moins deux offres pour toute commande de plus de "
            "2 500 €."
        },
    ),
    ItemDraft(
        subject=Subject.INTERNAL_RULES,
        title={"fr": "Règlement d’ordre intérieur : barbecues"},
        motion={
            "fr": "Les barbecues sont permis au jardin, jamais sur les balcons. Cette "
            "règle est ajoutée au règlement d’ordre intérieur."
        },
    ),
)


def play(stage: Stage) -> None:
    """Convene the owners, do what the worker does then, and let one give her proxy."""
    mandates.note(stage, decided="Assemblée générale, point 6")
    _accept_email(stage)
    assembly = _prepare(stage)
    assembly = convene(assembly, by=stage.manager)
    for name in WORKER:
        work(name)
    waiting = post_waiting(assembly).filter(addressee__code__in=POSTED)
    mark_posted(
        assembly,
        letters=waiting.values_list("uuid", flat=True),
        on=timezone.localdate(),
        by=stage.manager,
    )
    lieve = Owner.objects.get(user=stage.users[people.CO_OWNER])
    give_proxy(
        assembly,
        holding=Holding.objects.get(code=lieve.code),
        signer=lieve,
        holder=Owner.objects.get(code="mertens-hugo"),
        instructions="Voor de herstelling van de muur, behalve als ze duurder wordt.",
        origin=stage.origin,
        by=lieve.user,
    )


def _accept_email(stage: Stage) -> None:
    """Two owners accept convocations by e-mail: the others get registered letters."""
    today = timezone.localdate()
    lieve = Owner.objects.get(user=stage.users[people.CO_OWNER])
    valerie = Owner.objects.get(code="collard-valerie")
    for owner, source, by in (
        (lieve, Consent.Source.ONLINE, lieve.user),
        (valerie, Consent.Source.PAPER, stage.assistant),
    ):
        give_consent(
            owner,
            purpose=Consent.Purpose.CONVOCATIONS,
            source=source,
            given_on=today,
            by=by,
        )


def _prepare(stage: Stage) -> Assembly:
    day = timezone.localdate() + NOTICE
    while not is_working_day(day):
        day += DAY
    assembly = prepare_assembly(
        AssemblyDraft(
            starts_at=at_hour(day, 18, 30),
            place="Café de la Citadelle, salle du premier étage, 5000 Namur",
            second_at=at_hour(day + SECOND, 18, 30),
            consulting="Chez le syndic, rue du Pont 2 à Namur, ou sur KoproGo.",
        ),
        kind=Assembly.Kind.EXTRAORDINARY,
        languages=["fr"],
        budget=None,
        by=stage.manager,
    )
    for draft in AGENDA:
        add_item(assembly, draft, by=stage.manager)
    return assembly
