"""The points of an agenda: majority, order, documents, conflicts and costs."""

from datetime import date
from decimal import Decimal

import pytest

from buildings.library import Audience
from buildings.models import Ownership
from buildings.services.keys import create_key
from buildings.services.library import withdraw_document
from governance.errors.assemblies import (
    AlreadyConvened,
    AssemblyGone,
    ConflictNoted,
    DocumentAttached,
    ItemGone,
    MandatoryItem,
    NoDecisionText,
    NotForOwners,
)
from governance.models import AgendaItem
from governance.queries.agenda import (
    agenda_of,
    explain_majority,
    missing_languages,
    subject_groups,
)
from governance.queries.costs import cost_of_each, divide_items
from governance.queries.drafts import ItemDraft
from governance.services import agenda as services
from governance.services.assemblies import discard_assembly
from governance.subjects import POINTS, Subject
from tests import cast
from tests.governance.assemblies import making

pytestmark = pytest.mark.usefixtures("acacias")


def titles(assembly):
    return [str(item) for item in assembly.items.all()]


@pytest.fixture
def assembly(acacias):
    found = making.extraordinary()
    for title in ("One", "Two", "Three"):
        making.add(found, title=making.words(title))
    return found


# Writing


@pytest.mark.parametrize(
    ("subject", "majority"),
    [
        (Subject.OTHER, "absolute"),
        (Subject.WORKS, "two-thirds"),
        (Subject.STATUTES, "four-fifths"),
        (Subject.DEMOLITION, "unanimity"),
    ],
)
def test_the_subject_says_the_majority(assembly, subject, majority):
    assert making.add(assembly, subject=subject).majority == majority


def test_a_point_of_information_has_no_vote(assembly):
    item = making.add(
        assembly, subject=Subject.INFORMATION, key=making.lift(), candidate="Ann"
    )
    found = AgendaItem.objects.get(pk=item.pk)
    assert (found.kind, found.majority, found.motion) == ("information", "", "")
    assert (found.key, found.amount, found.candidate) == (None, None, "")


def test_only_elections_have_a_candidate_and_can_be_secret(assembly):
    given = {"candidate": "Ann", "is_secret": True}
    vote = making.add(assembly, **given)
    election = making.add(assembly, subject=Subject.COUNCIL_MEMBER, **given)
    assert (vote.candidate, vote.is_secret) == ("", False)
    assert (election.kind, election.candidate, election.is_secret) == (
        *("election", "Ann", True),
    )


def test_a_vote_needs_a_text_of_the_decision(assembly):
    with pytest.raises(NoDecisionText):
        making.add(assembly, motion={"fr": ""})
    assert len(titles(assembly)) == 3


def test_only_the_budget_points_to_a_budget(assembly):
    some = cast.holding("H1").uuid
    item = making.add(assembly, subject=Subject.BUDGET, budget=some)
    assert (item.effect, item.effect_ref) == ("budget-adopted", some)
    changed = services.change_item(item, making.roof(budget=some), by=None)
    assert (changed.effect, changed.effect_ref) == ("", None)
    AgendaItem.objects.filter(pk=item.pk).update(effect="works")
    assert services.change_item(item, making.roof(), by=None).effect == "works"


def test_every_subject_of_a_building_can_be_chosen():
    offered = [
        s for g in subject_groups(making.period_day()) for s, _label in g.subjects
    ]
    assert sorted(offered) == sorted(s for s in POINTS if not s.of_asbl)
    assert explain_majority(Subject.WORKS, date(2021, 8, 31)) is None


def test_works_carry_the_change_of_shares_that_they_need():
    day = making.period_day()
    assert explain_majority(Subject.WORKS, day).carries_shares
    assert not explain_majority(Subject.BUDGET, day).carries_shares


# Order


def test_points_are_moved(assembly):
    one, two, three = assembly.items.all()
    services.move_item(two, up=True, by=None)
    assert titles(assembly) == ["1. Two", "2. One", "3. Three"]
    services.move_item(two, up=False, by=None)
    services.move_item(one, up=True, by=None)
    services.move_item(three, up=False, by=None)
    assert titles(assembly) == ["1. One", "2. Two", "3. Three"]


def test_a_new_point_comes_before_miscellaneous():
    assembly = making.ordinary()
    making.add(assembly)
    *_before, roof, last = assembly.items.all()
    assert (roof.subject, last.subject) == ("works", "miscellaneous")
    assert [i.position for i in assembly.items.all()] == list(range(1, 13))


def test_a_point_is_removed_with_what_belongs_to_it(assembly):
    item = assembly.items.get(position=2)
    services.attach_document(item, making.paper(), by=None)
    services.note_conflict(item, cast.holding("H1"), reason="Roofer", by=None)
    services.remove_item(item, by=None)
    assert titles(assembly) == ["1. One", "2. Three"]
    with pytest.raises(ItemGone):
        services.remove_item(item, by=None)


