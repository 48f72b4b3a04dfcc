"""A holder is one person however his proxies come: online, on paper, at the door."""

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.models import Lot, Owner
from governance.errors.proxies import HolderIsSyndic, SelfProxy
from governance.meeting.attendance import ProxyRefusal
from governance.models import Proxy
from governance.queries.meeting import meeting_of
from governance.queries.proxies import standing_now
from governance.services.proxies import give_proxy, record_proxy
from governance.services.roll import take_roll
from tests import cast
from tests.governance.factories import convened, voter
from tests.governance.proxies.test_service import SITE, owner, works_for_syndic

SMALL = ["D", "E", "F", "G", "H"]


@pytest.fixture(autouse=True)
def five_small_lots(acacias):
    """D to H with 25 of the thousand each: four of them are exactly a tenth."""
    for code, shares in {"A": 300, "B": 300, "C": 275}.items():
        Lot.objects.filter(code=code).update(shares=shares)
    for code in SMALL:
        lot = buildings.create_lot(code=code, shares=25, by=None)
        who = buildings.create_owner(
            code=code.lower(), last_name=f"Small {code}", language="fr", by=None
        )
        holding = buildings.create_holding(
            code=f"S{code}", members=[buildings.Member(who, 1)], by=None
        )
        buildings.hand_over_lot(lot, holding=holding, since=cast.SINCE, by=None)


def online(assembly, code, holder):
    return give_proxy(
        assembly,
        holding=cast.holding(f"S{code}"),
        signer=owner(code.lower()),
        holder=holder,
        **SITE,
    )


def on_paper(assembly, holding, holder):
    return record_proxy(
        assembly,
        holding=cast.holding(holding),
        holder=holder,
        signed_on=timezone.localdate(),
        **SITE,
    )


def refusals(assembly):
    return [one.refused for one in standing_now(assembly).proxies]


def holders():
    return set(Proxy.objects.values_list("holder", flat=True))


def three_ways():
    """Three of Paul: signed online, sent on paper, and shown at the door."""
    assembly = convened()
    online(assembly, "D", "Paul Durand")
    on_paper(assembly, "SE", "DURAND  Paul")
    assembly = take_roll(assembly, by=None)
    on_paper(assembly, "SF", "paul dúrand")
    return assembly


def test_the_three_ways_are_one_person_with_three_proxies():
    assembly = three_ways()
    assert len(holders()) == 1
    assert refusals(assembly) == [None, None, None]


def test_his_fourth_is_refused_above_a_tenth_and_taken_up_to_it():
    assembly = three_ways()
    on_paper(assembly, "H3", "Paul Durand")  # 75 + 275 of 1,000
    online(assembly, "G", "Durand Paul")  # 75 + 25: exactly a tenth
    on_paper(assembly, "SH", "Paul Durand")  # and 25 more
    assert refusals(assembly)[3:] == [ProxyRefusal.LIMIT, None, ProxyRefusal.LIMIT]
    assert len(holders()) == 1


def test_before_the_list_is_open_it_is_counted_in_the_same_way():
    assembly = convened()
    for code in ("D", "E"):
        online(assembly, code, "Paul Durand")
    on_paper(assembly, "SF", "Paul Durand")
    on_paper(assembly, "H3", "Paul DURAND")
    before = refusals(assembly)
    assert before == [None, None, None, ProxyRefusal.LIMIT]
    assert refusals(take_roll(assembly, by=None)) == before


def test_another_outsider_is_another_person():
    assembly = three_ways()
    on_paper(assembly, "H3", "Paule Durand")
    assert refusals(assembly) == [None, None, None, None]
    assert len(holders()) == 2


def test_in_the_second_session_he_has_those_of_the_first():
    first = convened()
    for code in ("D", "E", "F"):
        online(first, code, "Paul Durand")
    first.roll_taken_at = first.opened_at = first.adjourned_at = timezone.now()
    first.save()
    second = convened(session=2, after=first)
    on_paper(second, "H3", "Durand Paul")
    assert refusals(second) == [None, None, None, ProxyRefusal.LIMIT]


# Owners whose name is typed


def test_an_owner_whose_name_is_typed_is_that_owner_with_his_own_votes():
    assembly = convened()
    online(assembly, "D", owner("omar"))
    on_paper(assembly, "SE", "haddad Omar")
    assembly = take_roll(assembly, by=None)
    on_paper(assembly, "SF", "Omar Haddad")
    on_paper(assembly, "SG", "Omar Haddad")  # 300 + 100 of 1,000
    assert {one.holder for one in meeting_of(assembly).proxies} == {voter("H1")}
    assert refusals(assembly) == [None, None, None, ProxyRefusal.LIMIT]
    assert set(Proxy.objects.values_list("holder_owner__code", flat=True)) == {"omar"}


def test_nobody_gives_a_proxy_to_himself_by_typing_his_name():
    with pytest.raises(SelfProxy):
        online(convened(), "D", "small d")


def test_nor_to_an_owner_who_works_for_the_syndic():
    amir = works_for_syndic("amir")
    lot = buildings.create_lot(code="Z", shares=0, by=None)
    holding = buildings.create_holding(
        code="SZ", members=[buildings.Member(amir, 1)], by=None
    )
    buildings.hand_over_lot(lot, holding=holding, since=cast.SINCE, by=None)
    with pytest.raises(HolderIsSyndic):
        online(convened(), "D", "Amir")


def test_a_name_that_two_owners_have_says_nothing():
    Owner.objects.filter(code="h").update(last_name="Small G")
    assembly = convened()
    online(assembly, "D", "Small G")
    [row] = Proxy.objects.all()
    assert (row.holder_owner, row.holder_name) == (None, "Small G")
