"""What owners propose for the agenda, and what becomes of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buildings.models import Owner
from buildings.services import hand_over_lot
from governance.errors.assemblies import AlreadyConvened
from governance.errors.proposals import (
    NotAnOwner,
    ProposalClosed,
    ProposalTooLate,
    ReceivedInTheFuture,
)
from governance.ordinary_period import OrdinaryPeriod
from governance.queries.proposals import in_time_for, waiting_for
from governance.services import proposals as services
from governance.subjects import Subject
from koprogo.notifications.models import Delivery
from tests import cast
from tests.governance.assemblies import making

pytestmark = pytest.mark.usefixtures("acacias")

MAY = OrdinaryPeriod(5, 1)


def last_day(assembly):
    """Three weeks before the first day of the period."""
    return assembly.period_since - timedelta(days=21)


def told():
    [mail] = Delivery.objects.all()
    return mail


def test_a_proposal_comes_on_the_agenda():
    assembly, found = making.extraordinary(), making.proposal()
    item = making.place(found, assembly, subject=Subject.WORKS)
    found.refresh_from_db()
    assert found.state == "on_agenda"
    assert (item.proposal, item.majority) == (found, "two-thirds")
    assert (item.title_fr, item.text_fr, item.motion_fr) == (
        "Bikes",
        "A place for bikes in the yard.",
        "Bikes",
    )
    assert item.title_nl == ""


def test_without_a_vote_it_has_no_motion():
    found = making.proposal()
    item = making.place(found, making.extraordinary(), subject=Subject.INFORMATION)
    assert (item.kind, item.motion) == ("information", "")


def test_the_last_day_is_three_weeks_before_the_period():
    making.settle()
    day = timezone.localdate() + timedelta(days=40)
    first = day - timedelta(days=3)
    making.settle(month=first.month, day=first.day)
    assembly = making.ordinary(day)
    in_time = making.proposal(received_on=timezone.localdate())
    assert last_day(assembly) == timezone.localdate() + timedelta(days=16)
    making.place(in_time, assembly)
    first = timezone.localdate() + timedelta(days=21)
    making.settle(month=first.month, day=first.day)
    assembly = making.ordinary(first)
    assert last_day(assembly) == timezone.localdate()
    making.place(making.proposal("On the last day"), assembly)
    first -= timedelta(days=1)
    making.settle(month=first.month, day=first.day)
    assembly = making.ordinary(first)
    late = making.proposal("One day later")
    with pytest.raises(ProposalTooLate) as refused:
        making.place(late, assembly)
    assert refused.value.last_day == last_day(assembly)
    assert list(waiting_for(assembly)) == []
    assert making.place(late, assembly, deliberately=True).proposal == late


def test_for_an_extraordinary_assembly_nothing_is_late():
    first = timezone.localdate() + timedelta(days=10)
    making.settle(month=first.month, day=first.day)
    making.place(making.proposal(), making.extraordinary(first))


def test_without_a_period_nothing_is_late():
    assembly = making.ordinary(timezone.localdate() + timedelta(days=1))
    found = making.proposal()
    assert list(waiting_for(assembly)) == [found]
    making.place(found, assembly)
    assert in_time_for(date(2026, 4, 10), None) is None


@pytest.mark.parametrize(
    ("received", "year"), [(date(2026, 4, 10), 2026), (date(2026, 4, 11), 2027)]
)
def test_for_which_assembly_it_is_in_time(received, year):
    found = in_time_for(received, MAY)
    assert found.period == MAY.of_year(year)
    assert found.last_day == date(year, 4, 10)


def test_the_owner_is_told_that_it_is_on_the_agenda():
    making.place(making.proposal(), making.extraordinary())
    mail = told()
    assert (mail.address, mail.language) == ("omar@example.org", "en")
    assert mail.subject == "Les Acacias: your proposal for the assembly"
    assert "put “Bikes” on the agenda of the assembly" in mail.body
    assert f"{making.ORIGIN}/b/acacias/assemblies/proposals/" in mail.body


def test_an_owner_without_account_is_told_in_his_language():
    making.answer(making.proposal(owner="jean"))
    mail = told()
    assert (mail.address, mail.language) == ("jean@example.org", "fr")
    assert "It needs no vote: we do it." in mail.body
    assert making.ORIGIN not in mail.body


def test_an_owner_without_address_is_not_told():
    Owner.objects.filter(code="jean").update(email="")
    found = making.answer(making.proposal(owner="jean"))
    assert (found.state, Delivery.objects.count()) == ("answered", 0)


def test_a_proposal_ends_once():
    found = making.proposal()
    services.withdraw_proposal(found, by=None)
    assembly = making.extraordinary()
    for again in (
        lambda: services.withdraw_proposal(found, by=None),
        lambda: making.answer(found),
        lambda: making.place(found, assembly),
    ):
        with pytest.raises(ProposalClosed):
            again()
    assert assembly.items.count() == 0


def test_nothing_comes_on_an_agenda_that_was_sent():
    found = making.proposal()
    with pytest.raises(AlreadyConvened):
        making.place(found, making.convened())
    found.refresh_from_db()
    assert found.state == "waiting"


def test_only_owners_propose_and_nobody_in_the_future():
    today = timezone.localdate()
    with pytest.raises(ReceivedInTheFuture):
        making.proposal(received_on=today + timedelta(days=1))
    hand_over_lot(cast.lot("B"), holding=cast.holding("H1"), since=today, by=None)
    with pytest.raises(NotAnOwner):
        making.proposal(owner="clara")
