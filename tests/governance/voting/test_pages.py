"""An owner takes part on a phone: the pages, in the order of an evening."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings import services
from buildings.models import Owner, Role
from governance.models import Cancellation, CountedBallot, SecretBallot
from governance.services.log import add_event
from tests import cast
from tests.finance.reminders.pages import inside, text, told
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    arrive,
    close_item,
    convened,
    draft,
    head,
    leave,
    line,
    open_item,
    vote,
    with_roll,
)
from tests.governance.voting import making

#: of which three open and close the tenant
LIMIT = 15


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *args])


def made(make, *args, **values):
    with inside():
        return make(*args, **values)


def lots(assembly):
    with inside():
        return {lot: line(assembly, lot) for lot in "ABCK"}


def tap(client, assembly, position=1, follow=True, **data):
    with inside():
        where = url("vote-cast", assembly.uuid, making.item(assembly, position).uuid)
    return client.post(where, {"client_id": str(uuid4()), **data}, follow=follow)


def counted():
    with inside():
        found = CountedBallot.objects.order_by("item__position", "line__position")
        return list(found.values_list("line__label", "choice"))


# Before


def test_before_the_list_is_open_it_says_when(sign_in, db):
    assembly = made(convened, **making.REMOTE)
    page = sign_in("omar").get(url("vote", assembly.uuid))
    assert "It has not begun" in text(page)
    assert "https://video.example/acacias" in text(page)
    assert page.headers["Cache-Control"] == "private, no-store"


def test_what_was_called_off_says_so(sign_in, db):
    def call_off():

        assembly = convened()
        Cancellation.objects.create(assembly=assembly, reason="Snow")
        return assembly

    assembly = made(call_off)
    page = sign_in("omar").get(url("vote", assembly.uuid))
    assert "This assembly was called off: Snow" in text(page)


def test_a_draft_is_nobodys_page(sign_in, db):

    assembly = made(draft)
    assert sign_in("omar").get(url("vote", assembly.uuid)).status_code == 404


# From afar


def test_he_checks_in_from_afar_and_out(sign_in, db):
    assembly = made(with_roll, **making.REMOTE)
    omar = sign_in("omar")
    assert "I take part from afar" in text(omar.get(url("vote", assembly.uuid)))
    page = omar.post(
        url("vote-arrive", assembly.uuid), {"client_id": uuid4()}, follow=True
    )
    assert told(page) == ["You are on the attendance list."]
    assert "Nothing is being voted now." in text(page)
    page = omar.post(
        url("vote-leave", assembly.uuid), {"client_id": uuid4()}, follow=True
    )
    assert told(page) == [
        "You have left the assembly. You can come back as long as it lasts."
    ]
    omar.post(url("vote-leave", assembly.uuid), {})


def test_where_nobody_takes_part_from_afar(sign_in, db):
    assembly = made(with_roll)
    omar = sign_in("omar")
    assert "Sign the list in the room" in text(omar.get(url("vote", assembly.uuid)))
    page = omar.post(
        url("vote-arrive", assembly.uuid), {"client_id": uuid4()}, follow=True
    )
    assert told(page) == [
        "Nobody takes part from afar in this assembly. Come to the room, or give a proxy."
    ]


def test_a_holder_who_does_not_vote_learns_who_does(sign_in, db):

    def as_fatima():
        fatima = Owner.objects.get(code="fatima")
        services.link_owner(fatima, user=cast.user("zoe"), since=cast.SINCE, by=None)
        return with_roll()

    assembly = made(as_fatima)
    page = text(sign_in("zoe").get(url("vote", assembly.uuid)))
    assert "Lots C: Jean Moreau votes for all who hold them." in page


# Votes


def test_one_press_for_all_lots_and_the_receipt(sign_in, db):
    assembly = made(making.voting)
    clara, ids = sign_in("clara"), lots(assembly)
    page = clara.get(url("vote", assembly.uuid))
    assert "Point 1: Paint the hall" in text(page)
    assert "For Jean Moreau" not in text(page)
    assert "For H3, lot C 200 votes of 1,000" in text(page)
    assert "Against the lift" in text(page)
    page = tap(clara, assembly, choice="for", mine=[ids["B"], ids["C"]])
    assert counted() == [("B", "for"), ("C", "for")]
    assert "Your vote is counted. You voted: For" in text(page)
    assert re.search(r"as event \d+ of the assembly", text(page))
    assert re.search(r"[0-9a-f]{64}", page.content.decode())
    tap(clara, assembly, choice="against", mine=[ids["B"], ids["C"]])
    assert counted() == [("B", "against"), ("C", "against")]


def test_separately_for_each_lot_and_principal(sign_in, db):
    assembly = made(making.voting)
    clara, ids = sign_in("clara"), lots(assembly)
    page = tap(clara, assembly, **{f"mine-{ids['B']}": "for", f"mine-{ids['C']}": ""})
    assert counted() == [("B", "for")]
    assert "C: no vote yet" in text(page)


def test_a_double_tap_is_one_ballot(sign_in, db):
    assembly = made(making.voting)
    omar, ids = sign_in("omar"), lots(assembly)
    for _twice in range(2):
        tap(omar, assembly, choice="for", mine=ids["A"], client_id=CLIENT)
    page = tap(omar, assembly, choice="against", mine=ids["A"], client_id=CLIENT)
    assert "This page was an old one" in told(page)[0]
    assert counted() == [("A", "for")]
    with inside():
        assert assembly.events.filter(kind="ballot").count() == 1


CLIENT = str(uuid4())


def test_lots_of_others_are_not_found(sign_in, db):
    assembly = made(making.voting)
    omar, ids = sign_in("omar"), lots(assembly)
    for other in (ids["B"], str(uuid4())):
        answer = tap(omar, assembly, follow=False, choice="for", mine=other)
        assert answer.status_code == 404
    assert counted() == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Nothing was chosen. Press one of the answers."),
        ({"choice": "maybe"}, "This answer is not one of the four that there are."),
    ],
)
def test_nothing_chosen(sign_in, db, data, said):
    assembly = made(making.voting)
    omar, ids = sign_in("omar"), lots(assembly)
    page = tap(omar, assembly, mine=ids["A"], **data)
    assert (told(page), counted()) == ([said], [])


def test_a_principal_who_came_votes_himself(sign_in, db):
    assembly = made(making.voting)
    clara, ids = sign_in("clara"), lots(assembly)
    made(arrive, assembly, JEAN)
    page = tap(clara, assembly, choice="for", mine=[ids["B"], ids["C"]])
    assert "Somebody else votes for one of these lots now." in told(page)[0]
    assert counted() == []
    assert "lots C" not in text(page)


def test_the_cap_is_explained(sign_in, db):
    assembly = made(making.voting, present=(OMAR, CLARA), proxies=False)
    page = text(sign_in("omar").get(url("vote", assembly.uuid)))
    assert "300 of your 500 votes count as things stand" in page


def test_a_conflict_of_interest_is_explained(sign_in, db):
    def barred():
        assembly = making.begun()
        item = str(making.item(assembly, 1).uuid)
        body = {"item": item, "person": None, "head": head(OMAR), "reason": "Painter"}
        add_event(assembly, "conflict", body, by=None)
        open_item(making.item(assembly, 1))
        return assembly

    assembly = made(barred)
    page = text(sign_in("omar").get(url("vote", assembly.uuid)))
    assert "No vote here: there is a conflict of interest" in page
    assert "I want this decision" not in page


def test_lots_outside_of_the_key(sign_in, db):
    assembly = made(making.voting, 2)
    page = text(sign_in("omar").get(url("vote", assembly.uuid)))
    assert "Your lots have no vote on this point" in page
    page = text(sign_in("clara").get(url("vote", assembly.uuid)))
    assert "Your lot B 1 vote of 3" in page
    assert "If it is adopted it would cost you €1,000.00" in page


def test_information_is_not_voted(sign_in, db):
    assembly = made(making.voting, 4)
    page = text(sign_in("omar").get(url("vote", assembly.uuid)))
    assert "This point is information: nobody votes on it." in page


# What is new


def test_nothing_is_sent_while_nothing_changes(sign_in, db):
    assembly = made(making.voting)
    omar = sign_in("omar")

    def version():
        page = omar.get(url("vote", assembly.uuid)).content.decode()
        return re.search(r'hx-get="\?seen=(\w+)"', page).group(1)

    first = version()
    ids = lots(assembly)

    def again():
        return omar.get(url("vote", assembly.uuid), {"seen": first}).status_code

    assert again() == 204
    made(vote_of_clara, assembly)
    assert again() == 204
    tap(omar, assembly, choice="for", mine=ids["A"])
    assert again() == 200
    first = version()
    made(lambda: close_item(making.item(assembly, 1)))
    assert again() == 200


def vote_of_clara(assembly):
    vote(making.item(assembly, 1), B="against")


def test_between_two_points_the_last_result_stands_there(sign_in, db):
    assembly = made(making.voting)
    omar, ids = sign_in("omar"), lots(assembly)
    tap(omar, assembly, choice="for", mine=ids["A"])
    made(lambda: close_item(making.item(assembly, 1)))
    page = text(omar.get(url("vote", assembly.uuid)))
    assert "Point 1: Paint the hall Adopted. Votes for 500; 251 were needed" in page
    assert "Your lot A: For 500 of 500 votes counted" in page
    assert "Nothing is being voted now." in page


# In secret


def test_a_secret_ballot_is_asked_about_and_final(sign_in, db):
    assembly = made(making.voting, 3)
    omar = sign_in("omar")
    page = omar.get(url("vote", assembly.uuid))
    assert "Candidate: Ann Peeters" in text(page)
    assert "A secret ballot is final" in text(page)
    with inside():
        mine = {f"mine-{head(OMAR)}": "for"}
    page = tap(omar, assembly, 3, **mine)
    assert "This is final" in text(page)
    assert "The administrators of the database could" in text(page)
    with inside():
        assert SecretBallot.objects.count() == 0
    page = tap(omar, assembly, 3, final="yes", **mine)
    assert "Your ballot is cast." in text(page)
    assert "You voted" not in text(page)
    with inside():
        assert list(SecretBallot.objects.values_list("choice")) == [("for",)]
    page = tap(omar, assembly, 3, final="yes", **mine)
    assert told(page) == ["Your ballot was cast before. A secret ballot is final."]


def test_a_holder_of_proxies_casts_one_ballot_for_each(sign_in, db):
    assembly = made(making.voting, 3)
    with inside():
        mine = {f"mine-{head(CLARA)}": "for", f"mine-{head(JEAN)}": "against"}
    tap(sign_in("clara"), assembly, 3, final="yes", **mine)
    with inside():
        found = SecretBallot.objects.order_by("votes").values_list("choice", "votes")
        assert list(found) == [("against", 200), ("for", 300)]


def test_who_comes_after_the_opening_has_no_secret_vote(sign_in, db):
    assembly = made(making.voting, 3, present=(CLARA, JEAN), proxies=False)
    made(arrive, assembly, OMAR)
    page = text(sign_in("omar").get(url("vote", assembly.uuid)))
    assert "You have no vote on this point. Who votes was fixed" in page


# Afterwards


def over():
    assembly = making.voting()
    vote_of_clara(assembly)
    close_item(making.item(assembly, 1))
    leave(assembly, OMAR)
    add_event(assembly, "closed", {}, by=None)
    assembly.closed_at = assembly.events.latest("number").at
    assembly.save()
    return assembly


def test_afterwards_he_finds_how_his_lots_were_counted(sign_in, db):
    assembly = made(over)
    clara = sign_in("clara")
    page = text(clara.get(url("vote", assembly.uuid)))
    assert "1. Paint the hall B Against Rejected 300 / 300" in page
    assert "C Jean Moreau &amp; Fatima El Idrissi Did not vote Rejected 200" in page
    csv = clara.get(url("my-votes-table", assembly.uuid, "csv")).content.decode()
    assert csv.splitlines()[1] == "1;Paint the hall;B;;300;Against;;300;Rejected"
    pdf = clara.get(url("my-votes-file", assembly.uuid))
    assert pdf.content.startswith(b"%PDF-")
    assert "acacias-my-votes-" in pdf.headers["Content-Disposition"]


def test_who_is_in_no_register_has_no_votes(sign_in, db):

    def as_council():
        services.grant_role(
            cast.user("zoe"),
            tenant=cast.tenant(),
            role=Role.COUNCIL,
            since=timezone.localdate(),
            by=None,
        )
        return making.voting()

    assembly = made(as_council)
    zoe = sign_in("zoe")
    page = text(zoe.get(url("vote", assembly.uuid)))
    assert "You have no vote in this assembly" in page
    assert zoe.get(url("my-votes-table", assembly.uuid, "csv")).status_code == 404


@pytest.mark.parametrize("position", [1, 2, 3])
def test_few_statements(sign_in, db, position, django_assert_max_num_queries):
    assembly = made(making.voting, position)
    clara = sign_in("clara")
    clara.get(url("vote", assembly.uuid))
    with django_assert_max_num_queries(LIMIT):
        clara.get(url("vote", assembly.uuid))
