"""Competing quotes: asked for, and chosen; with the points of an agenda."""

import pytest

from buildings.models import LibraryDocument
from buildings.services.library import withdraw_document
from governance.errors.assemblies import (
    AlreadyConvened,
    AssemblyGone,
    DocumentAttached,
    ItemGone,
    NotForOwners,
)
from governance.errors.tenders import (
    ItemTaken,
    NothingToCompare,
    NotSettled,
    NoVoteOnItem,
    ReasonMissing,
    TenderGone,
    TenderSettled,
)
from governance.models import (
    AgendaItem,
    Assembly,
    Quote,
    Tender,
    TenderComparison,
    TenderDocument,
    TenderOutcome,
)
from governance.services import quotes, tenders
from governance.services.agenda import remove_item
from governance.services.assemblies import discard_assembly
from governance.services.sessions import plan_second_session
from governance.subjects import Subject
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.buildings.documents import library_document
from tests.governance.assemblies import making as assemblies
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


# What is asked


def test_a_tender_begins():
    item = assemblies.add(assemblies.extraordinary())
    found = making.tender(item=item)
    assert (found.item, found.title, found.state) == (item, "Roof", State.ASKING)
    assert found.created_by == cast.user("sophie")
    assert actions() == ["tender.prepared"]


def test_a_tender_changes_and_is_compared_again():
    found = making.with_point()
    making.two(found)
    making.compared(found)
    changed = tenders.change_tender(found, making.asked("Gutters"), by=None)
    assert (changed.title, changed.item, changed.state) == ("Gutters", None, "asking")


def test_a_point_has_one_tender():
    found = making.with_point()
    with pytest.raises(ItemTaken):
        making.tender(item=found.item)


def test_nothing_is_asked_for_a_point_without_a_vote():
    told = assemblies.add(
        assemblies.extraordinary(), subject=Subject.INFORMATION, motion={}
    )
    with pytest.raises(NoVoteOnItem):
        making.tender(item=told)


def test_the_point_must_be_prepared():
    convened = assemblies.convened().items.get()
    with pytest.raises(AlreadyConvened):
        making.tender(item=convened)
    draft = assemblies.extraordinary()
    gone = assemblies.add(draft)
    AgendaItem.objects.filter(pk=gone.pk).delete()
    with pytest.raises(ItemGone):
        making.tender(item=gone)


def test_a_tender_is_deleted_with_its_quotes():
    found = making.with_point()
    making.two(found)
    tenders.attach_paper(found, library_document().versions.get(), by=None)
    making.compared(found)
    tenders.discard_tender(found, by=None)
    assert [m.objects.count() for m in (Tender, Quote, TenderDocument)] == [0, 0, 0]
    assert TenderComparison.objects.count() == 0
    assert LibraryDocument.objects.filter(title="Comparison (fr)").exists()
    with pytest.raises(TenderGone):
        tenders.discard_tender(found, by=None)


def test_its_documents():
    found = making.with_point()
    version = library_document().versions.get()
    tenders.attach_paper(found, version, by=None)
    with pytest.raises(DocumentAttached):
        tenders.attach_paper(found, version, by=None)
    tenders.detach_paper(found, version, by=None)
    assert found.documents.count() == 0


def test_owners_must_be_able_to_read_them():
    found = making.with_point()
    hidden = library_document("Secret", audience="office").versions.get()
    with pytest.raises(NotForOwners):
        tenders.attach_paper(found, hidden, by=None)
    withdrawn = withdraw_document(library_document("Old"), by=None)
    with pytest.raises(NotForOwners):
        tenders.attach_paper(found, withdrawn.versions.get(), by=None)


# The choice


def test_the_cheapest_is_chosen():
    found = making.tender()
    first, _second = making.two(found)
    outcome = tenders.choose_quote(first, by=cast.user("sophie"))
    assert (outcome.quote, outcome.reason) == (first, "")
    assert making.again(found).state == State.CHOSEN


def test_another_one_needs_a_reason():
    found = making.tender()
    first, second = making.two(found)
    with pytest.raises(ReasonMissing):
        tenders.choose_quote(second, by=None)
    tenders.choose_quote(first, by=None)
    tenders.choose_quote(second, reason="It begins in March.", by=None)
    outcome = TenderOutcome.objects.get()
    assert (outcome.quote, outcome.reason) == (second, "It begins in March.")


def test_none_is_taken():
    found = making.tender()
    with pytest.raises(NothingToCompare):
        tenders.take_none(found, reason="Too dear.", by=None)
    making.two(found)
    with pytest.raises(ReasonMissing):
        tenders.take_none(found, reason="", by=None)
    tenders.take_none(found, reason="Too dear.", by=None)
    assert making.again(found).state == State.NONE


def test_what_is_settled_waits_until_it_is_taken_back():
    found = making.tender()
    first, _second = making.two(found)
    with pytest.raises(NotSettled):
        tenders.reopen_tender(found, by=None)
    tenders.choose_quote(first, by=None)
    with pytest.raises(TenderSettled):
        quotes.remove_quote(first, by=None)
    with pytest.raises(TenderSettled):
        tenders.change_tender(found, making.asked(), by=None)
    tenders.reopen_tender(found, by=None)
    quotes.remove_quote(first, by=None)
    assert making.again(found).state == State.ASKING


# With the agenda


def test_a_point_that_is_removed_leaves_its_tender():
    found = making.with_point()
    remove_item(found.item, by=None)
    assert making.again(found).item is None


def test_a_draft_that_is_discarded_leaves_it_too():
    found = making.with_point()
    discard_assembly(found.item.assembly, by=None)
    assert making.again(found).item is None


def test_the_draft_may_be_gone_meanwhile():
    found = making.again(making.with_point())
    discard_assembly(found.item.assembly, by=None)
    with pytest.raises(AssemblyGone):
        making.quote(found)


def test_a_second_session_has_a_copy():
    day = making.days(-30)
    found = making.with_point(day=day)
    first, _second = making.two(found)
    tenders.attach_paper(found, library_document().versions.get(), by=None)
    making.compared(found)
    tenders.choose_quote(first, by=None)
    assembly = assemblies.convene(found.item.assembly)
    moments = dict.fromkeys(STAGES, assembly.starts_at)
    Assembly.objects.filter(pk=assembly.pk).update(**moments)
    second = plan_second_session(
        assembly, starts_at=assemblies.at(making.days(20)), by=None
    )
    copied = making.again(second.items.get().tender)
    assert copied.uuid != found.uuid
    assert (copied.title, copied.state) == ("Roof", State.CHOSEN)
    assert [one.supplier_name for one in copied.quotes.all()] == [
        "Toitures SA",
        "Daken BV",
    ]
    assert copied.outcome.quote.tender == copied
    assert copied.documents.count() == 1
    assert copied.comparisons.count() == 2
    tenders.reopen_tender(copied, by=None)
    making.quote(copied, "Third")
    assert found.quotes.count() == 2


def test_a_point_without_quotes_has_no_copy():
    assembly = assemblies.extraordinary()
    item, other = assemblies.add(assembly), assemblies.add(assembly)
    assert tenders.copy_tender(item, other, by=None) is None


def test_an_open_tender_is_copied_without_a_choice():
    found = making.with_point()
    making.two(found)
    other = assemblies.add(found.item.assembly)
    copied = tenders.copy_tender(found.item, other, by=None)
    assert making.again(copied).state == State.ASKING
