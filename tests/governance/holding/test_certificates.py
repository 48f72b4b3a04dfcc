"""How well a result holds, as the minutes and the pages say it."""

import pytest
from django.urls import reverse

from buildings.models import Lot
from governance.queries.certificates import certificate_of
from governance.queries.meeting import meeting_of
from governance.queries.proceedings import point_of
from governance.queries.roll import names_of
from governance.result_words import how_it_holds
from governance.services import meeting as services
from governance.services.log import add_event
from governance.services.roll import proxy_body
from governance.services.typing_in import type_in
from tests import cast
from tests.finance.reminders.pages import text
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    arrive,
    close_item,
    decided,
    head,
    line,
    open_item,
    opened,
    proxy,
    vote,
    voter,
    with_roll,
)
from tests.governance.holding import making


def of(item):
    return certificate_of(meeting_of(item.assembly), str(item.uuid))


def said(item):
    """What the page and the minutes say of it."""
    assembly = item.assembly
    found = point_of(meeting_of(assembly), item, names_of(assembly))
    return how_it_holds(found)


def margin(item):
    """The same from the result itself: votes beyond those needed, or lacking."""
    result = meeting_of(item.assembly).result(str(item.uuid))
    spare = result.tally.votes_for - result.needed
    return spare if result.adopted else -spare


def test_a_result_is_told_by_its_certificate(acacias):
    item = opened().items.get()
    assert said(item) == []
    decided(item, A="against", B="for", C="for")
    assert said(item)[0] == "1 vote for was missing."


def test_a_result_that_one_attendance_turns(acacias):
    item = opened().items.get()
    decided(item, A="against", B="for", C="for")
    found = of(item)  # a tie
    assert (found.margin, margin(item)) == (1, 1)
    assert (found.smallest, found.exact) == ((head(OMAR),), True)


def test_a_result_that_two_attendances_turn(acacias):
    item = opened().items.get()
    decided(item, A="for", B="for", C="for")
    found = of(item)
    assert (found.margin, margin(item)) == (499, 499)
    assert (len(found.smallest), found.exact) == (2, True)  # who is alone cannot vote


def opened_with_proxy():
    """Clara votes for Jean too, and Omar for himself."""
    assembly = with_roll()
    given = proxy(assembly, JEAN, holder=CLARA)
    add_event(assembly, "proxy-registered", proxy_body(given), by=None)
    for code in (OMAR, CLARA):
        arrive(assembly, code)
    services.open_meeting(assembly, by=None)
    return assembly.items.get()


def test_who_holds_a_proxy_for_others_falls_with_them(acacias):
    item = opened_with_proxy()
    decided(item, A="abstain", B="for", C="for")
    found = of(item)
    assert (found.margin, margin(item)) == (249, 249)
    assert found.smallest in [(head(CLARA),), (head(OMAR),)]  # nobody is left to count


def test_a_conflict_for_his_own_lots_leaves_the_proxies_that_he_holds(acacias):
    item = opened_with_proxy()
    services.declare_conflict(item, reason="Painter", head=head(CLARA), by=None)
    decided(item, C="for")
    assert meeting_of(item.assembly).result(str(item.uuid)).tally.votes_for == 200
    assert (of(item).margin, margin(item)) == (99, 99)


@pytest.mark.parametrize("is_open", [True, False])
def test_there_is_none_before_the_end(acacias, is_open):
    item = opened().items.get()
    if is_open:
        open_item(item)
    assert of(item) is None


def test_there_is_none_of_a_secret_ballot_or_of_information(acacias):
    assembly = making.secret_vote()
    *_others, secret, information = making.items(assembly)
    services.close_item(secret, by=None)
    services.open_item(information, by=None)
    services.close_item(information, by=None)
    assert (of(secret), of(information)) == (None, None)
    assert said(secret)[0].startswith("It was a secret ballot: nobody knows")
    assert said(information) == []


def test_there_is_none_where_somebody_split_his_lots(own_two_lots):
    item = opened().items.get()
    open_item(item)
    vote(item, A="for", K="against", B="for", C="for")
    close_item(item)
    assert of(item) is None
    [why] = said(item)
    assert why.startswith("Somebody voted differently for several lots")


def test_the_page_of_a_split_vote_says_why_there_is_none(own_two_lots, sign_in):
    item = opened().items.get()
    open_item(item)
    vote(item, A="for", K="against", B="for", C="for")
    close_item(item)
    place = [cast.ACACIAS, item.assembly.uuid, item.uuid]
    where = reverse("governance:meeting-item", args=place)
    page = sign_in("sophie").get(where)
    assert "How well it holds" in text(page)
    assert "no single ballot falls with a person" in text(page)


@pytest.fixture
def own_two_lots(acacias):
    """Omar has votes for his cellar too: B has less for it."""
    Lot.objects.filter(code="K").update(shares=100)
    Lot.objects.filter(code="B").update(shares=200)
    return acacias


def test_a_split_ballot_is_typed_in_by_lot(own_two_lots):
    item = opened().items.get()
    open_item(item)
    choices = {line(item.assembly, "A"): "for", line(item.assembly, "K"): "blank"}
    type_in(
        item,
        choices,
        channel="paper",
        operator="Sophie",
        reason="Paper",
        person=voter(OMAR),
        by=None,
    )
    assert len(meeting_of(item.assembly).ballots(str(item.uuid))) == 2
