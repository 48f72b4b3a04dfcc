"""What the office does on the pages of competing quotes."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buildings.models import Building
from buildings.services import create_supplier
from governance.models import Decision, Quote, Tender
from governance.services import tenders
from koprogo.jobs.services import run_all
from tests.buildings.documents import library_document
from tests.finance.reminders.pages import text, told
from tests.governance.assemblies import making as assemblies
from tests.governance.assemblies.making import url
from tests.governance.tenders import making
from tests.governance.tenders.making import inside
from tests.governance.tenders.test_pages import made, page


@pytest.fixture
def sophie(sign_in, db):
    return sign_in("sophie")


def errors(answer):
    return answer.context["form"].errors


def again(found):
    with inside():
        return making.again(found)


def offered(**values):
    found = {
        "supplier_name": " Toitures  SA ",
        "dated_on": making.days(-3).isoformat(),
        "amount": "9000",
        "vat_rate": "6",
    }
    return found | values


# What is asked


def test_quotes_are_asked_for_a_point(sophie):
    with inside():
        item = assemblies.add(assemblies.extraordinary())
    address = f"{url('tender-new')}?item={item.uuid}"
    assert 'value="Roof"' in sophie.get(address).content.decode()
    assert set(errors(sophie.post(address, {}))) == {"title", "specification"}
    asked = {"title": "Roof", "specification": "Zinc.", "item": str(item.uuid)}
    answer = sophie.post(address, asked)
    with inside():
        found = Tender.objects.get()
    assert answer.url == page(found)
    assert (found.item_id, found.specification) == (item.pk, "Zinc.")
    assert errors(sophie.post(address, asked))["item"]


def test_what_is_asked_changes(sophie):
    found = made(making.with_point)
    shown = sophie.get(page(found, "tender-edit")).content.decode()
    assert "10000,00" in shown
    changed = {"title": "Gutters", "specification": "Zinc.", "estimate": "1.200,00"}
    changed["item"] = str(found.item.uuid)
    assert sophie.post(page(found, "tender-edit"), changed).url == page(found)
    found = again(found)
    assert (found.title, found.estimate) == ("Gutters", Decimal("1200.00"))


def test_a_tender_is_deleted(sophie):
    found = made(making.tender)
    assert "with all its quotes" in text(sophie.get(page(found, "tender-discard")))
    assert sophie.post(page(found, "tender-discard")).url == url("tenders")
    with inside():
        assert Tender.objects.count() == 0


def test_its_documents(sophie):
    found = made(making.tender)
    attach = page(found, "tender-attach")
    empty = sophie.get(attach)
    assert "The library has no document" in text(empty)
    # Once above the form, once to go back.
    assert empty.content.decode().count(f'href="{page(found)}"') == 2
    with inside():
        version = library_document("Plan").versions.get()
    assert sophie.post(attach, {"version": str(version.uuid)}).url == page(found)
    assert "Plan" in text(sophie.get(page(found)))
    again_attached = sophie.post(attach, {"version": str(version.uuid)}, follow=True)
    assert told(again_attached) == ["This document is attached already."]
    sophie.post(page(found, "tender-detach", version.uuid))
    assert "No document is attached." in text(sophie.get(page(found)))


# Quotes


def test_a_quote_is_entered_with_its_file(sophie):
    found = made(making.tender)
    file = SimpleUploadedFile("quote.pdf", making.PDF.data)
    answer = sophie.post(page(found, "quote-new"), offered(file=file))
    assert answer.url == page(found)
    with inside():
        quote = Quote.objects.get()
        assert (quote.supplier_name, quote.total) == ("Toitures SA", Decimal("9540.00"))
        assert quote.file.name == "quote.pdf"
    shown = sophie.get(page(found, "quote-edit", quote.uuid)).content.decode()
    assert "9000,00" in shown
    changed = offered(amount="8000", remarks="In two parts.")
    sophie.post(page(found, "quote-edit", quote.uuid), changed)
    with inside():
        quote = Quote.objects.get()
        assert (quote.amount, quote.remarks) == (Decimal("8000.00"), "In two parts.")
        assert quote.file.name == "quote.pdf"


def test_what_cannot_be_is_said_at_its_field(sophie):
    found = made(making.tender)
    address = page(found, "quote-new")
    late = making.days(1).isoformat()
    assert set(errors(sophie.post(address, offered(dated_on=late)))) == {"dated_on"}
    early = making.days(-4).isoformat()
    wrong = errors(sophie.post(address, offered(valid_until=early)))
    assert set(wrong) == {"valid_until"}
    assert set(errors(sophie.post(address, offered(supplier_name="")))) == {
        "supplier_name"
    }
    made(making.quote, found)
    assert errors(sophie.post(address, offered()))["__all__"] == [
        "There is a quote of this supplier already: change that one."
    ]


def test_a_supplier_of_the_books_is_chosen(sophie):
    with inside():
        found = making.tender()
        known = create_supplier(name="Daken BV", kbo="0403170701", by=None)
    values = offered(supplier_name="", supplier=str(known.uuid))
    sophie.post(page(found, "quote-new"), values)
    with inside():
        quote = Quote.objects.get()
    assert (quote.supplier_name, quote.kbo) == ("Daken BV", "0403170701")


def test_a_quote_is_removed(sophie):
    found = made(making.tender)
    quote = made(making.quote, found)
    address = page(found, "quote-remove", quote.uuid)
    assert "The quote of Toitures SA is removed." in text(sophie.get(address))
    assert sophie.post(address).url == page(found)
    with inside():
        assert Quote.objects.count() == 0
    assert sophie.get(address).status_code == 404


# The comparison and the choice


def test_the_comparison_is_filed_in_the_languages_of_the_building(sophie):
    with inside():
        Building.objects.update(languages=["fr", "en"])
        found = making.tender()
        making.two(found)
    assert "File the comparison" in text(sophie.get(page(found)))
    sophie.post(page(found, "tender-compare"))
    run_all()
    with inside():
        names = [row.document.title for row in found.comparisons.all()]
        languages = [row.language for row in found.comparisons.all()]
    assert languages == ["en", "fr"]
    assert names[0] == "Comparison of quotes: Roof"
    shown = text(sophie.get(page(found)))
    assert "English Comparison of quotes: Roof French" in shown
    assert "It stands in the library; no point of an agenda has it." in shown


def test_without_quotes_there_is_nothing_to_compare_or_to_choose(sophie):
    found = made(making.tender)
    answer = sophie.post(page(found, "tender-compare"), follow=True)
    assert told(answer) == ["There is no quote to compare yet."]
    assert sophie.get(page(found, "tender-choose")).status_code == 404


def test_a_quote_is_chosen_and_the_choice_taken_back(sophie):
    found = made(making.tender)
    with inside():
        _first, second = making.two(found)
    address = page(found, "tender-choose")
    dear = {"quote": str(second.uuid)}
    assert errors(sophie.post(address, dear))["reason"]
    dear["reason"] = "It begins in March."
    assert sophie.post(address, dear).url == page(found)
    shown = text(sophie.get(page(found)))
    assert "Chosen: Daken BV" in shown
    assert "It begins in March." in shown
    assert "Add a quote" not in shown
    assert "Daken BV" in text(sophie.get(url("tenders")))
    assert 'value="It begins' not in sophie.get(address).content.decode()
    assert sophie.get(page(found, "tender-edit")).status_code == 404
    none = {"quote": "none", "reason": "Too dear."}
    sophie.post(address, none)
    assert "None of the quotes is taken" in text(sophie.get(page(found)))
    assert "Too dear." in text(sophie.get(address))
    sophie.post(page(found, "tender-reopen"))
    assert again(found).state == "asking"
    answer = sophie.post(page(found, "tender-reopen"), follow=True)
    assert told(answer) == ["No quote is chosen: there is nothing to take back."]


def test_once_owners_are_convened_only_the_choice_is_noted(sophie):
    found = made(making.convened)
    with inside():
        quote = found.quotes.first()
    closed = [
        page(found, "tender-edit"),
        page(found, "tender-discard"),
        page(found, "quote-new"),
        page(found, "quote-edit", quote.uuid),
    ]
    assert [sophie.get(address).status_code for address in closed] == [404] * 4
    shown = text(sophie.get(page(found)))
    assert "they do not change any more" in shown
    sophie.post(page(found, "tender-choose"), {"quote": str(quote.uuid)})
    assert again(found).state == "chosen"


def test_the_decision_leads_to_the_quotes(sophie):
    with inside():
        found = making.convened()
        tenders.choose_quote(found.quotes.first(), by=None)
        decision = Decision.objects.create(
            number=1,
            decided_on=making.days(0),
            item=found.item,
            title="Roof",
            text="The roof is renewed.",
            subject="works",
            majority="two-thirds",
            is_adopted=True,
        )
    shown = sophie.get(url("decision", decision.uuid))
    assert page(found) in shown.content.decode()
    assert "Chosen: Toitures SA" in text(shown)
