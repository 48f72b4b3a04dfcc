"""Quotes are entered, changed, removed and compared."""

from decimal import Decimal

import pytest

from buildings.services import create_supplier
from governance.errors.tenders import (
    NothingToCompare,
    QuoteGone,
    SupplierQuoted,
)
from governance.models import (
    ItemDocument,
    Tender,
    TenderComparison,
)
from governance.services import quotes, tenders
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.governance.tenders import making

State = Tender.State
STAGES = ("roll_taken_at", "opened_at", "adjourned_at")


@pytest.fixture(autouse=True)
def _inside(db):
    with making.inside():
        yield


def actions():
    rows = AuditEvent.objects.filter(action__regex="^(tender|quote)")
    return list(rows.order_by("pk").values_list("action", flat=True))


# Quotes


def test_a_quote_is_kept_with_its_file():
    found = making.tender()
    made = making.quote(found, file=making.PDF, valid_until=making.days(90))
    assert (made.total, made.file.name) == (Decimal("9540.00"), "quote.pdf")
    assert made.recorded_by == cast.user("sophie")
    quotes.change_quote(made, making.offer(amount="9100.00"), by=None)
    made.refresh_from_db()
    assert (made.amount, made.file.name) == (Decimal("9100.00"), "quote.pdf")
    assert actions() == ["tender.prepared", "quote.added", "quote.changed"]


def test_a_supplier_of_the_books_gives_name_and_number():
    known = create_supplier(name="Daken BV", kbo="0403170701", by=None)
    made = making.quote(making.tender(), "", supplier=known)
    assert (made.supplier_name, made.kbo) == ("Daken BV", "0403170701")
    own = making.offer("Daken & Zoon", kbo="0417497106", supplier=known)
    changed = quotes.change_quote(made, own, by=None)
    assert (changed.supplier_name, changed.kbo) == ("Daken & Zoon", "0417497106")


def test_a_supplier_quotes_once():
    found = making.tender()
    making.two(found)
    with pytest.raises(SupplierQuoted):
        making.quote(found, "TOITURES sa")
    assert found.quotes.count() == 2
    making.quote(making.tender("Gutters"))


def test_what_changes_is_compared_again():
    found = making.with_point()
    first, _second = making.two(found)
    changes = [
        lambda: making.quote(found, "Third"),
        lambda: quotes.change_quote(first, making.offer(amount="1.00"), by=None),
        lambda: quotes.remove_quote(first, by=None),
    ]
    for change in changes:
        making.compared(found)
        assert making.again(found).state == State.COMPARED
        change()
        assert making.again(found).state == State.ASKING


def test_a_quote_is_removed_once():
    found = making.tender()
    first, _second = making.two(found)
    quotes.remove_quote(first, by=None)
    assert [one.supplier_name for one in found.quotes.all()] == ["Daken BV"]
    with pytest.raises(QuoteGone):
        quotes.remove_quote(first, by=None)
    with pytest.raises(QuoteGone):
        quotes.change_quote(first, making.offer(), by=None)
    with pytest.raises(QuoteGone):
        tenders.choose_quote(first, by=None)


# The comparison


def test_the_comparison_is_attached_to_the_point():
    found = making.with_point()
    making.two(found)
    made = making.compared(found)
    assert [row.language for row in made] == ["fr", "nl"]
    attached = found.item.documents.values_list("version__document__title", flat=True)
    assert sorted(attached) == ["Comparison (fr)", "Comparison (nl)"]
    document = made[0].document
    assert (document.category, document.audience) == ("works", "owners")


def test_the_newest_comparison_takes_the_place_of_the_one_before():
    found = making.with_point()
    making.two(found)
    making.compared(found, making.paper("fr", b"%PDF-1.5\n%%EOF\n"))
    making.compared(found, making.paper("fr", b"%PDF-1.6\n%%EOF\n"))
    making.compared(found, making.paper("fr", b"%PDF-1.6\n%%EOF\n"))
    [attached] = found.item.documents.all()
    assert attached.version.number == 2
    assert found.comparisons.get().document.versions.count() == 2


def test_without_a_point_it_is_in_the_library():
    found = making.tender()
    making.quote(found)
    making.compared(found)
    assert ItemDocument.objects.count() == 0
    assert TenderComparison.objects.filter(tender=found).count() == 2


def test_the_comparison_can_say_which_one_is_proposed():
    found = making.with_point()
    first, _second = making.two(found)
    tenders.choose_quote(first, by=None)
    making.compared(found)
    assert found.item.documents.count() == 2
    assert making.again(found).state == State.CHOSEN


def test_nothing_is_compared_without_quotes():
    with pytest.raises(NothingToCompare):
        making.compared(making.tender())
