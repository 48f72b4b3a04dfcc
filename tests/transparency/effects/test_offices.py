"""Whom the members elect: offices with their roles, given and ended."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buildings.access import find_access
from buildings.models import Grant, Owner, Role
from koprogo.audit.models import AuditEvent
from koprogo.slots import EffectRefused
from tests import cast
from tests.transparency.allocations.making import decision, registered
from tests.transparency.effects.making import carried_out, decided, form_of, told
from transparency.errors import NoAccount, OfficeBegun, OfficeHeld, OfficeOver
from transparency.forms.effects import years_later
from transparency.models import Office
from transparency.queries.elections import held, office_grants, office_of, offices_on
from transparency.services.elections import end_office, give_offices

pytestmark = pytest.mark.usefixtures("asbl")


@pytest.fixture
def zoe():
    return registered(cast.user("zoe"), name="Zoe Zen")


def today():
    return timezone.localdate()


def roles(name="zoe"):
    access = find_access(cast.user(name), cast.ASBL)
    return set(access.roles) if access else set()


def grant(role=Role.BOARD):
    return Grant.objects.get(user=cast.user("zoe"), role=role)


CODES = {
    "asbl-board": Role.BOARD,
    "asbl-auditor": Role.ASBL_AUDITOR,
    "asbl-coordinator": Role.COORDINATOR,
    "asbl-committee": Role.COMMITTEE,
}


@pytest.mark.parametrize(("code", "role"), CODES.items())
def test_a_decision_gives_the_office_and_its_role(zoe, code, role):
    found = decided(code)
    until = years_later(today(), 2)
    carried_out(found, owner=zoe, until=str(until))
    assert roles() == {role}
    office = Office.objects.get()
    assert (office.owner, office.role, office.since) == (zoe, role, today())
    assert (office.until, office.decision) == (until, found.uuid)
    [one] = [one for one in offices_on(today()).running if one.name == "Zoe Zen"]
    assert (one.role, one.since, one.until) == (role, today(), until)
    assert code in one.decision


def test_the_board_is_elected_for_three_years():
    form = form_of("asbl-board", decided("asbl-board", on=date(2024, 2, 29)))
    assert form["since"].value() == date(2024, 2, 29)
    assert form["until"].value() == date(2027, 3, 1)


def test_another_term_and_another_number_are_pointed_out(zoe):
    found, until = decided("asbl-board"), years_later(today(), 1)
    said = told("asbl-board", found, owner=zoe, until=str(until))
    days = f"from {today():%d/%m/%Y} until {until:%d/%m/%Y}"
    assert said == [
        f"Zoe Zen holds this office {days}: Board member of the ASBL.",
        "On these days this person has the rights of it on this site.",
        "Members of the board are elected for 3 years.",
        "The board has 2 members then: it should have 3 to 7.",
    ]


@pytest.mark.parametrize(
    ("many", "warned"), [(1, True), (2, False), (6, False), (7, True)]
)
def test_the_board_has_three_to_seven(zoe, many, warned):
    """With Zoe one more."""
    for name in ["sophie", "amir", "anna", "omar", "clara", "axel"][: many - 1]:
        give(registered(cast.user(name)), number=name)
    said = told("asbl-board", decided("asbl-board"), owner=zoe)
    assert bool([one for one in said if "should have" in one]) == warned
    assert not [one for one in said if "elected for" in one]


def give(owner, *, roles=(Role.BOARD,), since=None, until=None, number=1):
    return give_offices(
        owner,
        roles=roles,
        since=since or today(),
        until=until or years_later(today(), 3),
        decision=decision(number),
        by=None,
    )


def test_a_member_of_the_board_can_be_the_treasurer(zoe):
    carried_out(decided("asbl-board"), owner=zoe, is_treasurer="on")
    assert roles() == {Role.BOARD, Role.TREASURER}
    assert Office.objects.count() == 2


def test_the_same_office_on_the_same_days_is_refused_in_words(zoe):
    carried_out(decided("asbl-board"), owner=zoe)
    with pytest.raises(EffectRefused, match="holds the office on some of these days"):
        carried_out(decided("asbl-board"), owner=zoe, is_treasurer="on")
    assert (Office.objects.count(), roles()) == (1, {Role.BOARD})


def test_terms_that_follow_each_other_are_not_at_once(zoe):
    middle = today() + timedelta(days=100)
    give(zoe, until=middle)
    give(zoe, since=middle, number=2)
    with pytest.raises(OfficeHeld):
        give(zoe, since=middle - timedelta(days=1), until=middle, number=3)


def test_who_cannot_sign_in_holds_no_office(zoe):
    Owner.objects.update(user=None)
    zoe.refresh_from_db()
    with pytest.raises(NoAccount):
        give(zoe)
    form = form_of("asbl-board", decided("asbl-board"), owner=zoe)
    assert list(form.errors) == ["owner"]


def test_an_end_before_the_beginning_is_wrong(zoe):
    form = form_of("asbl-auditor", owner=zoe, since="2026-05-01", until="2026-05-01")
    assert form.errors == {"until": ["The end must come after the beginning."]}


# Ending


def test_it_ends_with_a_reason_and_so_does_the_role(zoe):
    give(zoe, since=today() - timedelta(days=10))
    end_office(grant(), on=today(), reason="Moved", by=None)
    assert roles() == set()
    assert grant().until == today()
    [one] = [one for one in offices_on(today()).over if one.name == "Zoe Zen"]
    assert (one.until, one.end_reason) == (today(), "Moved")
    assert Office.objects.get().until == years_later(today(), 3)
    event = AuditEvent.objects.get(action="office.ended")
    assert event.data["reason"] == "Moved"


def test_what_has_not_begun_is_taken_back(zoe):
    begins = today() + timedelta(days=5)
    give(zoe, since=begins)
    assert [one.name for one in offices_on(today()).coming] == ["Zoe Zen"]
    end_office(grant(), on=begins, reason="Declined", by=None)
    assert not Grant.objects.filter(user=cast.user("zoe")).exists()
    assert Office.objects.get().end_reason == "Declined"


def test_what_has_begun_is_not_taken_back(zoe):
    give(zoe)
    with pytest.raises(OfficeBegun):
        end_office(grant(), on=today(), reason="No", by=None)
    assert roles() == {Role.BOARD}


def test_what_is_over_does_not_end_again(zoe):
    give(zoe, since=today() - timedelta(days=10))
    end_office(grant(), on=today(), reason="Moved", by=None)
    for day in (today(), today() + timedelta(days=1)):
        with pytest.raises(OfficeOver):
            end_office(grant(), on=day, reason="Again", by=None)
    earlier = today() - timedelta(days=5)
    end_office(grant(), on=earlier, reason="Earlier still", by=None)
    assert grant().until == earlier


def test_an_office_of_before_the_program_ends_too():
    found = Grant.objects.get(user=cast.user("bo"), role=Role.BOARD)
    end_office(found, on=today(), reason="Moved", by=None)
    assert roles("bo") == set()


def test_everybody_of_the_cast_is_listed_by_office():
    rows = held(office_grants())
    assert [(one.role.value, one.name, one.decision) for one in rows] == [
        ("board", "Bo", ""),
        ("treasurer", "Tess", ""),
        ("asbl_auditor", "Arno", ""),
        ("coordinator", "Cora", ""),
        ("committee", "Cleo", ""),
    ]


@pytest.mark.parametrize("since", ["2020-01-02", "yesterday", ""])
def test_an_address_that_names_no_office(since):
    bo = cast.user("bo")
    assert list(office_of(bo.uuid, "board", since)) == []
    assert office_of(bo.uuid, "board", "2020-01-01").get().user == bo
