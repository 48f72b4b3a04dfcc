"""Requests for an assembly: exactly a fifth, the letter, the thirty days, the draft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.models import Building, Lot
from governance.errors.requests import (
    DraftMade,
    NotASigner,
    NotEnoughShares,
    NotPosted,
    NotReceived,
    NotSigned,
    OthersSigned,
    ProofNeeded,
    ReceivedBefore,
    RequestClosed,
    Requested,
    SignedBefore,
    WrongDay,
)
from governance.models import AssemblyRequest, RequestSignature
from governance.queries.requests import (
    State,
    backing_of,
    convened_on,
    request_list,
    state_of,
    to_convene,
)
from governance.refusals.written import sentence
from governance.services import requests as services
from governance.services.assemblies import discard_assembly
from governance.services.convocations import call_off
from koprogo.notifications.models import Delivery
from tests import cast
from tests.governance.written import making
from tests.sql import refused

TODAY = timezone.localdate


def backing(found):
    return backing_of(making.fresh(found), total=1000, today=TODAY())


def state(found):
    return state_of(request_list().get(pk=found.pk), today=TODAY())


def told():
    found = Delivery.objects.filter(event__startswith="request:")
    return sorted(found.values_list("address", "subject"))


def test_who_begins_signs(acacias):
    found = making.request("clara", points=["Roof", "Lift"])
    assert [str(point) for point in found.points.all()] == ["1. Roof", "2. Lift"]
    one = backing(found).support
    assert (one.heads, one.shares, one.shares_needed) == (1, 300, 200)
    assert (one.is_enough, found.language) == (True, "nl")
    with pytest.raises(SignedBefore):
        making.sign(found, "clara")


def test_only_the_representative_of_lots_signs(acacias):
    with pytest.raises(NotASigner):
        making.request("fatima")
    assert AssemblyRequest.objects.count() == 0
    found = making.request("clara")
    making.sign(found, "jean")
    assert backing(found).support.shares == 500


def _shares(**shares):
    for code, many in shares.items():
        Lot.objects.filter(code=code).update(shares=many)


def test_exactly_a_fifth_is_enough_and_a_share_less_is_not(acacias):
    _shares(A=501, C=199)
    found = making.request("jean")
    assert backing(found).support.is_enough is False
    with pytest.raises(NotEnoughShares) as error:
        making.posted(found, "jean")
    assert sentence(error.value) == (
        "Those who had signed on that day have 199 shares; 200 are needed."
    )
    _shares(A=500, C=200)
    assert making.posted(found, "jean").shares == 200


def test_those_who_signed_are_told_at_a_fifth_once(acacias):
    _shares(A=601, C=99)
    found = making.request("jean")
    making.sign(found, "clara")
    about = "Les Acacias: your request for an assembly has enough signatures"
    assert told() == [("clara@example.org", about)]  # Jean has no account
    making.sign(found, "omar")
    assert len(told()) == 1


def test_who_sold_does_not_count_any_more(acacias):
    found = making.request("clara")
    making.sell("B", "H3")
    now = backing(found)
    assert (now.support.shares, now.support.heads, len(now.former)) == (0, 0, 1)
    with pytest.raises(NotSigned):
        making.posted(found)
    making.sign(found, "jean")
    assert backing(found).support.shares == 500


def test_a_signature_is_taken_back_and_given_again(acacias):
    found = making.request("clara")
    services.withdraw_signature(found, owner=making.owner("clara"), by=None)
    with pytest.raises(NotSigned):
        services.withdraw_signature(found, owner=making.owner("clara"), by=None)
    making.sign(found, "clara")
    assert backing(found).support.shares == 300
    assert RequestSignature.objects.count() == 2


def test_it_is_given_up_alone(acacias):
    found = making.request("clara")
    with pytest.raises(NotASigner):
        services.withdraw_request(found, owner=making.owner("omar"), by=None)
    making.sign(found, "omar")
    with pytest.raises(OthersSigned):
        services.withdraw_request(found, owner=making.owner("clara"), by=None)
    services.withdraw_signature(found, owner=making.owner("omar"), by=None)
    services.withdraw_request(found, owner=making.owner("clara"), by=None)
    assert state(found) is State.WITHDRAWN
    with pytest.raises(RequestClosed):
        making.sign(found, "omar")


def test_once_it_is_posted_nothing_is_signed(acacias):
    found = making.request("clara")
    for day in (-1, 1):
        with pytest.raises(WrongDay):
            making.posted(found, sent_on=making.day(day))
    found = making.posted(found)
    assert (found.shares, found.shares_total, state(found)) == (300, 1000, State.SENT)
    with pytest.raises(RequestClosed):
        making.sign(found, "omar")
    with refused("nothing is signed any more"):
        found.signatures.create(
            holding=cast.holding("H1"), owner=making.owner("omar"), sha256="0" * 64
        )
    with refused("governance_assemblyrequest"):
        AssemblyRequest.objects.filter(pk=found.pk).update(title="Other")


def test_the_receipt_is_noted_once_with_its_proof(acacias):
    found = making.request("clara")
    with pytest.raises(NotPosted):
        making.received(found)
    found = making.posted(found)
    for day in (-1, 1):
        with pytest.raises(WrongDay):
            making.received(found, received_on=making.day(day))

    def noted(code, **values):
        return services.note_receipt(
            found,
            received_on=TODAY(),
            owner=making.owner(code),
            origin="",
            by=None,
            **values,
        )

    with pytest.raises(NotSigned):
        noted("omar", proof=making.paper())
    with pytest.raises(ProofNeeded):
        noted("clara")
    assert noted("clara", proof=making.paper()).proof.name == "paper.pdf"
    assert state(found) is State.RECEIVED
    with pytest.raises(ReceivedBefore):
        making.received(found)
    assert told() == [
        ("sophie@example.org", "Les Acacias: co-owners ask for an assembly")
    ]
    with refused("governance_assemblyrequest"):
        AssemblyRequest.objects.filter(pk=found.pk).update(received_on=making.day(9))


@pytest.mark.parametrize(("ago", "expected"), [(30, State.RECEIVED), (31, State.LATE)])
def test_the_thirtieth_day_is_in_time(acacias, ago, expected):
    found = making.late(received_on=-ago)
    assert state(found) is expected
    assert to_convene() == [found]


def test_the_syndic_prepares_it_and_cannot_refuse(acacias):
    found = making.request("omar", points=["Roof", "Lift"])
    with pytest.raises(NotReceived):
        making.drafted(found)
    found = making.received(making.posted(found, "omar"))
    assembly = making.drafted(found)
    assert assembly.kind == "extraordinary"
    assert assembly.day == making.day(22)
    assert [(one.title_fr, one.motion_fr) for one in assembly.items.all()] == [
        ("Roof", "Roof"),
        ("Lift", "Lift"),
    ]
    with pytest.raises(DraftMade):
        making.drafted(found)
    with pytest.raises(Requested):
        discard_assembly(assembly, by=None)
    assert state(found) is State.RECEIVED


def test_called_off_it_is_to_be_convened_again(acacias):
    found = making.received()
    assembly = making.drafted(found)
    assembly.convened_at = timezone.now()
    assembly.save()
    found = request_list().get(pk=found.pk)
    assert (state(found), convened_on(found)) == (State.CONVENED, TODAY())
    assert to_convene() == []
    call_off(assembly, reason="Snow", by=None)
    assert state(found) is State.RECEIVED
    assert making.drafted(found) != assembly


def test_the_place_is_the_usual_one_or_the_building(acacias):
    Building.objects.update(street="Rue des Acacias 1", city="Schaerbeek")
    assembly = making.drafted()
    assert assembly.place == "Rue des Acacias 1, Schaerbeek"
    assert timezone.localtime(assembly.starts_at).hour == 19
    assert assembly.day - TODAY() >= timedelta(days=15)