def test_what_an_owner_proposed_waits_again(assembly):
    proposal = making.proposal()
    services.remove_item(making.place(proposal, assembly), by=None)
    proposal.refresh_from_db()
    assert proposal.state == "waiting"


def test_mandatory_points_stay():
    item = making.ordinary().items.get(subject="accounts")
    with pytest.raises(MandatoryItem):
        services.remove_item(item, by=None)
    with pytest.raises(MandatoryItem):
        services.change_item(item, making.roof(), by=None)
    draft = ItemDraft(
        Subject.ACCOUNTS, making.words("Comptes"), motion=making.words("Approuvés")
    )
    assert services.change_item(item, draft, by=None).title_fr == "Comptes"


def test_nothing_changes_once_owners_are_convened(assembly):
    item = assembly.items.first()
    making.convene(assembly)
    version, holding = making.paper(), cast.holding("H1")
    for change in (
        lambda: making.add(assembly),
        lambda: services.change_item(item, making.roof(), by=None),
        lambda: services.move_item(item, up=False, by=None),
        lambda: services.remove_item(item, by=None),
        lambda: services.attach_document(item, version, by=None),
        lambda: services.detach_document(item, version, by=None),
        lambda: services.note_conflict(item, holding, reason="x", by=None),
        lambda: services.remove_conflict(item, holding, by=None),
    ):
        with pytest.raises(AlreadyConvened):
            change()


def test_nothing_is_added_to_a_draft_that_is_gone(assembly):
    discard_assembly(assembly, by=None)
    with pytest.raises(AssemblyGone):
        making.add(assembly)


# Documents and conflicts


def test_a_document_is_attached_and_taken_off(assembly):
    item, version = assembly.items.first(), making.paper()
    services.attach_document(item, version, by=None)
    [shown, *_others] = agenda_of(assembly)
    assert [paper.version for paper in shown.documents.all()] == [version]
    with pytest.raises(DocumentAttached):
        services.attach_document(item, version, by=None)
    services.detach_document(item, version, by=None)
    assert item.documents.count() == 0


def test_owners_read_what_is_attached(assembly):
    item = assembly.items.first()
    for audience in (Audience.COUNCIL, Audience.OFFICE):
        with pytest.raises(NotForOwners):
            services.attach_document(item, making.paper(audience=audience), by=None)
    withdrawn = making.paper()
    withdraw_document(withdrawn.document, by=None)
    withdrawn.refresh_from_db()
    with pytest.raises(NotForOwners):
        services.attach_document(item, withdrawn, by=None)
    services.attach_document(item, making.paper(audience=Audience.EVERYBODY), by=None)


def test_a_conflict_is_noted_once(assembly):
    item, holding = assembly.items.first(), cast.holding("H3")
    services.note_conflict(item, holding, reason="Roofer", by=None)
    with pytest.raises(ConflictNoted):
        services.note_conflict(item, holding, reason="Again", by=None)
    services.remove_conflict(item, holding, by=None)
    assert item.conflicts.count() == 0


def test_what_is_not_translated_is_known(assembly):
    item = making.add(assembly, title={"fr": "Toit"}, motion=making.words("Oui"))
    languages = ["fr", "nl"]
    assert [str(name) for name in missing_languages(item, languages)] == ["Dutch"]
    item = making.add(assembly, text={"nl": "Het lekt."})
    assert [str(name) for name in missing_languages(item, languages)] == ["French"]
    item = making.add(assembly, text={})
    assert missing_languages(item, languages) == []


# What it would cost


def parts_of(item):
    divided = divide_items([item], on=item.assembly.day)
    return {str(c.holding): c.amount for c in cost_of_each(divided[item.pk].holders)}


def test_the_amount_is_divided_by_the_shares_to_the_cent(assembly):
    item = making.add(assembly, amount=Decimal("100.01"))
    assert parts_of(item) == {
        "Omar Haddad": Decimal("50.01"),
        "Clara Élise": Decimal("30.00"),
        "Jean Moreau & Fatima El Idrissi": Decimal("20.00"),
    }


def test_or_by_the_key_of_who_votes(assembly):
    item = making.add(assembly, amount=Decimal("100.00"), key=making.lift())
    found = parts_of(item)
    assert found == {
        "Clara Élise": Decimal("33.33"),
        "Jean Moreau & Fatima El Idrissi": Decimal("66.67"),
    }
    assert sum(found.values()) == item.amount


def test_what_cannot_be_divided_is_left_out(assembly):
    later = create_key(code="new", name="New", parts={cast.lot("A").pk: 1}, by=None)
    later.versions.update(valid_from=making.period_day(2))
    new = making.add(assembly, key=later)
    free = making.add(assembly, amount=None)
    shared = making.add(assembly)
    day = assembly.day
    assert list(divide_items([new, free, shared], on=day)) == [shared.pk]
    Ownership.objects.filter(lot=cast.lot("B")).update(until=day)
    assert divide_items([new, free, shared], on=day) == {}
