"""Bellevue's three quotes for the façade, compared before its next assembly."""

from datetime import timedelta
from decimal import Decimal

from buildings.models import Building, Supplier
from finance.demo.papers import blocks
from finance.demo.stage import Stage
from governance.models import AgendaItem, Tender
from governance.queries.tenders import QuoteDraft, TenderDraft
from governance.services.comparisons import make_comparison
from governance.services.quotes import add_quote
from governance.services.tenders import choose_quote, prepare_tender
from koprogo.documents.intake import Intake, take_in
from koprogo.pdf import render_pdf

THRESHOLD = Decimal("5000.00")
SPECIFICATION = """Façade avant du bloc B, 9 niveaux, environ 640 m².

1. Échafaudage, protection des entrées et signalisation.
2. Dérejointoiement et rejointoiement complets ; remplacement des plaquettes détachées.
3. Isolation des linteaux, traitement des armatures apparentes.
4. Peinture des balcons, teinte au choix de l’assemblée.

Début souhaité au printemps. Prix fermes ; garantie décennale à joindre à l’offre."""
CHOSEN = "Toitures Marolles SRL"
REASON = (
    "Le conseil de copropriété propose cette offre : elle comprend la peinture des balcons, "
    "que la moins chère ne couvre pas."
)
# Of 6 % VAT: the building is older than ten years; one of them does not know that.
OFFERS = [
    {
        "supplier_name": "Gevelwerken Peeters BV",
        "kbo": "0417497106",
        "amount": Decimal("112169.81"),
        "delivery": "Vanaf april, vier maanden",
        "guarantee": "Tien jaar op de voegen",
        "not_covered": "De balkons worden niet geschilderd.",
    },
    {
        "supplier_name": CHOSEN,
        "amount": Decimal("117264.15"),
        "delivery": "Dès mars, quatre mois",
        "guarantee": "Décennale, étanchéité comprise",
        "remarks": "Quatre paiements, à l’avancement.",
    },
    {
        "supplier_name": "Renofaçade SA",
        "amount": Decimal("109090.91"),
        "vat_rate": 21,
        "delivery": "Dès septembre, trois mois",
        "guarantee": "Décennale",
        "interest": "Le frère d’une gestionnaire du cabinet y est chef de chantier.",
    },
]


def ask(item: AgendaItem, stage: Stage) -> Tender:
    """Ask for them, compare them, and note which one the council proposes."""
    building = Building.objects.select_related("tenant").get()
    tender = prepare_tender(
        TenderDraft(
            title="Façade avant du bloc B",
            specification=SPECIFICATION,
            estimate=Decimal("128400.00"),
            item=item,
        ),
        by=stage.assistant,
    )
    known = {supplier.name: supplier for supplier in Supplier.objects.all()}
    day = stage.today - timedelta(days=20)
    quotes = [
        add_quote(
            tender,
            QuoteDraft(
                **{"vat_rate": 6, **offer},
                supplier=known.get(offer["supplier_name"]),
                dated_on=day,
                valid_until=item.assembly.day + timedelta(days=60),
                file=_file(offer, building, day),
            ),
            by=stage.assistant,
        )
        for offer in OFFERS
    ]
    choose_quote(quotes[1], reason=REASON, by=stage.manager)
    make_comparison(tender.pk, by=stage.assistant)
    return tender


def _file(offer: dict, building: Building, day) -> Intake:
    name = offer["supplier_name"]
    text = (
        f"# {name}\n{offer['delivery']}\n{offer['guarantee']}\nHTVA | {offer['amount']}"
    )
    context = {
        "title": f"Offre de {name}",
        "author": name,
        "building": building,
        "dated_on": day,
        "blocks": list(blocks(text)),
    }
    data = render_pdf("pdf/demo_paper.html", context, language=building.languages[0])
    return take_in(f"offre-{name.split()[0].lower()}.pdf", data)
