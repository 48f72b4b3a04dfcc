"""What stays once owners are convened, and what can never be true."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.errors.assemblies import (
    AlreadyConvened,
)
from governance.models import (
    Quote,
    Tender,
    TenderOutcome,
)
from governance.services import quotes, tenders
from tests.buildings.documents import library_document
from tests.governance.assemblies import making as assemblies
from tests.governance.tenders import making

State = Tender.State
STAGES = ("roll_taken_at", "opened_at", "adjourned_at")


@pytest.fixture(autouse=True)
def _inside(db):
    with making.inside():
        yield


# Once owners are convened


def test_nothing_changes_any_more():
    found = making.convened()
    quote = found.quotes.first()
    version = library_document().versions.get()
    changes = [
        lambda: making.quote(found, "Third"),
        lambda: quotes.change_quote(quote, making.offer(), by=None),
        lambda: quotes.remove_quote(quote, by=None),
        lambda: making.compared(found),
        lambda: tenders.change_tender(found, making.asked(), by=None),
        lambda: tenders.discard_tender(found, by=None),
        lambda: tenders.attach_paper(found, version, by=None),
        lambda: tenders.detach_paper(found, version, by=None),
    ]
    for change in changes:
        with pytest.raises(AlreadyConvened):
            change()


def test_the_database_refuses_it_too():
    draft = making.with_point()
    first, _second = making.two(draft)
    tenders.attach_paper(draft, library_document().versions.get(), by=None)
    making.compared(draft)
    found, other = making.again(draft), making.tender("Gutters")
    assemblies.convene(found.item.assembly)
    rows = Tender.objects.filter(pk=found.pk)
    changes = [
        lambda: rows.update(title="Gutters"),
        lambda: rows.update(item=None),
        lambda: Tender.objects.filter(pk=other.pk).update(
            item=assemblies.convened().items.get()
        ),
        lambda: found.quotes.update(amount=1),
        lambda: found.quotes.all().delete(),
        lambda: Quote.objects.filter(pk=first.pk).update(tender=other),
        lambda: found.documents.all().delete(),
        lambda: found.comparisons.update(language="de"),
        lambda: Quote.objects.create(
            tender=found,
            supplier_name="Late",
            dated_on=making.days(0),
            amount=1,
        ),
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert found.quotes.count() == 2


def test_what_the_assembly_chose_is_noted_then():
    found = making.convened()
    [first, second] = found.quotes.all()
    tenders.choose_quote(first, by=None)
    tenders.choose_quote(second, reason="The assembly preferred it.", by=None)
    tenders.reopen_tender(found, by=None)
    assert making.again(found).state == State.ASKING


# What can never be true


@pytest.mark.parametrize(
    "values",
    [
        {"amount": 0},
        {"vat_rate": 20},
        {"supplier_name": ""},
        {"kbo": "12"},
        {"valid_until": date(2026, 3, 1)},
    ],
)
def test_a_quote_is_never_so(values):
    offered = {"supplier_name": "Toitures SA", "amount": 1, "vat_rate": 6}
    offered |= {"dated_on": date(2026, 3, 2), "tender": making.tender()}
    with pytest.raises(IntegrityError):
        Quote.objects.create(**offered | values)


def test_a_quote_may_end_on_its_day():
    day = date(2026, 3, 2)
    assert making.quote(making.tender(), dated_on=day, valid_until=day).pk


def test_a_quote_of_another_tender_is_not_chosen():
    other = making.quote(making.tender("Gutters"))
    with pytest.raises(IntegrityError):
        TenderOutcome.objects.create(
            tender=making.tender(), quote=other, noted_at=timezone.now()
        )
