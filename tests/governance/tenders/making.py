"""Tenders of Les Acacias and their quotes, through the services."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from governance.models import Quote, Tender
from governance.queries.making import LibraryPaper
from governance.queries.tenders import (
    QuoteDraft,
    TenderDraft,
    comparison_of,
    tender_list,
)
from governance.services import comparisons, quotes, tenders
from governance.services.convocations import call_off
from governance.services.settings import update_assembly_settings
from koprogo.documents.intake import Intake
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.documents import library_document
from tests.governance.assemblies import making as assemblies

PDF = Intake("quote.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n")
DECISION = "General assembly of 14 May 2024, point 8"


def inside():
    return enter(cast.tenant().pk, by=None)


def threshold(amount="5000.00"):
    """Several quotes are asked above this amount."""
    return update_assembly_settings(
        quote_threshold=Decimal(amount), quote_decision=DECISION, by=None
    )


def days(number):
    return timezone.localdate() + timedelta(days=number)


def asked(title="Roof", *, item=None, estimate="10000.00"):
    """What quotes are asked for."""
    return TenderDraft(
        title=title,
        specification="The roof of the back building, 120 m², zinc.",
        estimate=estimate and Decimal(estimate),
        item=item,
    )


def tender(title="Roof", **values) -> Tender:
    return tenders.prepare_tender(asked(title, **values), by=cast.user("sophie"))


def offer(name="Toitures SA", amount="9000.00", **values):
    """A quote, of 6 % VAT."""
    draft = QuoteDraft(
        dated_on=days(-10), amount=Decimal(amount), vat_rate=6, supplier_name=name
    )
    return replace(draft, **values)


def quote(found, name="Toitures SA", amount="9000.00", **values):
    draft = offer(name, amount, **values)
    return quotes.add_quote(found, draft, by=cast.user("sophie"))


def two(found):
    """The cheaper one first."""
    return quote(found), quote(found, "Daken BV", "9500.00", vat_rate=21)


def paper(language="fr", data=PDF.data):
    """A comparison, without the work of making one."""
    file = Intake(f"quotes-{language}.pdf", "application/pdf", data)
    return LibraryPaper(language, f"Comparison ({language})", file)


def compared(found, *papers):
    return comparisons.compare_quotes(
        found, papers or [paper("fr"), paper("nl", b"%PDF-1.5\n%%EOF\n")], by=None
    )


def with_point(*, day=None, **values):
    """A tender of a point that costs 10 000 €, in a draft."""
    item = assemblies.add(assemblies.extraordinary(day), **values)
    return tender(item=item)


def convened():
    """The same with two quotes, one with its file, once owners are convened."""
    found = with_point()
    quote(found, file=PDF)
    quote(found, "Daken BV", "9500.00", vat_rate=21)
    assemblies.convene(found.item.assembly)
    return again(found)


def called_off():
    """The same once that assembly was called off."""
    found = convened()
    call_off(found.item.assembly, reason="Snow", by=None)
    return again(found)


def asked_to_compare(found):
    """The job that is left to the worker."""
    return comparisons.ask_comparison(again(found), by=cast.user("sophie"))


def again(found) -> Tender:
    return tender_list().get(pk=found.pk)


def comparison(found, **values):
    return comparison_of(again(found), **values)


# What stands in addresses


def things():
    """A tender of the draft, one of the convened assembly with its file; its quotes."""
    settled = convened()
    [first, *_others] = settled.quotes.all()
    draft = with_point()
    version = library_document("Plan of the roof").versions.get()
    tenders.attach_paper(draft, version, by=None)
    made = quote(draft)
    return {
        "tender_id": settled.uuid,
        "quote_id": first.uuid,
        "tender_draft_id": draft.uuid,
        "quote_draft_id": made.uuid,
    }


def lively():
    """Tenders in every state; the pages of a syndic below the building."""
    threshold()
    found = things()
    tender("Empty hall")
    settled = with_point()
    _first, second = two(settled)
    compared(settled)
    tenders.choose_quote(second, reason="It begins in March.", by=None)
    making, free = with_point(), called_off()
    two(making)
    asked_to_compare(making)
    here = f"assemblies/tenders/{found['tender_draft_id']}"
    quote_here = f"{here}/quotes/{found['quote_draft_id']}"
    return [
        "assemblies/tenders/",
        "assemblies/tenders/new/",
        f"assemblies/tenders/{found['tender_id']}/",
        f"assemblies/tenders/{settled.uuid}/",
        f"assemblies/tenders/{making.uuid}/",
        f"assemblies/tenders/{free.uuid}/",
        f"{here}/",
        f"{here}/edit/",
        f"{here}/discard/",
        f"{here}/choose/",
        f"{here}/documents/new/",
        f"{here}/quotes/new/",
        f"{quote_here}/edit/",
        f"{quote_here}/remove/",
    ]


def pages_of_a_co_owner():
    """What he reads once he is convened."""
    threshold()
    return ["assemblies/tenders/", f"assemblies/tenders/{convened().uuid}/"]


# For requests that use something up


def _draft(_method):
    found = with_point()
    first, _second = two(found)
    attached = library_document("Plan").versions.get()
    tenders.attach_paper(found, attached, by=None)
    return {
        "tender_id": found.uuid,
        "quote_id": first.uuid,
        "quote": first.uuid,
        "version_id": attached.uuid,
        "version": library_document("Other plan").versions.get().uuid,
    }


def _chosen(method):
    """One that waits for a choice, or whose choice can be taken back."""
    found = _draft(method)
    if method == "DELETE":
        quote = Quote.objects.get(uuid=found["quote_id"])
        tenders.choose_quote(quote, by=None)
    return found


def _called_off(_method):
    return {"tender_id": called_off().uuid}


MAKERS = {
    _called_off: ("{tender_id}/take-up/",),
    _chosen: ("{tender_id}/choice/",),
    _draft: (
        "{tender_id}/",
        "{tender_id}/documents/",
        "{tender_id}/documents/{version_id}/",
        "{tender_id}/quotes/",
        "{tender_id}/quotes/{quote_id}/",
        "{tender_id}/comparison/",
    ),
}


def bodies(real):
    asked_for = {"title": "Roof", "specification": "Zinc, 120 m²."}
    upload = {
        "supplier_name": f"Supplier {uuid4().hex[:8]}",
        "dated_on": real["date"],
        "amount": "900.00",
        "vat_rate": "6",
    }
    here = "assemblies/tenders/"
    return {
        f"POST {here}": asked_for,
        f"PUT {here}{{tender_id}}/": asked_for,
        f"POST {here}{{tender_id}}/documents/": {
            "version": str(real.get("version", ""))
        },
        f"POST {here}{{tender_id}}/quotes/": upload,
        f"PUT {here}{{tender_id}}/quotes/{{quote_id}}/": upload,
        f"PUT {here}{{tender_id}}/choice/": {
            "quote": str(real.get("quote", "")),
            "reason": "It begins in March.",
        },
    }
