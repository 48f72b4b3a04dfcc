"""The code on a page in the hall, where an association works with KoproGo."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.errors import ArrivalDecided, ArrivedAlready, CodeClosed, LivesHere
from buildings.models import Arrival, Grant, HallCode
from buildings.services import hall
from buildings.services.forgetting import forget_arrivals
from buildings.services.people import grant_role
from buildings.tasks import forget_letters
from koprogo.audit.models import AuditEvent
from koprogo.documents.models import File
from tests import cast
from tests.buildings.mailbox import ORIGIN, delivered, words_of
from tests.buildings_people.making import arrived, occupancy, posted


def answered(arrival, is_let_in=True, by="clara"):
    return hall.answer(arrival, is_let_in=is_let_in, origin=ORIGIN, by=cast.user(by))


def roles_of(name):
    here = Grant.objects.filter(user=cast.user(name), tenant=cast.tenant())
    return list(here.values_list("role", flat=True))


def test_the_page_is_printed_in_the_languages_of_the_building(acacias):
    made, code = posted()
    page = File.objects.get(pk=made.letter_id)
    with hall.documents.open_kept(page) as stored:
        words = words_of(stored.read())
    assert words.count(code) == 2  # French and Dutch
    assert "Les Acacias" in words
    assert made.expires_at - made.created_at > timedelta(days=29)


def test_who_types_it_waits(acacias):
    code, _words = posted()
    arrival = arrived(code)
    assert (arrival.outcome, roles_of("zoe")) == ("", [])


def test_let_in_he_is_an_occupant_whatever_he_says(acacias):
    arrival = arrived(posted()[0], says="owner")
    answered(arrival)
    assert roles_of("zoe") == ["occupant"]
    assert occupancy("zoe").lot_id is None
    assert "You are in" in delivered()["Zoe <zoe@example.org>"].body


def test_refused_he_stays_outside_and_the_code_is_no_use_again(acacias):
    code, _words = posted()
    answered(arrived(code), is_let_in=False)
    assert roles_of("zoe") == []
    assert "You were not let in" in delivered()["Zoe <zoe@example.org>"].body
    with pytest.raises(ArrivedAlready):
        arrived(code)
    assert arrived(posted()[0])  # another code, another chance


def test_an_answer_is_given_once(acacias):
    arrival = arrived(posted()[0])
    answered(arrival)
    with pytest.raises(ArrivalDecided):
        answered(arrival, is_let_in=False)


def test_who_was_invited_meanwhile_needs_no_answer(acacias):
    arrival = arrived(posted()[0])
    grant_role(
        cast.user("zoe"),
        tenant=acacias.tenant,
        role="occupant",
        since=timezone.localdate(),
        by=None,
    )
    with pytest.raises(LivesHere):
        answered(arrival)
    answered(arrival, is_let_in=False)
    assert roles_of("zoe") == ["occupant"]


@pytest.mark.parametrize("name", ["omar", "clara", "otto"])
def test_who_is_in_does_not_come_in_again(acacias, name):
    code, _words = posted()
    with pytest.raises(LivesHere):
        arrived(code, name)


def test_who_left_comes_in_only_by_the_next_code(acacias):
    code, _words = posted()
    answered(arrived(code))
    Grant.objects.filter(user=cast.user("zoe"), tenant=acacias.pk).update(
        since=cast.SINCE, until=timezone.localdate()
    )
    with pytest.raises(ArrivedAlready):
        arrived(code)


def test_the_syndic_may_come_to_meet_the_neighbours_too(acacias):
    """Who lives there may well work for the syndic: that role shows no neighbours."""
    assert arrived(posted()[0], "sophie")


def test_another_code_closes_the_one_before(acacias):
    old, _words = posted()
    letter = old.letter_id
    new, _words = posted()
    old.refresh_from_db()
    assert (old.letter_id, old.is_good(timezone.now())) == (None, False)
    assert not File.objects.filter(pk=letter).exists()
    assert new.is_good(timezone.now())
    with pytest.raises(CodeClosed):
        arrived(old)


def test_a_code_is_closed_once(acacias):
    posted()
    hall.close_code(by=cast.user("clara"))
    with pytest.raises(CodeClosed):
        hall.close_code(by=cast.user("clara"))


def test_it_expires_and_its_page_is_erased(acacias):
    code, _words = posted()
    now = timezone.now()
    HallCode.objects.update(created_at=now - timedelta(days=31), expires_at=now)
    with pytest.raises(CodeClosed):
        arrived(code)
    assert forget_letters() == 1
    code.refresh_from_db()
    assert code.letter_id is None


def test_all_of_it_is_in_the_history(acacias):
    first, second = "zoe", "felix"
    code, _words = posted()
    answered(arrived(code, first))
    answered(arrived(code, second), is_let_in=False)
    hall.close_code(by=cast.user("clara"))
    found = set(AuditEvent.objects.values_list("action", flat=True))
    assert found >= {
        "hall_code.posted",
        "hall_code.closed",
        "arrival.came",
        "arrival.let_in",
        "arrival.refused",
        "role.granted",
    }


def test_the_night_forgets_it_after_a_year(acacias):
    arrived(posted()[0])
    hall.close_code(by=cast.user("clara"))
    now = timezone.now()
    assert forget_arrivals(now + timedelta(days=364)) == 0
    assert forget_arrivals(now + timedelta(days=366)) == 2
    assert not Arrival.objects.exists()
    assert not HallCode.objects.exists()
