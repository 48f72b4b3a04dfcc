"""Slips of a secret ballot on paper: what they tell, what is printed, and what is not."""

import pytest
from django.urls import reverse

from buildings.models import Lot
from governance.errors.meeting import NoRoll, NothingToPrint
from governance.models import SecretBallot
from governance.queries.meeting import meeting_of
from governance.queries.slips import printed, slips_of
from governance.secrecy import Risk
from governance.services.meeting import open_meeting
from governance.services.papers import ask_slips, file_of
from governance.services.roll import take_roll
from governance.services.secret import close_secret_item, count_box
from koprogo.documents.services import read
from koprogo.jobs.services import run_all
from tests import cast
from tests.finance.reminders.pages import inside, text, told
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    arrive,
    convened,
    draft,
    head,
    open_item,
    opened,
    point,
    proxy,
)
from tests.governance.papers.test_papers import url, words
from tests.governance.voting import making
from tests.governance.voting.making import item

ELECTION = {
    "kind": "election",
    "subject": "council-member",
    "candidate": "Ann Peeters",
    "is_secret": True,
}
NAMES = ["Omar", "Haddad", "Clara", "Élise", "Jean", "Moreau", "Fatima"]


def election(*, key=None):
    return point(draft(), "Council", key=key, **ELECTION)


def convened_with(item):
    return take_roll(convened(assembly=item.assembly), by=None)


def slips(item):
    return slips_of(meeting_of(item.assembly), str(item.uuid))


def said(item, *, every=False):
    """The words of each page that is printed."""
    job = ask_slips(item, every=every, by=None)
    run_all()
    job.refresh_from_db()
    return words(read(file_of(job)))


def equal():
    """An election in which everybody has the same number of votes."""
    found = election()
    found.assembly = opened(assembly=found.assembly, present=(CLARA, OMAR))
    return found


# What they tell


def test_before_the_meeting_there_is_one_for_each_on_the_list(acacias):
    found = election()
    found.assembly = convened_with(found)
    assert slips(found).groups() == [(500, 1), (300, 1), (200, 1)]
    assert slips(found).telling == (500, 300, 200)
    assert (slips(found).risk, slips(found).are_final) == (Risk.UNEQUAL, False)


def test_at_the_meeting_there_is_one_for_each_who_is_here_cut_as_he_counts(acacias):
    """With Omar and Clara alone in the room, neither counts for more than the other."""
    found = equal()
    assert slips(found).weights == (300, 300)
    assert (slips(found).telling, slips(found).risk) == ((), Risk.EQUAL)
    assert slips(found).are_weighted is False


def test_once_it_is_open_who_comes_later_or_has_voted_has_none(acacias):
    found = equal()
    open_item(found)
    arrive(found.assembly, JEAN)
    assert (slips(found).weights, slips(found).are_final) == ((300, 300), True)
    count_box(found, [head(OMAR)], {300: {"for": 1}}, by=None)
    # The last slip of its kind would be known to be Clara's.
    assert (slips(found).weights, slips(found).risk) == ((300,), Risk.ALONE)
    assert printed(slips(found), every=True) == ()


def test_two_slips_of_one_person_tell_as_much_as_one(acacias):
    """Clara holds the proxy of Jean: both slips that she writes are known to be hers."""
    Lot.objects.filter(code__in=["B", "C"]).update(shares=250)
    found = election()
    proxy(convened(assembly=found.assembly), JEAN, holder=CLARA)
    found.assembly = take_roll(found.assembly, by=None)
    for code in (CLARA, OMAR):
        arrive(found.assembly, code)
    open_meeting(found.assembly, by=None)
    assert slips(found).weights == (500, 250, 250)
    assert slips(found).telling == (500, 250)


def test_there_are_none_of_a_closed_vote(acacias):
    found = equal()
    open_item(found)
    close_secret_item(found, by=None)
    assert (slips(found).weights, slips(found).risk) == ((), Risk.ALONE)


# What is printed


def test_a_slip_says_what_is_voted_in_all_languages_and_names_nobody(acacias):
    [page] = said(equal())
    assert page.count("Ann Peeters") == 2
    assert page.count("Pour / Voor") == 2
    assert page.count("Contre / Tegen") == 2
    assert "300" not in page
    assert [name for name in NAMES if name in page] == []


def test_slips_of_equal_votes_are_the_same_to_the_letter(acacias):
    [page] = said(equal())
    first, second = page.split("Les Acacias,")[1:]
    assert first.strip() == second.strip()


