"""A tender leaves an assembly that was called off, and goes on another agenda."""

import pytest
from django.db import IntegrityError, transaction

from governance.errors.assemblies import AlreadyConvened
from governance.errors.tenders import NotCalledOff, StillOpen, TenderGone
from governance.models import Tender
from governance.services import tenders
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.finance.reminders.pages import text, told
from tests.governance.assemblies import making as assemblies
from tests.governance.tenders import making
from tests.governance.tenders.making import inside
from tests.governance.tenders.test_pages import made, page

BUTTON = "Take it up again"


@pytest.fixture
def entered(db):
    with inside():
        yield


def test_it_stays_frozen_until_it_is_taken_up(entered):
    found = making.called_off()
    with pytest.raises(AlreadyConvened):
        making.quote(found, "Third")
    tenders.take_up_again(found, by=cast.user("sophie"))
    found = making.again(found)
    assert (found.item, found.state) == (None, "asking")
    making.quote(found, "Third")
    event = AuditEvent.objects.get(action="tender.taken_up")
    assert event.actor == cast.user("sophie")


def test_it_goes_on_another_agenda(entered):
    found = tenders.take_up_again(making.called_off(), by=None)
    other = assemblies.add(assemblies.extraordinary(making.days(50)))
    changed = tenders.change_tender(found, making.asked(item=other), by=None)
    assert changed.item == other
    making.compared(changed)
    assert other.documents.count() == 2
    assemblies.convene(other.assembly)
    with pytest.raises(AlreadyConvened):
        making.quote(changed, "Fourth")


def test_what_was_chosen_stays_chosen_and_the_comparison_is_made_anew(entered):
    found = making.with_point()
    first, _second = making.two(found)
    making.compared(found)
    tenders.choose_quote(first, by=None)
    assembly = assemblies.convene(found.item.assembly)
    making.call_off(assembly, reason="Snow", by=None)
    item = found.item
    found = tenders.take_up_again(found, by=None)
    assert (making.again(found).state, found.compared_at) == ("chosen", None)
    # What was sent to owners stays with the point that they read.
    assert item.documents.count() == 2


def test_only_what_was_called_off_is_taken_up(entered):
    for found in (making.tender(), making.with_point()):
        with pytest.raises(StillOpen):
            tenders.take_up_again(found, by=None)
    with pytest.raises(NotCalledOff):
        tenders.take_up_again(making.convened(), by=None)
    taken = making.called_off()
    tenders.take_up_again(taken, by=None)
    with pytest.raises(StillOpen):
        tenders.take_up_again(taken, by=None)
    tenders.discard_tender(making.again(taken), by=None)
    with pytest.raises(TenderGone):
        tenders.take_up_again(taken, by=None)


def test_the_database_lets_it_leave_and_nothing_else(entered):
    off, standing = making.called_off(), making.convened()
    other = assemblies.add(assemblies.extraordinary())
    frozen = [
        lambda: Tender.objects.filter(pk=off.pk).update(title="Gutters"),
        lambda: Tender.objects.filter(pk=off.pk).update(title="Gutters", item=None),
        lambda: Tender.objects.filter(pk=off.pk).update(item=other),
        lambda: Tender.objects.filter(pk=standing.pk).update(item=None),
        lambda: off.quotes.update(amount=1),
        lambda: off.quotes.all().delete(),
    ]
    for change in frozen:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Tender.objects.filter(pk=off.pk).update(item=None) == 1


# On the page


def test_the_page_takes_it_up(sign_in, db):
    sophie, found = sign_in("sophie"), made(making.called_off)
    shown = text(sophie.get(page(found)))
    assert "That assembly was called off" in shown
    assert BUTTON in shown
    assert "Add a quote" not in shown
    assert sophie.post(page(found, "tender-take-up")).url == page(found)
    shown = text(sophie.get(page(found)))
    assert "That assembly was called off" not in shown
    assert BUTTON not in shown
    assert "Add a quote" in shown
    again = sophie.post(page(found, "tender-take-up"), follow=True)
    assert told(again) == [
        "These quotes can be changed already: nothing has to be taken up again."
    ]


def test_owners_read_what_was_called_off_until_it_is_taken_up(sign_in, db):
    omar, found = sign_in("omar"), made(making.called_off)
    shown = text(omar.get(page(found)))
    assert "nobody decides on these quotes there" in shown
    assert BUTTON not in shown
    assert omar.post(page(found, "tender-take-up")).status_code == 403
    made(tenders.take_up_again, found, by=None)
    assert omar.get(page(found)).status_code == 404


def test_of_an_assembly_that_stands_nothing_is_taken_up(sign_in, db):
    sophie, found = sign_in("sophie"), made(making.convened)
    assert BUTTON not in text(sophie.get(page(found)))
    answer = sophie.post(page(found, "tender-take-up"), follow=True)
    assert told(answer) == [
        "Only when the assembly is called off are its quotes taken up again."
    ]
    with inside():
        assert making.again(found).item is not None
