"""Short ways to a sale of lots of Les Acacias, through the services."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from buildings import services as buildings
from buildings.invitations import hash_code
from finance.models import GuestLink, Sale
from finance.services.sale_deed import carry_out_sale, deed_of
from finance.services.sale_documents import hand_over, make_document
from finance.services.sale_links import LIFETIME
from finance.services.sales import plan_deed, request_document, start_sale
from koprogo.documents.services import store
from tests import cast

ORIGIN = "https://koprogo.example"
NOTARY = {
    "notary": "Maître Dubois",
    "notary_email": "etude@dubois.example",
    "notary_reference": "2026/117",
    "notary_address": "Rue du Notaire 1\n1000 Bruxelles",
    "language": "en",
}


def today():
    return timezone.localdate()


def days_ago(number):
    return today() - timedelta(days=number)


def started(*codes, **fields):
    lots = [cast.lot(code) for code in codes or ("A",)]
    return start_sale(lots=lots, by=None, **NOTARY | fields)


def buyer(code="H9", name="Peeters"):
    """Somebody who is new in the building, with an account."""
    owner = buildings.create_owner(
        code=name.lower(), last_name=name, language="nl", by=None
    )
    members = [buildings.Member(owner, 1)]
    return buildings.create_holding(code=code, members=members, by=None)


def planned(*codes, ago=0, to=None, contract_on=None, proxy=False):
    """A sale whose deed was so many days ago."""
    return plan_deed(
        started(*codes),
        deed_on=days_ago(ago),
        buyer=to or buyer(),
        contract_on=contract_on,
        proxy=proxy,
        by=None,
    )


def carried_out(sale, **kwargs):
    due_on = today() + timedelta(days=15)
    seen = deed_of(Sale.objects.get(pk=sale.pk)).seen
    return carry_out_sale(
        sale, **{"due_on": due_on, "seen": seen, "by": None, **kwargs}
    )


def requested(sale, paragraph="1", ago=0):
    return request_document(
        sale, paragraph=paragraph, requested_on=days_ago(ago), by=None
    )


def made(document, *none_known, by=None):
    return make_document(document, none_known=none_known, by=by)


def handed_over(document, by_email=True):
    return hand_over(document, by_email=by_email, origin=ORIGIN, by=None)


def shared(code="Qw3-_rty", **fields):
    """A link to a sale whose information of §1 was handed over, with a code we know."""
    sale = started(**fields)
    handed_over(made(requested(sale)), by_email=False)
    return link_to(sale, code)


def link_to(sale, code):
    return GuestLink.objects.create(
        tenant_id=sale.tenant_id,
        sale=sale.uuid,
        code_hash=hash_code(code),
        expires_at=timezone.now() + LIFETIME,
    )


# What stands in addresses and bodies


def things(code):
    """A sale that is planned, with a document handed over, and a link of this code."""
    sale = planned("B", ago=1, to=cast.holding("H3"))
    document = written(requested(sale), sent_at=timezone.now())
    return {
        "sale_id": sale.uuid,
        "information_id": document.uuid,
        "link_id": link_to(sale, code).uuid,
        "file_id": document.file.uuid,
    }


def written(document, **fields):
    """The document with a file, as if it had been made: fast, without PDF."""
    document.file = store(
        b"%PDF-", name="3-94.pdf", content_type="application/pdf", by=None
    )
    document.made_at = timezone.now()
    for name, value in fields.items():
        setattr(document, name, value)
    document.save()
    return document


def real_things():
    """A sale of a lot of its own, from Jean and Fatima to Omar, that may be used up."""
    sale = planned(_unsold().code, to=cast.holding("H1"))
    return {
        "sale_id": sale.uuid,
        "information_id": written(requested(sale)).uuid,
        "link_id": link_to(sale, uuid4().hex).uuid,
        "seen": deed_of(sale).seen,
        "sold": _unsold().uuid,
    }


def real_past():
    """The same, carried out."""
    found = real_things()
    carried_out(Sale.objects.get(uuid=found["sale_id"]))
    return found


def _unsold():
    lot = buildings.create_lot(code=uuid4().hex[:20], shares=0, by=None)
    buildings.hand_over_lot(lot, holding=cast.holding("H3"), since=cast.SINCE, by=None)
    return lot


UNDER_WAY = (
    "sales/",
    *(
        f"sales/{{sale_id}}/{below}"
        for below in (
            "",
            "burdens/",
            "carry-out/",
            "deed/",
            "documents/{information_id}/hand-over/",
            "documents/{information_id}/make/",
            "documents/{information_id}/pdf/",
            "give-up/",
            "links/",
            "links/{link_id}/revoke/",
            "preview/",
            "requests/",
            "told/",
        )
    ),
)
CARRIED_OUT = ("sales/{sale_id}/undo/",)


def bodies(real):
    """Return bodies of the API that the services accept, by method and address."""
    sale = "sales/{sale_id}/"
    day = today().isoformat()
    return {
        "POST sales/": {"lots": [str(real.get("sold"))]},
        f"PATCH {sale}": {"notary": "Me Petit"},
        f"PUT {sale}deed/": {"buyer": str(real["buyer"]), "deed_on": day},
        f"POST {sale}requests/": {"paragraph": "2", "requested_on": day},
        f"POST {sale}carry-out/": {"seen": real.get("seen", "")},
        f"POST {sale}told/": {"told_on": day},
    }


def lively():
    """Two sales that show everything; return the pages of a syndic below the building.

    Its address stands in front; the link that a notary opens has the code ``notary``.
    """
    sale = planned("B", ago=1, to=cast.holding("H3"))
    made_one = written(requested(sale, ago=17))
    asked = requested(sale, "2", ago=3)
    written(requested(sale), sent_at=timezone.now())
    link_to(sale, "notary")
    done = carried_out(planned("K", ago=2))
    bare = started("A")
    below = f"sales/{sale.uuid}/"
    return [
        "sales/",
        "sales/new/",
        "sales/new/?lot=A",
        below,
        *(
            below + page
            for page in (
                "notary/",
                "documents/",
                f"documents/{asked.uuid}/make/",
                f"documents/{made_one.uuid}/hand-over/",
                "burdens/",
                "deed/",
                "carry-out/",
                "give-up/",
            )
        ),
        f"sales/{bare.uuid}/",
        f"sales/{done.uuid}/",
        f"sales/{done.uuid}/undo/",
    ]