def test_a_slip_that_tells_is_printed_on_demand_alone_and_says_so(acacias):
    found = election()
    found.assembly = convened_with(found)
    with pytest.raises(NothingToPrint):
        ask_slips(found, every=False, by=None)
    pages = " ".join(said(found, every=True))
    # The most votes first, so the pile tells nothing of the order of the deed.
    places = [pages.index(str(votes)) for votes in (500, 300, 200)]
    assert places == sorted(places)
    assert [name for name in NAMES if name in pages] == []


def test_two_of_the_same_votes_are_printed_and_the_third_is_not(acacias):
    """Omar 500, Clara 250 and Jean 250 of the thousand."""
    Lot.objects.filter(code__in=["B", "C"]).update(shares=250)
    found = election()
    found.assembly = convened_with(found)
    assert (slips(found).telling, slips(found).safe) == ((500,), (250, 250))
    [page] = said(found)
    assert page.count("Ann Peeters") == 2
    assert page.count("250") == 4
    assert "500" not in page


def test_no_slips_before_the_list_is_frozen(acacias):
    found = election()
    convened(assembly=found.assembly)
    with pytest.raises(NoRoll):
        ask_slips(found, every=True, by=None)


# The pages


def test_from_the_papers_to_the_box(sign_in, db):
    with inside():
        found = equal()
        open_item(found)
        assembly = found.assembly
    sophie = sign_in("sophie")
    where = url("ballot-slips", assembly.uuid, found.uuid)
    assert where in text_of(sophie, url("ballot-papers", assembly.uuid))
    point_ = reverse(
        "governance:meeting-item", args=[cast.ACACIAS, assembly.uuid, found.uuid]
    )
    box = reverse(
        "governance:meeting-item-box", args=[cast.ACACIAS, assembly.uuid, found.uuid]
    )
    shown = text_of(sophie, point_)
    assert where in shown
    assert box in shown
    assert where in text_of(sophie, box)
    page = text(sophie.get(where))
    assert "Everybody has the same number of votes" in page
    assert "Nobody gets a receipt" in page
    answer = sophie.post(where, follow=True)
    assert "The work has begun." in text(answer)
    with inside():
        count_box(found, [head(OMAR), head(CLARA)], {300: {"for": 2}}, by=None)
        assert SecretBallot.objects.filter(item=found).count() == 2
    assert "Nobody can vote on this point on paper now" in text(sophie.get(where))


def text_of(client, address):
    return client.get(address).content.decode()


def test_what_slips_would_tell_is_said_before_they_are_printed(sign_in, db):
    with inside():
        assembly = making.begun()
        where = url("ballot-slips", assembly.uuid, item(assembly, 3).uuid)
    sophie = sign_in("sophie")
    page = text(sophie.get(where))
    assert "would tell whoever counts the box how he voted" in page
    assert "This is how it stands now." in page
    [refusal] = told(sophie.post(where, follow=True))
    assert refusal.startswith("Nothing is printed: no slip would keep the ballot")
    answer = sophie.post(where, {"every": "on"}, follow=True)
    assert "The work has begun." in text(answer)


def test_one_alone_gets_no_slip(sign_in, db):
    with inside():
        found = equal()
        open_item(found)
        count_box(found, [head(OMAR)], {300: {"for": 1}}, by=None)
        where = url("ballot-slips", found.assembly.uuid, found.uuid)
    page = text(sign_in("sophie").get(where))
    assert "one person alone would put slips into the box" in page
    assert "Make the PDF" not in page


def test_a_vote_by_name_has_no_slips(sign_in, db):
    with inside():
        assembly = making.voting()
        where = url("ballot-slips", assembly.uuid, item(assembly, 1).uuid)
    assert sign_in("sophie").get(where).status_code == 404


def test_the_voter_reads_who_could_still_link_his_ballot(sign_in, db):
    with inside():
        assembly = making.voting(3)
        where = url("vote", assembly.uuid)
    page = text(sign_in("omar").get(where))
    assert "Who could still find out how you voted?" in page
    assert "There is no receipt, by choice" in page


def test_few_statements(sign_in, db, django_assert_max_num_queries):
    with inside():
        assembly = making.begun()
        where = url("ballot-slips", assembly.uuid, item(assembly, 3).uuid)
        papers = url("ballot-papers", assembly.uuid)
    sophie = sign_in("sophie")
    for page in (where, papers):
        with django_assert_max_num_queries(20):
            sophie.get(page)
